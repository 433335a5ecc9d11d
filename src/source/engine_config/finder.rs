//! Finds the engine's settings in files that hold more: Compose, Kubernetes, Helm, Terraform,
//! workflows, `.env` files, scripts and command lines. Pure.
//!
//! YAML and JSON are read as what they are. Everything else, and YAML that is a template, is
//! searched for the names of the variables; what follows a name is read by the rules of the
//! language that its surroundings show.

use crate::hasura::explanation::Engine;
use crate::hasura::registry;
use crate::hasura::yaml::{self, Content, Located};
use crate::jose::json::Value;
use crate::source::engine_config::setting::{NAMES, Setting, SettingValue, is_configuration};
use crate::source::engine_config::{lines, tree};

/// Finds the settings in a text; nothing if it is itself the value of one, or the file of
/// another engine.
pub(crate) fn find(text: &str) -> Vec<Setting> {
    let text = text.trim_start_matches('\u{feff}');
    if is_bare(text) {
        return Vec::new();
    }
    let documents = documents(text);
    let is_named = NAMES.iter().any(|name| text.contains(name));
    for by_content in [false, true] {
        if !by_content && !is_named && documents.is_empty() {
            continue;
        }
        let mut settings = tree::find(&documents, by_content);
        if settings.is_empty() {
            settings = lines::find(text, by_content, &mut 0);
        }
        if !settings.is_empty() {
            return settings;
        }
    }
    let quoted: Vec<Setting> = quoted(text).into_iter().collect();
    if quoted.is_empty() { tree::files(&documents) } else { quoted }
}

/// Whether the text is a configuration itself.
fn is_bare(text: &str) -> bool {
    if is_configuration(text) {
        return true;
    }
    // Only its kind tells: a Secret of Kubernetes has a `type` too.
    let is_file = ["RelyAuth", "AuthConfig"].iter().any(|kind| text.contains(kind));
    is_file && matches!(registry::engine_of(text), Some(Engine::Ddn | Engine::Relyauth))
}

/// The maps and lists of a YAML or JSON file.
fn documents(text: &str) -> Vec<Located> {
    let is_container =
        |located: &Located| matches!(located.content, Content::List(_) | Content::Map(_));
    if let Ok(documents) = yaml::read_located(text) {
        return documents.into_iter().filter(is_container).collect();
    }
    if text.trim_start().starts_with(['{', '[']) {
        return Value::parse(text.as_bytes()).map(unlocated).into_iter().collect();
    }
    Vec::new()
}

/// A value whose lines are not known.
fn unlocated(value: Value) -> Located {
    let content = match value {
        Value::Array(elements) => Content::List(elements.into_iter().map(unlocated).collect()),
        Value::Object(object) => {
            let members = object.into_iter().map(|(name, value)| (name, unlocated(value)));
            Content::Map(members.collect())
        }
        value => Content::Scalar { value, text_line: 0 },
    };
    Located { line: 0, content }
}

/// A configuration in quotes.
fn quoted(text: &str) -> Option<Setting> {
    let text = text.trim();
    let within = |quote| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    let inner = match Value::parse(text.as_bytes()) {
        Ok(Value::String(inner)) => inner,
        _ => within('\'').or_else(|| within('"'))?.to_owned(),
    };
    is_configuration(&inner).then(|| Setting {
        name: String::new(),
        value: SettingValue::Text(inner),
        holder: None,
        line: None,
        remark: None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;
    use crate::source::engine_config::setting::MAX_SETTINGS;

    const JSON: &str = r#"{"type":"HS256","key":"an-orchard-of-pears-and-plums-in-may"}"#;
    const OTHER: &str = r#"{"jwk_url":"https://id.orchard.example/keys"}"#;

    /// What is found, each with its line, its holder, and its value if that is neither of the
    /// two configurations.
    fn seen(text: &str) -> Vec<String> {
        find(text)
            .iter()
            .map(|setting| {
                let value = match &setting.value {
                    SettingValue::Text(text) => match Value::parse(text.trim().as_bytes()) {
                        Ok(value) if value.to_json() == JSON => "JSON".to_owned(),
                        Ok(value) if value.to_json() == OTHER => "OTHER".to_owned(),
                        _ => text.clone(),
                    },
                    SettingValue::Elsewhere(reference) => format!("<{reference}>"),
                    SettingValue::Misplaced(why) => (*why).to_owned(),
                };
                let name = setting.name.replace("HASURA_GRAPHQL_", "");
                let holder = setting.holder.as_deref().unwrap_or("-");
                let line = setting.line.map_or_else(|| "-".to_owned(), |line| line.to_string());
                format!("{name} | {holder} | {line} | {value}")
            })
            .collect()
    }

    fn check(cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            let text = text.replace("JSON", JSON).replace("OTHER", OTHER);
            assert_eq!(seen(&text), *expected, "{text}");
        }
    }

    fn base64(text: &str) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode(text)
    }

    #[test]
    fn compose_files_are_read() {
        check(&[
            (
                "services:\n  engine:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: 'JSON'\n",
                &["JWT_SECRET | service engine | 4 | JSON"],
            ),
            (
                "services:\n  engine:\n    environment:\n      - A=b\n      - HASURA_GRAPHQL_JWT_SECRET=JSON\n",
                &["JWT_SECRET | service engine | 5 | JSON"],
            ),
            (
                "services:\n  engine:\n    environment:\n      - 'HASURA_GRAPHQL_JWT_SECRET=JSON'\n  other:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: |\n        JSON\n",
                &[
                    "JWT_SECRET | service engine | 4 | JSON",
                    "JWT_SECRET | service other | 7 | JSON",
                ],
            ),
            (
                "services:\n  engine:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: >-\n        JSON\n",
                &["JWT_SECRET | service engine | 4 | JSON"],
            ),
            (
                "x-env: &env\n  HASURA_GRAPHQL_JWT_SECRETS: '[OTHER]'\nservices:\n  engine:\n    environment:\n      <<: *env\n      HASURA_GRAPHQL_AUTH_HOOK: http://hook/\n",
                &[
                    "JWT_SECRETS | x-env | 2 | [{\"jwk_url\":\"https://id.orchard.example/keys\"}]",
                    "AUTH_HOOK | service engine | 7 | http://hook/",
                    "JWT_SECRETS | service engine | 2 | [{\"jwk_url\":\"https://id.orchard.example/keys\"}]",
                ],
            ),
            (
                "services:\n  engine:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: ${JWT_SECRET:?needed}\n",
                &["JWT_SECRET | service engine | 4 | <the variable `JWT_SECRET`>"],
            ),
            (
                "services:\n  engine:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: '{\"type\":\"HS256\",\"key\":\"${JWT_KEY}\"}'\n",
                &["JWT_SECRET | service engine | 4 | <the variable `JWT_KEY`>"],
            ),
            (
                "services:\n  engine:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: JSON\n",
                &["JWT_SECRET | service engine | 4 | JSON"],
            ),
            (
                "services:\n  engine:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET:\n",
                &["JWT_SECRET | service engine | 4 | <the variable `HASURA_GRAPHQL_JWT_SECRET`>"],
            ),
            (
                "services:\n  engine:\n    environment:\n      - HASURA_GRAPHQL_JWT_SECRET\n",
                &["JWT_SECRET | service engine | 4 | <the variable `HASURA_GRAPHQL_JWT_SECRET`>"],
            ),
            (
                "services:\n  engine:\n    command: [graphql-engine, serve, --jwt-secret, 'JSON']\n",
                &["JWT_SECRET | service engine | 3 | JSON"],
            ),
            (
                "services:\n  engine:\n    env_file: ./engine.env\n",
                &[" | service engine | 3 | <the file `./engine.env`>"],
            ),
            (
                "services:\n  engine:\n    env_file:\n      - a.env\n      - path: b.env\n        required: false\n",
                &[
                    " | service engine | 4 | <the file `a.env`>",
                    " | service engine | 5 | <the file `b.env`>",
                ],
            ),
            // A space after a colon breaks the YAML, and the value can be read all the same.
            (
                "services:\n  engine:\n    environment:\n      - HASURA_GRAPHQL_JWT_SECRET={\"jwk_url\": \"https://id.orchard.example/keys\"}\n",
                &["JWT_SECRET | - | 4 | OTHER"],
            ),
        ]);
    }

    #[test]
    fn kubernetes_objects_are_read() {
        let secret = format!(
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: orchard\ntype: Opaque\ndata:\n  HASURA_GRAPHQL_JWT_SECRET: {}\n",
            base64(JSON)
        );
        let keyed = format!(
            "kind: Secret\nmetadata: {{name: orchard}}\ntype: Opaque\ndata:\n  jwt: {}\n",
            base64(OTHER)
        );
        let pod = "---\nkind: Pod\nmetadata:\n  name: engine\nspec:\n  containers:\n  - name: engine\n    env:\n    - name: HASURA_GRAPHQL_JWT_SECRET\n      valueFrom:\n        secretKeyRef:\n          name: orchard\n          key: jwt\n";
        let both = format!("{keyed}{pod}");
        check(&[
            (&secret, &["JWT_SECRET | Secret orchard | 7 | JSON"]),
            (&keyed, &["jwt | Secret orchard | 5 | OTHER"]),
            (pod, &["JWT_SECRET | Pod engine | 9 | <the key `jwt` of the Secret `orchard`>"]),
            (&both, &["JWT_SECRET | Secret orchard | 5 | OTHER"]),
            (
                "kind: Secret\nmetadata: {name: a}\nstringData:\n  HASURA_GRAPHQL_JWT_SECRET: 'JSON'\n",
                &["JWT_SECRET | Secret a | 4 | JSON"],
            ),
            (
                "kind: Secret\nmetadata: {name: a}\ndata:\n  HASURA_GRAPHQL_JWT_SECRET: 'JSON'\n",
                &[
                    "JWT_SECRET | Secret a | 4 | `data` of a Secret holds base64, and this is not; `stringData` takes the text itself",
                ],
            ),
            (
                "kind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers:\n      - env:\n        - name: HASURA_GRAPHQL_JWT_SECRET\n          value: 'JSON'\n        - name: HASURA_GRAPHQL_AUTH_HOOK\n          value: https://hook.example/\n",
                &[
                    "JWT_SECRET | Deployment a | 8 | JSON",
                    "AUTH_HOOK | Deployment a | 10 | https://hook.example/",
                ],
            ),
            (
                "kind: ConfigMap\nmetadata: {name: a}\ndata:\n  HASURA_GRAPHQL_JWT_SECRET: |-\n    JSON\n  x.env: |\n    A=b\n    HASURA_GRAPHQL_JWT_SECRETS='[OTHER]'\n",
                &[
                    "JWT_SECRET | ConfigMap a | 4 | JSON",
                    "JWT_SECRETS | ConfigMap a | 8 | [{\"jwk_url\":\"https://id.orchard.example/keys\"}]",
                ],
            ),
            (
                "secretGenerator:\n- name: a\n  literals:\n  - HASURA_GRAPHQL_JWT_SECRET='JSON'\n",
                &["JWT_SECRET | secretGenerator.literals | 4 | JSON"],
            ),
            (
                "kind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - envFrom:\n    - secretRef: {name: orchard}\n",
                &[" | Pod a | 6 | <the secret `orchard`>"],
            ),
            (
                "kind: List\nitems:\n- kind: Secret\n  metadata: {name: a}\n  stringData: {HASURA_GRAPHQL_JWT_SECRET: 'OTHER'}\n",
                &["JWT_SECRET | Secret a | 5 | OTHER"],
            ),
        ]);
    }

    #[test]
    fn charts_and_workflows_are_read() {
        check(&[
            (
                "graphql:\n  extraEnvs:\n    - name: HASURA_GRAPHQL_JWT_SECRET\n      value: 'JSON'\n",
                &["JWT_SECRET | graphql.extraEnvs | 3 | JSON"],
            ),
            ("hasura:\n  jwtSecret: 'JSON'\n", &["jwtSecret | hasura.jwtSecret | 2 | JSON"]),
            (
                "hasura:\n  jwt:\n    jwk_url: https://id.orchard.example/keys\n",
                &["jwt | hasura.jwt | 2 | OTHER"],
            ),
            (
                "env:\n- name: HASURA_GRAPHQL_JWT_SECRET\n  value: {{ .Values.hasura.jwt | quote }}\n",
                &["JWT_SECRET | - | 2 | <the value `hasura.jwt` of the Helm chart>"],
            ),
            (
                "kind: Secret\nstringData:\n  {{- if .Values.x }}\n  HASURA_GRAPHQL_JWT_SECRET: 'JSON'\n  {{- end }}\n",
                &["JWT_SECRET | - | 4 | JSON"],
            ),
            (
                "{{- if .Values.x }}\nenv:\n  - name: HASURA_GRAPHQL_JWT_SECRET\n    valueFrom:\n      secretKeyRef:\n        name: {{ .Release.Name }}-a\n        key: jwt\n",
                &["JWT_SECRET | - | 3 | <the expression `.Release.Name`>"],
            ),
            (
                "on: push\njobs:\n  test:\n    env:\n      HASURA_GRAPHQL_JWT_SECRET: 'JSON'\n    steps:\n      - run: |\n          docker run -d \\\n            -e HASURA_GRAPHQL_JWT_SECRET='OTHER' x\n      - env:\n          HASURA_GRAPHQL_JWT_SECRET: ${{ secrets.JWT }}\n",
                &[
                    "JWT_SECRET | job test | 5 | JSON",
                    "JWT_SECRET | job test | 9 | OTHER",
                    "JWT_SECRET | job test | 11 | <the secret `JWT` of the GitHub repository>",
                ],
            ),
            (
                r#"[{"name":"HASURA_GRAPHQL_JWT_SECRET","slotSetting":false,"value":"{\"jwk_url\":\"https://id.orchard.example/keys\"}"}]"#,
                &["JWT_SECRET | - | 1 | OTHER"],
            ),
            (
                r#"{"containerDefinitions":[{"environment":[{"name":"HASURA_GRAPHQL_AUTH_HOOK","value":"https://h/"}],"secrets":[{"name":"HASURA_GRAPHQL_JWT_SECRET","valueFrom":"arn:aws:ssm:eu-west-1:1:parameter/jwt"}]}]}"#,
                &[
                    "AUTH_HOOK | containerDefinitions.environment | 1 | https://h/",
                    "JWT_SECRET | containerDefinitions.secrets | 1 | <the secret store: `arn:aws:ssm:eu-west-1:1:parameter/jwt`>",
                ],
            ),
            (
                r#"[{"Config":{"Env":["A=b","HASURA_GRAPHQL_JWT_SECRET={\"jwk_url\":\"https://id.orchard.example/keys\"}"]}}]"#,
                &["JWT_SECRET | Config.Env | 1 | OTHER"],
            ),
        ]);
    }

    #[test]
    fn lines_of_shells_are_read() {
        check(&[
            ("A=b\nHASURA_GRAPHQL_JWT_SECRET=JSON\n", &["JWT_SECRET | - | 2 | JSON"]),
            (
                "# HASURA_GRAPHQL_JWT_SECRET=x\nHASURA_GRAPHQL_JWT_SECRET='JSON' # x\n",
                &["JWT_SECRET | - | 2 | JSON"],
            ),
            ("export HASURA_GRAPHQL_JWT_SECRET='JSON'\r\n", &["JWT_SECRET | - | 1 | JSON"]),
            ("HASURA_GRAPHQL_JWT_SECRET = JSON\n", &["JWT_SECRET | - | 1 | JSON"]),
            (
                "HASURA_GRAPHQL_JWT_SECRET='{\n  \"jwk_url\": \"https://id.orchard.example/keys\"\n}'\nHASURA_GRAPHQL_AUTH_HOOK=\n",
                &["JWT_SECRET | - | 1 | OTHER", "AUTH_HOOK | - | 4 | "],
            ),
            (
                r#"HASURA_GRAPHQL_JWT_SECRET="{\"jwk_url\":\"https://id.orchard.example/keys\"}""#,
                &["JWT_SECRET | - | 1 | OTHER"],
            ),
            ("HASURA_GRAPHQL_JWT_SECRET=${JWT}\n", &["JWT_SECRET | - | 1 | <the variable `JWT`>"]),
            (
                "HASURA_GRAPHQL_JWT_SECRET=\"$(cat jwt.json)\"\n",
                &["JWT_SECRET | - | 1 | <the output of a command>"],
            ),
            (
                "docker run -d \\\n  -e A=b \\\n  -e HASURA_GRAPHQL_JWT_SECRET='JSON' \\\n  --env=\"HASURA_GRAPHQL_AUTH_HOOK=http://h/\" \\\n  hasura/graphql-engine:v2.48.4\n",
                &["JWT_SECRET | - | 3 | JSON", "AUTH_HOOK | - | 4 | http://h/"],
            ),
            // A shell removes these quotes, and so the engine reads no JSON.
            (
                "docker run -e HASURA_GRAPHQL_JWT_SECRET={\"a\":1} x",
                &["JWT_SECRET | - | 1 | {a:1}"],
            ),
            (
                "docker run -e HASURA_GRAPHQL_JWT_SECRET x",
                &["JWT_SECRET | - | 1 | <the variable `HASURA_GRAPHQL_JWT_SECRET`>"],
            ),
            ("echo $HASURA_GRAPHQL_JWT_SECRET ${HASURA_GRAPHQL_JWT_SECRET}\n", &[]),
            (
                "heroku config:set HASURA_GRAPHQL_JWT_SECRET='JSON' -a x",
                &["JWT_SECRET | - | 1 | JSON"],
            ),
            ("fly secrets set 'HASURA_GRAPHQL_JWT_SECRET=JSON'", &["JWT_SECRET | - | 1 | JSON"]),
            (
                "kubectl create secret generic a --from-literal=HASURA_GRAPHQL_JWT_SECRET='JSON'",
                &["JWT_SECRET | - | 1 | JSON"],
            ),
            (
                "gh secret set HASURA_GRAPHQL_JWT_SECRET --body 'JSON'",
                &["JWT_SECRET | - | 1 | JSON"],
            ),
            (
                "FROM hasura/graphql-engine\nENV HASURA_GRAPHQL_JWT_SECRET='JSON'\n",
                &["JWT_SECRET | - | 2 | JSON"],
            ),
            ("ENV HASURA_GRAPHQL_JWT_SECRET JSON\n", &["JWT_SECRET | - | 1 | JSON"]),
            (
                "[Service]\nEnvironment='HASURA_GRAPHQL_JWT_SECRET=JSON'\n",
                &["JWT_SECRET | - | 2 | JSON"],
            ),
            ("JWT_CONFIG='JSON'\nA=b\n", &["JWT_CONFIG | - | 1 | JSON"]),
            ("'JSON'\n", &[" | - | - | JSON"]),
        ]);
    }

    #[test]
    fn windows_is_read() {
        check(&[
            (
                "$env:HASURA_GRAPHQL_JWT_SECRET = 'JSON'\r\n$env:HASURA_GRAPHQL_JWT_SECRET\r\n",
                &["JWT_SECRET | - | 1 | JSON"],
            ),
            ("$Env:HASURA_GRAPHQL_JWT_SECRET=@'\nJSON\n'@\n", &["JWT_SECRET | - | 1 | JSON"]),
            (
                "[Environment]::SetEnvironmentVariable('HASURA_GRAPHQL_JWT_SECRET', 'JSON', 'User')",
                &["JWT_SECRET | - | 1 | JSON"],
            ),
            (
                r#"setx HASURA_GRAPHQL_JWT_SECRET "{\"jwk_url\":\"https://id.orchard.example/keys\"}""#,
                &["JWT_SECRET | - | 1 | OTHER"],
            ),
            ("set HASURA_GRAPHQL_JWT_SECRET=JSON\r\n", &["JWT_SECRET | - | 1 | JSON"]),
            ("set \"HASURA_GRAPHQL_JWT_SECRET=JSON\"\r\n", &["JWT_SECRET | - | 1 | JSON"]),
            (
                "docker run -e \"HASURA_GRAPHQL_JWT_SECRET=$env:JWT\" x",
                &["JWT_SECRET | - | 1 | <the variable `JWT`>"],
            ),
        ]);
    }

    #[test]
    fn terraform_is_read() {
        check(&[
            (
                "resource \"a\" \"b\" {\n  env {\n    name  = \"HASURA_GRAPHQL_JWT_SECRET\"\n    value = jsonencode({\n      type = \"HS256\"\n      key  = \"an-orchard-of-pears-and-plums-in-may\"\n    })\n  }\n}\n",
                &["JWT_SECRET | - | 3 | JSON"],
            ),
            (
                "locals {\n  env = {\n    HASURA_GRAPHQL_JWT_SECRET = jsonencode({ jwk_url = \"https://id.orchard.example/keys\" })\n    \"HASURA_GRAPHQL_AUTH_HOOK\" = var.hook\n  }\n}\n",
                &[
                    "JWT_SECRET | - | 3 | OTHER",
                    "AUTH_HOOK | - | 4 | <`var.hook`, which only Terraform knows>",
                ],
            ),
            (
                "environment = [\n  { name = \"A\", value = \"b\" },\n  { name = \"HASURA_GRAPHQL_JWT_SECRET\", value = \"{\\\"jwk_url\\\":\\\"https://id.orchard.example/keys\\\"}\" },\n]\n",
                &["JWT_SECRET | - | 3 | OTHER"],
            ),
            ("HASURA_GRAPHQL_JWT_SECRET = <<-EOT\n  JSON\nEOT\n", &["JWT_SECRET | - | 1 | JSON"]),
            (
                "env {\n  name = \"HASURA_GRAPHQL_JWT_SECRET\"\n  value_source {\n    secret_key_ref {\n      secret  = \"jwt\"\n      version = \"latest\"\n    }\n  }\n}\n",
                &["JWT_SECRET | - | 2 | <the key `latest` of the Secret `jwt`>"],
            ),
            (
                "secrets = [{ name = \"HASURA_GRAPHQL_JWT_SECRET\", valueFrom = \"arn:aws:ssm:x\" }]",
                &["JWT_SECRET | - | 1 | <the secret store: `arn:aws:ssm:x`>"],
            ),
            (
                "jwt_secret = jsonencode({ jwk_url = \"https://id.orchard.example/keys\" })",
                &["jwt_secret | - | 1 | OTHER"],
            ),
        ]);
    }

    #[test]
    fn a_configuration_itself_holds_no_settings() {
        for text in [
            JSON,
            OTHER,
            "[{\"jwk_url\":\"https://a\"}]",
            "kind: AuthConfig\nversion: v4\ndefinition: {mode: {jwt: {key: {fixed: {algorithm: HS256, key: {valueFromEnv: HASURA_GRAPHQL_JWT_SECRET}}}}}}",
            "kind: RelyAuth\ndefinition: {modes: [{mode: jwt, key: {key: {env: HASURA_GRAPHQL_JWT_SECRET}}}]}",
            "version: v3\ndefinition:\n  mode:\n    jwt: {key: {fixed: {key: {valueFromEnv: HASURA_GRAPHQL_JWT_SECRET}}}}",
            "",
            "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn a_text_full_of_names_has_a_bounded_number_of_settings() {
        for part in [
            "HASURA_GRAPHQL_JWT_SECRET='",
            "\"HASURA_GRAPHQL_JWT_SECRET\": {\"a\": ",
            "\"HASURA_GRAPHQL_JWT_SECRET\" = {",
            "- HASURA_GRAPHQL_JWT_SECRET: [",
            "name: HASURA_GRAPHQL_JWT_SECRET ",
            "A='{",
            "a: &a [*a]\n",
        ] {
            assert!(find(&part.repeat(40_000)).len() <= MAX_SETTINGS, "{part}");
        }
    }

    #[test]
    fn long_names_are_shown_in_part() {
        let long = "é".repeat(400_000);
        for text in [
            format!(r#"{{"{long}":{{"a":{{"HASURA_GRAPHQL_JWT_SECRET":"x"}}}}}}"#),
            format!(r#"{{"services":{{"{long}":{{"HASURA_GRAPHQL_JWT_SECRET":"x"}}}}}}"#),
            format!(
                r#"{{"kind":"{long}","metadata":{{"name":"{long}"}},"data":{{"HASURA_GRAPHQL_JWT_SECRET":"x"}}}}"#
            ),
            format!(r#"{{"services":{{"a":{{"{long}":"{}"}}}}}}"#, JSON.replace('"', "\\\"")),
        ] {
            let [setting] = &find(&text)[..] else { panic!("{}", text.len()) };
            let shown = setting.name.len() + setting.holder.as_deref().unwrap_or_default().len();
            assert!(shown < 2_000, "{shown}");
        }
    }

    /// The mentions in all strings of a file are counted together.
    #[test]
    fn only_so_many_mentions_are_looked_at() {
        let file = |mentions: usize| {
            let mention = r#""see HASURA_GRAPHQL_JWT_SECRET here","#.repeat(mentions);
            format!(r#"[{mention}"export HASURA_GRAPHQL_JWT_SECRET=x"]"#)
        };
        assert_eq!(find(&file(1_000)).len(), 1);
        assert_eq!(find(&file(1_024)), []);
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn no_text_makes_it_panic(
            parts in prop::collection::vec(
                prop_oneof![
                    Just("HASURA_GRAPHQL_JWT_SECRET".to_owned()),
                    Just("HASURA_GRAPHQL_AUTH_HOOK".to_owned()),
                    Just(JSON.to_owned()),
                    Just("name: ".to_owned()),
                    Just("value = ".to_owned()),
                    Just("<<EOT\n".to_owned()),
                    Just("jsonencode(".to_owned()),
                    "[ \n'\"={}$:|>\\\\`@#,()\\[\\]-]{1,3}",
                    "\\PC{0,4}",
                ],
                0..24,
            )
        ) {
            let text = parts.concat();
            for setting in find(&text) {
                // YAML counts more characters as the end of a line.
                let lines = text.matches(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count() + 2;
                prop_assert!(setting.line.is_none_or(|line| (1..=lines).contains(&line)), "{text}");
            }
        }
    }
}
