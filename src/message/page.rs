//! Holds `docs/messages.md` to the table.

use std::fmt::Write as _;
use std::path::Path;

use crate::message::cause::Cause;
use crate::message::clean::clean;
use crate::message::known::{Known, Section};
use crate::message::product::Product;
use crate::message::table::TABLE;

/// Where the page stops being written by hand.
const MARK: &str = "\n# Messages by product\n";

/// Returns text as code of Markdown.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn titles(products: &[Product]) -> String {
    products.iter().map(|product| product.title()).collect::<Vec<_>>().join(", ")
}

fn row(known: &Known) -> String {
    let texts: Vec<String> =
        [known.text].into_iter().chain(known.variants.iter()).map(code).collect();
    let also = if known.also.is_empty() {
        String::new()
    } else {
        format!(" (also {})", titles(known.also))
    };
    let causes = if known.notes.is_empty() {
        known.causes.iter().map(|cause| cause.title()).collect::<Vec<_>>().join(", ")
    } else {
        known.notes.iter().collect::<Vec<_>>().join("; ").replace('|', "\\|")
    };
    let code = known.code.map(code).unwrap_or_default();
    format!("| {}{also} | {code} | {causes} |\n", texts.join("<br>"))
}

fn tables(page: &mut String, sections: &[&Section]) {
    for section in sections {
        write!(page, "\n{}", section.about).unwrap();
        let passed_on = titles(section.also);
        if !section.also.is_empty() {
            write!(page, " Also seen with {passed_on}.").unwrap();
        }
        page.push_str("\n\n| message | code | usual causes |\n| --- | --- | --- |\n");
        for known in &section.messages {
            page.push_str(&row(known));
        }
    }
}

/// Returns the part of the page that is the table.
fn generated() -> String {
    let mut page = String::new();
    let mut done: Vec<Product> = Vec::new();
    for section in TABLE.iter() {
        let product = section.product;
        if done.contains(&product) {
            continue;
        }
        done.push(product);
        write!(page, "\n## {} (`{}`)\n", product.title(), product.name()).unwrap();
        let own: Vec<_> = TABLE.iter().filter(|section| section.product == product).collect();
        tables(&mut page, &own);
    }
    page.push_str("\n# Causes\n\n| cause | in full |\n| --- | --- |\n");
    for cause in Cause::ALL {
        writeln!(page, "| {} | {} |", cause.title(), cause.sentences().join("; ")).unwrap();
    }
    page
}

/// `docs/hasura.md` explains the messages of the engines at length.
#[test]
fn the_page_about_the_engines_explains_only_messages_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hasura.md");
    let page = std::fs::read_to_string(path).unwrap();
    let compared = |text: &str| clean(&text.replace('…', "*")).folded;
    let mut product = Product::Hasura;
    let mut count = 0;
    for line in page.lines() {
        product = match line {
            "# Hasura DDN" => Product::Ddn,
            "# RelyAuth" => Product::Relyauth,
            _ => product,
        };
        let heading = line.trim_start_matches('#');
        let Some(heading) = heading.strip_prefix(" `").filter(|_| heading != line) else {
            continue;
        };
        let heading = compared(heading.trim_matches(['`', ' ']));
        count += 1;
        let own = TABLE.iter().filter(|section| section.product == product);
        let mut texts = own
            .flat_map(|section| &section.messages)
            .flat_map(|known| [known.text].into_iter().chain(known.variants.iter()));
        let holds = |text: &str| compared(text).windows(heading.len()).any(|part| part == heading);
        assert!(texts.any(holds), "{line}");
    }
    assert!(count > 70, "{count}");
}

#[expect(clippy::disallowed_methods, reason = "a test that writes the page on demand")]
#[test]
fn the_page_has_every_message() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/messages.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (by_hand, table) = page.split_once(MARK).unwrap();
    let expected = generated();
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(path, format!("{by_hand}{MARK}{expected}")).unwrap();
        return;
    }
    let difference = expected.lines().zip(table.lines()).find(|(one, other)| one != other);
    assert_eq!(difference, None, "`SNAPSHOTS=overwrite` writes docs/messages.md");
    assert!(expected == table, "`SNAPSHOTS=overwrite` writes docs/messages.md");
}
