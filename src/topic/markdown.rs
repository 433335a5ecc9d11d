//! Packs the part of Markdown that the pages of the topics use. The build script does so, because
//! the parser has large tables.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Packs a page into lines, each with a mark that says what it is. Links are their text, and what
/// is not one of the blocks is left out.
pub(crate) fn pack(page: &str) -> String {
    let (mut packed, mut line) = (String::new(), String::new());
    let mut put = |mark: &str, text: &str| {
        packed.push_str(mark);
        packed.push_str(text);
        packed.push('\n');
    };
    let mut code = None;
    let mut is_in_list = false;
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        let mark = match event {
            Event::Text(text) => {
                code.as_mut().unwrap_or(&mut line).push_str(&text);
                continue;
            }
            Event::Code(text) => {
                line.extend(["\u{1}", &*text, "\u{1}"]);
                continue;
            }
            Event::SoftBreak | Event::HardBreak => {
                line.push(' ');
                continue;
            }
            Event::Start(Tag::CodeBlock(_)) => {
                code = Some(String::new());
                continue;
            }
            Event::End(TagEnd::CodeBlock) => {
                put("c", "");
                code.take().unwrap_or_default().lines().for_each(|line| put("|", line));
                continue;
            }
            Event::Start(Tag::List(first)) => {
                put("l", &first.map(|first| first.to_string()).unwrap_or_default());
                is_in_list = true;
                continue;
            }
            Event::End(TagEnd::List(_)) => {
                is_in_list = false;
                continue;
            }
            Event::End(TagEnd::TableCell) => {
                line.push('\t');
                continue;
            }
            Event::End(TagEnd::Heading(_)) => "#",
            Event::End(TagEnd::Item) => "i",
            // A paragraph in a list is the item.
            Event::End(TagEnd::Paragraph) if !is_in_list => "p",
            Event::End(TagEnd::TableHead) => "t",
            Event::End(TagEnd::TableRow) => "r",
            _ => continue,
        };
        put(mark, line.strip_suffix('\t').unwrap_or(&line));
        line.clear();
    }
    packed
}
