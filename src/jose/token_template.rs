//! Many tokens that differ only in a few places: what they have in common is encoded once.

use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::token_id;

/// The header and the claims of many tokens, with blanks in their strings: `{n}` is the number of
/// the token, and `{uuid}` a random UUID, the same wherever it stands in a token. `{{n}}` and
/// `{{uuid}}` are the texts `{n}` and `{uuid}`; every other brace stays as it is, and so do the
/// names of members.
#[derive(Debug)]
pub struct TokenTemplate {
    header: Part,
    payload: Part,
    /// The header and the claims with their marks
    marked: [Object; 2],
    marks: Marks,
    varies: bool,
    has_uuid: bool,
    has_id: bool,
}

/// What fills the blanks of one token.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Blanks {
    number: String,
    uuid: String,
    id: String,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Blank {
    Number,
    Uuid,
    Id,
}

/// A text of JSON with blanks.
#[derive(Debug)]
struct Part {
    /// The beginning that is the same in every token, already encoded
    encoded: String,
    /// What follows: a blank and the text after it
    rest: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Blank(Blank),
}

/// The texts that stand for blanks.
#[derive(Debug)]
struct Marks {
    number: String,
    uuid: String,
    id: Option<String>,
}

impl TokenTemplate {
    /// Prepares a template. The text `id`, wherever it stands in a string, is a blank for another
    /// random UUID.
    pub fn new(header: &Object, claims: &Object, id: Option<&str>) -> Self {
        let json = |members: &Object| Value::from(members.clone()).to_json();
        let marks = Marks::unused_in(&(json(header) + &json(claims)), id);
        let marked = [header, claims]
            .map(|members| with_strings(members.clone(), &|text| marks.mark(&text)));
        let [header, payload] = [0, 1].map(|part| Part::new(&json(&marked[part]), &marks));
        let has = |blank: Blank| header.has(blank) || payload.has(blank);
        Self {
            varies: !header.rest.is_empty() || !payload.rest.is_empty(),
            has_uuid: has(Blank::Uuid),
            has_id: has(Blank::Id),
            header,
            payload,
            marked,
            marks,
        }
    }

    /// Whether a token differs from the next one in its header or claims.
    pub const fn varies(&self) -> bool {
        self.varies
    }

    /// Returns about how many bytes a token has.
    pub fn size(&self) -> u64 {
        u64::try_from(self.room()).unwrap_or(u64::MAX)
    }

    fn room(&self) -> usize {
        // The last is that of a signature of RSA with 2048 bits.
        self.header.room() + self.payload.room() + 344
    }

    /// Returns what fills the blanks of a token, or `None` if the system has no randomness.
    pub fn blanks(&self, number: u64) -> Option<Blanks> {
        let random = |is_needed: bool| {
            if is_needed { token_id::random_id() } else { Some(String::new()) }
        };
        Some(Blanks {
            number: if self.varies { number.to_string() } else { String::new() },
            uuid: random(self.has_uuid)?,
            id: random(self.has_id)?,
        })
    }

    /// Signs one token with a function that makes its signature, and returns the compact
    /// serialization (RFC 7515 section 7.1).
    ///
    /// # Errors
    ///
    /// That of the function.
    pub fn sign<E>(
        &self,
        blanks: &Blanks,
        sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
    ) -> Result<String, E> {
        let mut token = self.signing_input(blanks);
        let signature = sign(token.as_bytes())?;
        token.push('.');
        base64url::encode_into(signature, &mut token);
        Ok(token)
    }

    /// Returns what is signed of one token: its encoded header and payload.
    pub fn signing_input(&self, blanks: &Blanks) -> String {
        let mut input = String::with_capacity(self.room());
        self.header.encode_into(&mut input, blanks);
        input.push('.');
        self.payload.encode_into(&mut input, blanks);
        input
    }

    /// Returns the header and the claims of one token.
    pub fn filled(&self, blanks: &Blanks) -> (Object, Object) {
        let fill = |text: String| {
            self.marks
                .all()
                .filter(|(_, mark)| text.contains(mark))
                .fold(text.clone(), |text, (blank, mark)| text.replace(mark, blanks.get(blank)))
        };
        let [header, claims] =
            [&self.marked[0], &self.marked[1]].map(|members| with_strings(members.clone(), &fill));
        (header, claims)
    }
}

/// Returns members with the strings in their values changed.
fn with_strings(members: Object, change: &impl Fn(String) -> String) -> Object {
    let changed = members
        .into_iter()
        .map(|(name, value)| (name, in_value(value, change)))
        .collect::<Vec<_>>();
    Object::from(changed)
}

fn in_value(value: Value, change: &impl Fn(String) -> String) -> Value {
    match value {
        Value::String(text) => Value::from(change(text)),
        Value::Array(elements) => {
            Value::Array(elements.into_iter().map(|element| in_value(element, change)).collect())
        }
        Value::Object(members) => Value::from(with_strings(members, change)),
        other => other,
    }
}

impl Blanks {
    fn get(&self, blank: Blank) -> &str {
        match blank {
            Blank::Number => &self.number,
            Blank::Uuid => &self.uuid,
            Blank::Id => &self.id,
        }
    }
}

impl Marks {
    /// Returns marks that are nowhere in a text. None overlaps itself or another one, so that they
    /// are found wherever they are put.
    fn unused_in(text: &str, id: Option<&str>) -> Self {
        let zeros = text.split(|c| c != '0').map(str::len).max().unwrap_or_default();
        let mark = |zeros| format!("<{}>", "0".repeat(zeros));
        Self {
            number: mark(zeros + 1),
            uuid: mark(zeros + 2),
            id: id.filter(|id| !id.is_empty()).map(ToOwned::to_owned),
        }
    }

    fn all(&self) -> impl Iterator<Item = (Blank, &str)> {
        [(Blank::Number, self.number.as_str()), (Blank::Uuid, self.uuid.as_str())]
            .into_iter()
            .chain(self.id.as_deref().map(|id| (Blank::Id, id)))
    }

    /// Returns a string with marks for its blanks.
    fn mark(&self, text: &str) -> String {
        let replacements = [
            ("{{n}}", "{n}"),
            ("{{uuid}}", "{uuid}"),
            ("{n}", self.number.as_str()),
            ("{uuid}", self.uuid.as_str()),
        ];
        let mut marked = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            marked.push_str(before);
            let found = replacements.iter().find(|(written, _)| from.starts_with(written));
            let (written, replacement) = found.copied().unwrap_or(("{", "{"));
            marked.push_str(replacement);
            rest = from.get(written.len()..).unwrap_or_default();
        }
        marked.push_str(rest);
        marked
    }
}

impl Piece {
    /// Divides a text at a mark, with a blank in place of each.
    fn divided_at(self, mark: &str, blank: Blank) -> Vec<Self> {
        match self {
            Self::Text(text) if text.contains(mark) => {
                let mut pieces = Vec::new();
                for part in text.split(mark) {
                    pieces.push(Self::Text(part.to_owned()));
                    pieces.push(Self::Blank(blank));
                }
                pieces.pop();
                pieces
            }
            other => vec![other],
        }
    }
}

impl Part {
    /// Divides a text of JSON at its marks.
    fn new(json: &str, marks: &Marks) -> Self {
        let mut pieces = vec![Piece::Text(json.to_owned())];
        for (blank, mark) in marks.all() {
            pieces = pieces.into_iter().flat_map(|piece| piece.divided_at(mark, blank)).collect();
        }
        let (fixed, rest) = Self::without_beginning(pieces);
        Self { encoded: base64url::encode(fixed), rest }
    }

    /// Splits off the beginning that is always the same, as far as its encoding does not depend on
    /// what follows: in steps of three bytes.
    fn without_beginning(mut pieces: Vec<Piece>) -> (String, Vec<Piece>) {
        let only = pieces.len() == 1;
        let Some(Piece::Text(first)) = pieces.first_mut() else { return (String::new(), pieces) };
        if only {
            return (std::mem::take(first), Vec::new());
        }
        let length = (0..=first.len() - first.len() % 3)
            .rev()
            .find(|length| length % 3 == 0 && first.is_char_boundary(*length))
            .unwrap_or_default();
        let tail = first.split_off(length);
        let fixed = std::mem::replace(first, tail);
        (fixed, pieces)
    }

    /// Returns about how long the encoded part is.
    fn room(&self) -> usize {
        let rest = self.rest.iter().map(|piece| match piece {
            Piece::Text(text) => text.len(),
            Piece::Blank(_) => 36,
        });
        self.encoded.len() + rest.sum::<usize>() / 3 * 4 + 4
    }

    fn has(&self, blank: Blank) -> bool {
        self.rest.iter().any(|piece| matches!(piece, Piece::Blank(one) if *one == blank))
    }

    /// Returns what follows the fixed beginning.
    fn rest(&self, blanks: &Blanks) -> String {
        let pieces = self.rest.iter().map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Blank(blank) => blanks.get(*blank),
        });
        pieces.collect()
    }

    fn encode_into(&self, encoded: &mut String, blanks: &Blanks) {
        encoded.push_str(&self.encoded);
        if !self.rest.is_empty() {
            base64url::encode_into(self.rest(blanks), encoded);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::jws::Jws;
    use crate::jose::key::{Secret, SigningKey, SigningMaterial};
    use crate::jose::signature::{self, Signer, Verifier};
    use crate::regressions;

    fn object(json: &str) -> Object {
        Value::parse(json.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    fn claims(template: &TokenTemplate, number: u64) -> String {
        let blanks = template.blanks(number).unwrap();
        Value::from(template.filled(&blanks).1).to_json()
    }

    fn template(json: &str) -> TokenTemplate {
        TokenTemplate::new(&object(r#"{"alg":"HS256"}"#), &object(json), None)
    }

    #[test]
    fn the_number_of_the_token_stands_wherever_a_string_has_it() {
        let many = template(
            r#"{"sub":"user-{n}","a":[{"b":"{n}{n}"},7,true,null],"c":"{\"d\":\"{n}\"}","{n}":"x"}"#,
        );
        assert!(many.varies());
        for number in [1, 12, u64::MAX] {
            let expected =
                r#"{"sub":"user-N","a":[{"b":"NN"},7,true,null],"c":"{\"d\":\"N\"}","{n}":"x"}"#;
            assert_eq!(claims(&many, number), expected.replace('N', &number.to_string()));
        }
    }

    #[test]
    fn every_other_brace_stays_and_a_doubled_one_is_the_text_itself() {
        for (written, made) in [
            ("{", "{"),
            ("{}", "{}"),
            ("{{}}", "{{}}"),
            ("{ n }", "{ n }"),
            ("{N} {m} {uuid", "{N} {m} {uuid"),
            ("{{n}} {n} {{uuid}}", "{n} 7 {uuid}"),
            ("{{n}", "{7"),
            ("{n}}", "7}"),
            ("é{n}é", "é7é"),
            ("<0>{n}<00>", "<0>7<00>"),
            ("<0{n}0>", "<070>"),
        ] {
            let many = template(&format!(r#"{{"a":"{written}"}}"#));
            assert_eq!(claims(&many, 7), format!(r#"{{"a":"{made}"}}"#), "{written}");
        }
        assert!(!template(r#"{"a":"{{n}} {"}"#).varies());
    }

    #[test]
    fn a_token_has_one_uuid_and_the_next_token_another() {
        let many = template(r#"{"sub":"{uuid}","jti":"{uuid}"}"#);
        let (one, next) = (object(&claims(&many, 1)), object(&claims(&many, 2)));
        let uuid = one.get_str("sub").unwrap();
        assert_eq!(uuid.len(), 36);
        assert_eq!(one.get_str("jti"), Some(uuid));
        assert_ne!(next.get_str("sub"), Some(uuid));
    }

    #[test]
    fn an_id_that_is_named_is_another_uuid_in_each_token() {
        let id = "5b0e4f62-1c7d-4a83-9e55-0d2f8c61b7a4";
        let set = object(&format!(r#"{{"jti":"AT.{id}","sub":"{{uuid}}","n":"{{n}}"}}"#));
        let many = TokenTemplate::new(&Object::new(), &set, Some(id));
        let (one, next) = (object(&claims(&many, 1)), object(&claims(&many, 2)));
        let jti = one.get_str("jti").unwrap();
        assert_eq!(jti.len(), 39);
        assert!(jti.starts_with("AT.") && !jti.contains(id) && next.get_str("jti") != Some(jti));
        assert!(!jti.ends_with(one.get_str("sub").unwrap()));
        // Without its name, it is a text like any other.
        for none in [None, Some("")] {
            let same = TokenTemplate::new(&Object::new(), &set, none);
            assert!(claims(&same, 1).contains(id));
        }
    }

    #[test]
    fn what_tokens_have_in_common_is_encoded_wherever_a_character_ends() {
        for before in 0..4 {
            for letter in ["a", "é", "€", "😀"] {
                let json = format!(r#"{{"a":"{}{letter}{{n}}"}}"#, "x".repeat(before));
                let many = template(&json);
                let input = many.signing_input(&many.blanks(7).unwrap());
                let payload = input.split_once('.').unwrap().1;
                let decoded = base64url::decode(payload).unwrap();
                assert_eq!(String::from_utf8(decoded).unwrap(), json.replace("{n}", "7"));
            }
        }
    }

    #[test]
    fn the_header_has_blanks_too() {
        let header = object(r#"{"alg":"HS256","kid":"key-{n}"}"#);
        let many = TokenTemplate::new(&header, &object("{}"), None);
        let blanks = many.blanks(3).unwrap();
        let (header, claims) = many.filled(&blanks);
        assert_eq!(header.get_str("kid"), Some("key-3"));
        assert!(claims.is_empty() && many.varies());
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn a_token_is_signed_as_if_it_was_the_only_one(
            text in "[a-z{}n<>0-9é\"\\\\]{0,24}",
            number in 0_u64..2000,
        ) {
            let material = SigningMaterial::Secret(Secret::new([7; 32]).unwrap());
            let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
            let mut set = Object::new();
            set.set("a", text.as_str());
            set.set("b", "{n}");
            set.set("c", text.as_str());
            let many = TokenTemplate::new(&signature::header(&key), &set, None);
            let blanks = many.blanks(number).unwrap();
            let signer = Signer::new(&key).unwrap();
            let token = many.sign(&blanks, |message| signer.sign(message)).unwrap();
            let (header, filled) = many.filled(&blanks);
            let filled = Value::from(filled).to_json();
            prop_assert_eq!(&token, &signature::compact(&header, &filled, &key).unwrap());
            let verifier =
                Verifier::new(&key.verification_key(), SignatureAlgorithm::HS256).unwrap();
            let verified = verifier.verify(Jws::parse_compact(&token).unwrap()).unwrap();
            let verified = verified.claims().unwrap();
            let shown = verified.set().members();
            let number = number.to_string();
            prop_assert_eq!(shown.get_str("b"), Some(number.as_str()));
            if !text.contains("{n}") && !text.contains("{uuid}") {
                prop_assert_eq!(shown.get_str("a"), Some(text.as_str()));
            }
        }
    }
}
