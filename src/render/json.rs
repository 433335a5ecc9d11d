//! The JSON documents. Their shape is a promise: one struct a document, fields only added.

use std::io;

use colored_json::{ColoredFormatter, CompactFormatter, PrettyFormatter, Styler};
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use serde_json::ser::Formatter;

use crate::escape;
use crate::hasura::explanation::{Decision, Explanation};
use crate::hasura::registry::StartupError;
use crate::hasura::response::Refusal;
use crate::hasura::trace::Warning;
use crate::hasura::view::HasuraClaims;
use crate::inspection::{Inspection, Times};
use crate::jose::anatomy::Payload;
use crate::jose::json::{Object, Value};
use crate::jose::key::SigningKey;
use crate::jose::numeric_date::NumericDate;
use crate::jose::verdict::Verdict;
use crate::provider::origin::{Federation, Origin};
use crate::render::config::INEXACT;

/// A document as one line, or indented; coloured or not. Ends with a newline.
pub(crate) fn document(document: &impl Serialize, indented: bool, color: bool) -> String {
    let mut text = if indented {
        with(Escaping(PrettyFormatter::new()), document, color)
    } else {
        with(Escaping(CompactFormatter), document, color)
    };
    text.push('\n');
    text
}

fn with<F: Formatter + Clone>(formatter: F, document: &impl Serialize, color: bool) -> String {
    let mut bytes = Vec::with_capacity(1024);
    // Writing to memory does not fail, and our documents have only string keys.
    let _ = if color {
        let formatter = ColoredFormatter::with_styler(formatter, Styler::default());
        document.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter))
    } else {
        document.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter))
    };
    String::from_utf8(bytes).unwrap_or_default()
}

/// Escapes what a JSON writer leaves as it is and a terminal obeys.
#[derive(Clone)]
struct Escaping<F>(F);

macro_rules! passed_on {
    ($($method:ident($($name:ident: $type:ty),*);)*) => {
        $(fn $method<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $name: $type)*) -> io::Result<()> {
            self.0.$method(writer $(, $name)*)
        })*
    };
}

impl<F: Formatter> Formatter for Escaping<F> {
    passed_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(escape::line(fragment).as_bytes())
    }

    fn write_raw_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(fragment.as_bytes())
    }
}

/// The document of an error that has none of its own.
#[derive(Debug, Serialize)]
pub(crate) struct ErrorDocument<'a> {
    pub(crate) error: ErrorBody<'a>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ErrorBody<'a> {
    pub(crate) code: &'a str,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

/// A stable code word and a sentence.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Coded {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

/// The document of `decode`.
#[derive(Debug, Serialize)]
pub(crate) struct DecodeDocument {
    serialization: &'static str,
    header: Option<Object>,
    claims: Option<Object>,
    /// Only where the payload is no claims set
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<Value>,
    signature: SignatureBody,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signatures: Vec<SignatureEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encryption: Option<EncryptionBody>,
    problems: Vec<ProblemBody>,
    provider: ProviderBody,
    times: TimesBody,
    hasura: Option<HasuraBody>,
    warnings: Vec<Coded>,
    /// The token inside an encrypted one that was opened
    #[serde(skip_serializing_if = "Option::is_none")]
    nested: Option<Box<Self>>,
}

#[derive(Debug, Serialize)]
struct SignatureBody {
    present: bool,
    bytes: usize,
}

#[derive(Debug, Serialize)]
struct SignatureEntry {
    header: Option<Object>,
    bytes: usize,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of the document")]
struct EncryptionBody {
    encrypted_key_bytes: usize,
    iv_bytes: usize,
    ciphertext_bytes: usize,
    tag_bytes: usize,
}

#[derive(Debug, Serialize)]
struct ProblemBody {
    part: &'static str,
    code: &'static str,
    message: String,
}

#[derive(Debug, Serialize)]
struct ProviderBody {
    id: &'static str,
    kind: &'static str,
    who: Option<String>,
    facts: Facts,
    verify_with: &'static str,
    jwks_url: Option<String>,
    discovery_url: Option<String>,
    federated_from: Option<FederationBody>,
    dates: Facts,
}

#[derive(Debug, Serialize)]
struct FederationBody {
    name: String,
    r#type: Option<String>,
    issuer: Option<String>,
    user_id: Option<String>,
}

#[derive(Debug, Serialize)]
struct TimesBody {
    issued_at: Option<String>,
    not_before: Option<String>,
    expires_at: Option<String>,
    authenticated_at: Option<String>,
    lifetime_seconds: Option<i64>,
    expired: Option<bool>,
}

#[derive(Debug, Serialize)]
struct HasuraBody {
    namespace: Option<String>,
    namespace_path: String,
    format: &'static str,
    default_role: Option<String>,
    allowed_roles: Option<Vec<String>>,
    default_role_allowed: Option<bool>,
    /// The `x-hasura-role` that a client has to send, if any
    role_to_send: Option<String>,
    session_variables: Object,
}

/// Names and texts in their order.
#[derive(Debug)]
struct Facts(Vec<(&'static str, String)>);

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl From<&Inspection> for DecodeDocument {
    fn from(inspection: &Inspection) -> Self {
        let anatomy = &inspection.anatomy;
        let first = anatomy.signatures.first();
        Self {
            serialization: anatomy.serialization.name(),
            header: anatomy.header.clone(),
            claims: anatomy.claims().cloned(),
            payload: match &anatomy.payload {
                Payload::Json(value) => Some(value.clone()),
                Payload::Text(text) => Some(Value::from(text.as_str())),
                Payload::Bytes(bytes) => Some(Value::from(String::from_utf8_lossy(bytes).as_ref())),
                Payload::Absent | Payload::Encrypted | Payload::Claims(_) | Payload::Unreadable => {
                    None
                }
            },
            signature: SignatureBody {
                present: anatomy.is_signed(),
                bytes: first.map_or(0, |signature| signature.bytes),
            },
            signatures: match anatomy.signatures.as_slice() {
                [] | [_] => Vec::new(),
                several => several
                    .iter()
                    .map(|one| SignatureEntry { header: one.header.clone(), bytes: one.bytes })
                    .collect(),
            },
            encryption: anatomy.encryption.map(|parts| EncryptionBody {
                encrypted_key_bytes: parts.encrypted_key_bytes,
                iv_bytes: parts.iv_bytes,
                ciphertext_bytes: parts.ciphertext_bytes,
                tag_bytes: parts.tag_bytes,
            }),
            problems: anatomy
                .problems
                .iter()
                .map(|problem| ProblemBody {
                    part: problem.part,
                    code: problem.code,
                    message: problem.message.clone(),
                })
                .collect(),
            provider: ProviderBody::from(&inspection.origin),
            times: TimesBody::from(&inspection.times),
            hasura: inspection.hasura.as_ref().map(HasuraBody::from),
            warnings: inspection
                .advice
                .iter()
                .map(|advice| Coded { code: advice.code.name(), message: advice.message.clone() })
                .collect(),
            nested: inspection.inner.as_ref().map(|inner| Box::new(Self::from(inner.as_ref()))),
        }
    }
}

impl From<&Origin> for ProviderBody {
    fn from(origin: &Origin) -> Self {
        let dates = origin.dates.iter().map(|(name, date)| (*name, date.to_rfc3339())).collect();
        Self {
            id: origin.id.name(),
            kind: origin.kind.name(),
            who: origin.who.clone(),
            facts: Facts(origin.facts.clone()),
            verify_with: origin.verify_with.name(),
            jwks_url: origin.jwks_url.clone(),
            discovery_url: origin.discovery_url.clone(),
            federated_from: origin.federated_from.as_ref().map(FederationBody::from),
            dates: Facts(dates),
        }
    }
}

impl From<&Federation> for FederationBody {
    fn from(federation: &Federation) -> Self {
        Self {
            name: federation.name.clone(),
            r#type: federation.r#type.clone(),
            issuer: federation.issuer.clone(),
            user_id: federation.user_id.clone(),
        }
    }
}

impl From<&Times> for TimesBody {
    fn from(times: &Times) -> Self {
        let text = |date: Option<NumericDate>| date.map(NumericDate::to_rfc3339);
        Self {
            issued_at: text(times.issued_at),
            not_before: text(times.not_before),
            expires_at: text(times.expires_at),
            authenticated_at: text(times.authenticated_at),
            lifetime_seconds: times.lifetime.map(crate::jose::duration::Duration::seconds),
            expired: times.expired,
        }
    }
}

impl From<&HasuraClaims> for HasuraBody {
    fn from(hasura: &HasuraClaims) -> Self {
        let owned = |text: &str| text.to_owned();
        Self {
            namespace: hasura.namespace().map(owned),
            namespace_path: hasura.path.to_string(),
            format: hasura.format.name(),
            default_role: hasura.default_role().map(owned),
            allowed_roles: hasura
                .allowed_roles()
                .map(|roles| roles.into_iter().map(owned).collect()),
            default_role_allowed: hasura.default_role_allowed(),
            role_to_send: hasura.role_to_send().map(owned),
            session_variables: hasura
                .session_variables()
                .into_iter()
                .map(|(name, value)| (name, value.clone()))
                .collect(),
        }
    }
}

/// The document of `verify`.
#[derive(Debug, Serialize)]
pub(crate) struct VerifyDocument {
    accepted: bool,
    issuer_pinned: Option<bool>,
    key: Option<KeyBody>,
    checks: Vec<CheckBody>,
    warnings: Vec<Coded>,
    header: Option<Object>,
    claims: Option<Object>,
}

#[derive(Debug, Serialize)]
pub(crate) struct KeyBody {
    pub(crate) source: String,
    pub(crate) kid: Option<String>,
    pub(crate) alg: &'static str,
}

#[derive(Debug, Serialize)]
struct CheckBody {
    name: String,
    passed: bool,
    code: Option<&'static str>,
    message: String,
}

impl VerifyDocument {
    pub(crate) fn new(verdict: &Verdict, source: &str, issuer_pinned: Option<bool>) -> Self {
        Self {
            accepted: verdict.is_accepted(),
            issuer_pinned,
            key: verdict.key.as_ref().map(|key| KeyBody {
                source: source.to_owned(),
                kid: key.kid.clone(),
                alg: key.algorithm.name(),
            }),
            checks: verdict
                .checks
                .iter()
                .map(|check| CheckBody {
                    name: check.name.clone(),
                    passed: check.passed(),
                    code: check.code.map(crate::jose::verdict::Code::name),
                    message: check.message.clone(),
                })
                .collect(),
            warnings: verdict
                .warnings
                .iter()
                .map(|lint| Coded { code: lint.code.name(), message: lint.message.clone() })
                .collect(),
            header: verdict.header.clone(),
            claims: verdict.claims.clone(),
        }
    }
}

/// The document of `explain`.
#[derive(Debug, Serialize)]
pub(crate) struct ExplainDocument<'a> {
    engine: &'static str,
    /// `null` if a webhook decides
    accepted: Option<bool>,
    #[serde(flatten)]
    answer: ExplainBody<'a>,
    steps: Vec<StepBody<'a>>,
    warnings: Vec<Coded>,
    hint: Option<&'a str>,
    config: SourceBody<'a>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ExplainBody<'a> {
    Accepted {
        role: &'a str,
        session: &'a Object,
        /// The session as Hasura v2 gets it from the service
        #[serde(skip_serializing_if = "Option::is_none")]
        session_hasura: Option<&'a Object>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mode: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mode_id: Option<&'a str>,
    },
    Refused {
        refusal: EngineRefusal<'a>,
        cause: Option<&'a str>,
        response: ResponseBody<'a>,
    },
    Webhook {
        webhook: &'a str,
    },
    Undecided {
        undecided: &'a str,
    },
}

/// The refusal as the engine itself has it, whatever the route shows.
#[derive(Debug, Serialize)]
struct EngineRefusal<'a> {
    status: u16,
    code: Option<&'static str>,
    message: &'a str,
}

/// What a client sees on its route.
#[derive(Debug, Serialize)]
struct ResponseBody<'a> {
    route: &'static str,
    status: u16,
    body: Option<&'a Value>,
}

#[derive(Debug, Serialize)]
struct StepBody<'a> {
    name: &'static str,
    passed: bool,
    detail: &'a str,
}

#[derive(Debug, Serialize)]
struct SourceBody<'a> {
    source: &'a str,
}

impl<'a> ExplainDocument<'a> {
    pub(crate) fn new(
        explanation: &'a Explanation,
        hint: Option<&'a str>,
        source: &'a str,
    ) -> Self {
        let body = match &explanation.decision {
            Decision::Accepted(session) => ExplainBody::Accepted {
                role: &session.role,
                session: &session.variables,
                session_hasura: session.as_text.as_ref(),
                mode: session.answered_by.as_ref().map(|(mode, _)| *mode),
                mode_id: session.answered_by.as_ref().map(|(_, id)| id.as_str()),
            },
            Decision::Refused(refused) => ExplainBody::Refused {
                refusal: EngineRefusal {
                    status: refused.status,
                    code: refused.code,
                    message: &refused.message,
                },
                cause: refused.cause.as_deref(),
                response: ResponseBody {
                    route: refused.response.route.name(),
                    status: refused.response.status,
                    body: refused.response.body.as_ref(),
                },
            },
            Decision::Webhook { call } => ExplainBody::Webhook { webhook: call },
            Decision::Undecided { reason } => ExplainBody::Undecided { undecided: reason },
        };
        let steps = explanation.steps.iter().map(|step| StepBody {
            name: step.name,
            passed: step.passed,
            detail: &step.detail,
        });
        Self {
            engine: explanation.engine.name(),
            accepted: explanation.accepted(),
            answer: body,
            steps: steps.collect(),
            warnings: coded(&explanation.warnings),
            hint,
            config: SourceBody { source },
        }
    }
}

fn coded(warnings: &[Warning]) -> Vec<Coded> {
    let one = |warning: &Warning| Coded { code: warning.code, message: warning.message.clone() };
    warnings.iter().map(one).collect()
}

/// The document of `explain --engine all`.
#[derive(Debug, Serialize)]
pub(crate) struct AnswersDocument<'a> {
    pub(crate) answers: Vec<AnswerBody<'a>>,
}

/// What one of several engines makes of it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum AnswerBody<'a> {
    Explained(ExplainDocument<'a>),
    DoesNotStart(ConfigErrorDocument<'a>),
}

/// The document of an engine that does not start.
#[derive(Debug, Serialize)]
pub(crate) struct ConfigErrorDocument<'a> {
    engine: &'static str,
    config_error: ConfigErrorBody<'a>,
    hint: String,
    warnings: Vec<Coded>,
}

#[derive(Debug, Serialize)]
struct ConfigErrorBody<'a> {
    message: &'a str,
}

impl<'a> ConfigErrorDocument<'a> {
    pub(crate) fn new(error: &'a StartupError, hint: String) -> Self {
        let inexact = Coded { code: "inexact-message", message: INEXACT.to_owned() };
        Self {
            engine: error.engine().name(),
            config_error: ConfigErrorBody { message: &error.message },
            hint,
            warnings: error.inexact.then_some(inexact).into_iter().collect(),
        }
    }
}

/// The document of `secret check` for a configuration that the engine starts with.
#[derive(Debug, Serialize)]
pub(crate) struct CheckDocument {
    valid: bool,
    warnings: Vec<Coded>,
}

impl CheckDocument {
    pub(crate) fn valid(warnings: &[Warning]) -> Self {
        Self { valid: true, warnings: coded(warnings) }
    }
}

/// The document of `mint`.
#[derive(Debug, Serialize)]
pub(crate) struct MintDocument<'a> {
    pub(crate) token: &'a str,
    pub(crate) header: &'a Object,
    pub(crate) claims: &'a Object,
    pub(crate) key: KeyBody,
}

impl KeyBody {
    pub(crate) fn of_signing(key: &SigningKey, source: String) -> Self {
        Self { source, kid: key.kid.clone(), alg: key.algorithm.name() }
    }
}

/// The document of `secret`.
#[derive(Debug, Serialize)]
pub(crate) struct SecretDocument<'a> {
    pub(crate) engine: &'static str,
    pub(crate) config: &'a Value,
    pub(crate) output: &'a str,
    pub(crate) warnings: Vec<Coded>,
}

/// The document of `ping`.
#[derive(Debug, Serialize)]
pub(crate) struct PingDocument {
    pub(crate) results: Vec<PingResult>,
    pub(crate) summary: PingSummary,
}

#[derive(Debug, Serialize)]
pub(crate) struct PingResult {
    pub(crate) url: String,
    pub(crate) role: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) milliseconds: Option<f64>,
    pub(crate) answered: bool,
    pub(crate) as_expected: bool,
    pub(crate) refusal: Option<RefusalBody>,
    pub(crate) explanation: Option<String>,
    pub(crate) body: Option<Value>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RefusalBody {
    pub(crate) code: Option<String>,
    pub(crate) message: String,
}

impl From<&Refusal> for RefusalBody {
    fn from(refusal: &Refusal) -> Self {
        Self { code: refusal.code.clone(), message: refusal.message.clone() }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct PingSummary {
    pub(crate) sent: usize,
    pub(crate) as_expected: usize,
    pub(crate) min: Option<f64>,
    pub(crate) median: Option<f64>,
    pub(crate) p95: Option<f64>,
    pub(crate) max: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        Value::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn json_for_a_terminal_holds_nothing_that_steers_it() {
        let dirty = Value::from("a\u{1b}[2J\u{202e}\u{9b}\u{7f}\"\\é");
        let clean = r#""a\u001b[2J\u202e\u009b\u007f\"\\é""#;
        assert_eq!(document(&dirty, false, false), format!("{clean}\n"));
        // Between our own colours stands the same.
        let colored = document(&dirty, false, true);
        let pieces = colored.split('\u{1b}').map(|piece| match piece.split_once('m') {
            Some((style, text)) if style.starts_with('[') => text,
            _ => piece,
        });
        assert_eq!(pieces.collect::<String>(), format!("{clean}\n"));
    }

    #[test]
    fn order_repetition_and_digits_survive() {
        let text = r#"{"b":1,"a":12345678901234567890.10,"b":[]}"#;
        assert_eq!(document(&value(text), false, false), format!("{text}\n"));
    }
}
