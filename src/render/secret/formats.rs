//! Output formats, each with the quoting that preserves the value.
//!
//! The JSON in a variable contains nothing that a shell or another reader could expand:
//! single quotes, dollar signs, percent signs, backticks, exclamation marks and non-ASCII
//! characters are replaced with escapes such as `\u0024`. They only occur inside JSON
//! strings, where the escape means the same.

use crate::escape::unexpandable;

/// The output format of a configuration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Format {
    /// One line
    Json,
    /// Indented, for people
    Pretty,
    /// The file that DDN and `RelyAuth` read
    Yaml,
    Dotenv,
    Shell,
    PowerShell,
    Compose,
    Docker,
    Kubernetes,
    Terraform,
    Github,
    Azure,
}

impl Format {
    pub(crate) const ALL: [Self; 12] = [
        Self::Json,
        Self::Pretty,
        Self::Yaml,
        Self::Dotenv,
        Self::Shell,
        Self::PowerShell,
        Self::Compose,
        Self::Docker,
        Self::Kubernetes,
        Self::Terraform,
        Self::Github,
        Self::Azure,
    ];

    /// Returns the format's name on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Pretty => "pretty",
            Self::Yaml => "yaml",
            Self::Dotenv => "dotenv",
            Self::Shell => "shell",
            Self::PowerShell => "powershell",
            Self::Compose => "compose",
            Self::Docker => "docker",
            Self::Kubernetes => "kubernetes",
            Self::Terraform => "terraform",
            Self::Github => "github",
            Self::Azure => "azure",
        }
    }
}

impl Format {
    /// Whether the output is the configuration itself, not an environment variable with it.
    pub(crate) const fn is_plain(self) -> bool {
        matches!(self, Self::Json | Self::Pretty | Self::Yaml)
    }
}

/// Formats a variable and its JSON value. The plain formats return the value unchanged.
pub(crate) fn write(format: Format, name: &str, json: &str) -> String {
    let safe = unexpandable(json);
    match format {
        Format::Json | Format::Pretty | Format::Yaml => json.to_owned(),
        Format::Dotenv => format!("{name}='{safe}'"),
        Format::Shell => format!("export {name}='{safe}'"),
        Format::PowerShell => format!("$env:{name} = '{safe}'"),
        Format::Docker => format!("docker run --env '{name}={safe}' hasura/graphql-engine"),
        Format::Compose => {
            format!("services:\n  graphql-engine:\n    environment:\n      {name}: '{safe}'")
        }
        Format::Kubernetes => format!(
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: hasura-jwt-secret\ntype: Opaque\nstringData:\n  {name}: '{safe}'"
        ),
        Format::Terraform => {
            format!("{name} = \"{}\"", safe.replace('\\', "\\\\").replace('"', "\\\""))
        }
        Format::Github => format!(
            "gh secret set {name} --body '{safe}'\n# in the workflow, below `env:`\n#   {name}: ${{{{ secrets.{name} }}}}"
        ),
        Format::Azure => format!(
            "az webapp config appsettings set --name APP --resource-group GROUP --settings '{name}={safe}'"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_that_of_its_place() {
        let form = |format| write(format, "S", r#"{"k":"a\nb"}"#);
        assert_eq!(form(Format::Json), r#"{"k":"a\nb"}"#);
        assert_eq!(form(Format::Dotenv), r#"S='{"k":"a\nb"}'"#);
        assert_eq!(form(Format::PowerShell), r#"$env:S = '{"k":"a\nb"}'"#);
        assert_eq!(form(Format::Terraform), r#"S = "{\"k\":\"a\\nb\"}""#);
        assert!(form(Format::Github).contains("${{ secrets.S }}"));
    }
}
