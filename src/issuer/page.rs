//! The pages of an issuer. They have no scripts, and every text in them is escaped.

use std::fmt::Write as _;

use crate::issuer::http::Response;
use crate::jose::base64url;
use crate::jose::thumbprint;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}h1{font-size:1.4rem}label{display:block;font-weight:600}input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #767676;border-radius:.3rem;margin:.2rem 0 1rem}button{font:inherit;padding:.5rem 1rem;margin:0 .5rem .5rem 0;border:1px solid #1f4fa3;border-radius:.3rem;background:#1f4fa3;color:#fff;cursor:pointer}button.quiet{background:#fff;color:#1f4fa3}:focus-visible{outline:3px solid #e08a00;outline-offset:2px}code{word-break:break-all}fieldset{border:0;padding:0;margin:0}legend{font-weight:600;margin-bottom:.4rem}.error{color:#a30000}@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}input{color:#eee;background:#222}button.quiet{background:#181818;color:#9db9f2;border-color:#9db9f2}.error{color:#ff9b9b}}";

/// A page under construction.
#[derive(Debug)]
pub(crate) struct Page {
    title: &'static str,
    body: String,
    /// Where its forms may lead, besides this issuer
    form_source: Option<String>,
}

/// Returns text as HTML, in an element or in an attribute between double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            // A page cannot have other controls, and these would reorder its text.
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => html.push('\u{fffd}'),
            _ => html.push(character),
        }
    }
    html
}

impl Page {
    pub(crate) fn new(title: &'static str) -> Self {
        Self { title, body: format!("<h1>{}</h1>", escaped(title)), form_source: None }
    }

    /// Allows the forms of this page to lead to another origin. Without that, browsers stop a
    /// redirect after a form was sent.
    pub(super) fn leading_to(mut self, source: Option<String>) -> Self {
        self.form_source = source;
        self
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(mut self, text: &str) -> Self {
        let _ = write!(self.body, "<p>{}</p>", escaped(text));
        self
    }

    /// Adds a paragraph that screen readers read out.
    pub(crate) fn error(mut self, text: &str) -> Self {
        let _ = write!(self.body, "<p class=\"error\" role=\"alert\">{}</p>", escaped(text));
        self
    }

    /// Adds names with their values.
    pub(crate) fn facts(mut self, facts: &[(&str, &str)]) -> Self {
        for (name, value) in facts {
            let (name, value) = (escaped(name), escaped(value));
            let _ = write!(self.body, "<p>{name}: <code>{value}</code></p>");
        }
        self
    }

    /// Adds a form.
    pub(super) fn form(mut self, form: &HtmlForm) -> Self {
        self.body.push_str(&form.0);
        self.body.push_str("</form>");
        self
    }

    /// Returns the page as a response.
    pub(crate) fn response(self, status: u16) -> Response {
        let hash = base64(&thumbprint::of_text(STYLE));
        let form_action = match &self.form_source {
            Some(source) => format!("'self' {source}"),
            None => "'self'".to_owned(),
        };
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; form-action {form_action}; frame-ancestors 'none'; base-uri 'none'"
        );
        let (title, body) = (escaped(self.title), self.body);
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} - jwtool</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n</head>\n<body>\n<main>{body}</main>\n</body>\n</html>\n"
        );
        Response { body: html, ..Response::empty(status) }
            .with("Content-Type", "text/html; charset=utf-8")
            .with("Content-Security-Policy", policy)
            .with("X-Content-Type-Options", "nosniff")
            .with("X-Frame-Options", "DENY")
            .with("Referrer-Policy", "no-referrer")
            .unstored()
    }
}

/// A form under construction.
#[derive(Debug)]
pub(super) struct HtmlForm(String);

impl HtmlForm {
    /// Returns a form that is posted to an address.
    pub(super) fn new(action: &str) -> Self {
        Self(format!("<form method=\"post\" action=\"{}\">", escaped(action)))
    }

    /// Adds a field that is not shown.
    pub(super) fn hidden(mut self, name: &str, value: &str) -> Self {
        let (name, value) = (escaped(name), escaped(value));
        let _ = write!(self.0, "<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        self
    }

    /// Adds a field with its label. The first one of a page has the focus.
    pub(super) fn field(mut self, name: &str, label: &str, value: &str, more: &str) -> Self {
        let (name, label, value) = (escaped(name), escaped(label), escaped(value));
        let _ = write!(
            self.0,
            "<label for=\"{name}\">{label}</label><input id=\"{name}\" name=\"{name}\" value=\"{value}\" required autocapitalize=\"none\" spellcheck=\"false\" {more}>"
        );
        self
    }

    /// Adds a button for each role. The first one is what the Enter key presses.
    pub(super) fn roles(mut self, roles: &[String]) -> Self {
        self.0.push_str("<fieldset><legend>Continue as</legend>");
        for role in roles {
            let role = escaped(role);
            let _ = write!(
                self.0,
                "<button type=\"submit\" name=\"role\" value=\"{role}\">{role}</button>"
            );
        }
        self.0.push_str("</fieldset>");
        self
    }

    /// Adds a button; a quiet one is not the one that people came for.
    pub(super) fn button(mut self, label: &str, name: Option<&str>, is_quiet: bool) -> Self {
        let class = if is_quiet { " class=\"quiet\"" } else { "" };
        let name = name.map_or_else(String::new, |name| {
            // Who denies need not fill in anything.
            format!(" name=\"{}\" value=\"1\" formnovalidate", escaped(name))
        });
        let label = escaped(label);
        let _ = write!(self.0, "<p><button type=\"submit\"{class}{name}>{label}</button></p>");
        self
    }
}

/// Converts base64url to base64.
fn base64(text: &str) -> String {
    base64url::decode(text).map(base64url::encode_standard).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_elsewhere_is_markup() {
        let dirty = "<script>alert('1')</script>&\"\u{0}\u{202e}";
        let form = HtmlForm::new(dirty).hidden(dirty, dirty).field("a", dirty, dirty, "");
        let form = form.roles(&[dirty.to_owned()]).button(dirty, Some(dirty), true);
        let page =
            Page::new("x").paragraph(dirty).error(dirty).facts(&[(dirty, dirty)]).form(&form);
        let html = page.response(200).body;
        assert!(
            !html.contains("<script") && !html.contains("alert('") && !html.contains('\u{202e}')
        );
        assert_eq!(html.matches("&lt;script&gt;").count(), 13);
    }

    #[test]
    fn a_page_allows_its_style_and_nothing_else() {
        let response =
            Page::new("x").leading_to(Some("http://localhost:3000".to_owned())).response(200);
        let policy = response.header("content-security-policy").unwrap();
        assert!(policy.contains("form-action 'self' http://localhost:3000;"), "{policy}");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"));
        // echo -n abc | openssl dgst -sha256 -binary | base64
        assert_eq!(
            base64(&thumbprint::of_text("abc")),
            "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }
}
