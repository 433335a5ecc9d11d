//! The part of Markdown that the pages of the topics use, as blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A part of a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Block {
    Heading(Line),
    Paragraph(Line),
    /// A list; a numbered one has the number of its first item
    List(Option<u64>, Vec<Line>),
    /// The cells of the first row, and of the others
    Table(Vec<Line>, Vec<Vec<Line>>),
    /// Lines as they are
    Code(String),
}

/// Text without line breaks.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Line(pub(crate) Vec<Span>);

/// A part of a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Span {
    Text(String),
    Code(String),
}

impl Line {
    fn push(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Span::Text(last)) => last.push_str(text),
            _ => self.0.push(Span::Text(text.to_owned())),
        }
    }

    /// Returns the text, with backticks around code.
    pub(crate) fn text(&self) -> String {
        let part = |span: &Span| match span {
            Span::Text(text) => text.clone(),
            Span::Code(code) => format!("`{code}`"),
        };
        self.0.iter().map(part).collect()
    }

    /// Returns the text without the backticks.
    pub(crate) fn bare(&self) -> String {
        let mut bare = String::new();
        for Span::Text(text) | Span::Code(text) in &self.0 {
            bare.push_str(text);
        }
        bare
    }
}

/// Parses a page. Links are their text, and what is not one of the blocks is left out.
pub(crate) fn parse(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut line = Line::default();
    let mut items = Vec::new();
    let mut cells = Vec::new();
    let (mut header, mut rows) = (Vec::new(), Vec::new());
    let mut code = None;
    let mut list = None;
    let mut is_in_list = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) => match &mut code {
                Some(code) => String::push_str(code, &text),
                None => line.push(&text),
            },
            Event::Code(text) => line.0.push(Span::Code(text.into_string())),
            Event::SoftBreak | Event::HardBreak => line.push(" "),
            Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
            Event::End(TagEnd::CodeBlock) => blocks.extend(code.take().map(Block::Code)),
            Event::End(TagEnd::Heading(_)) => {
                blocks.push(Block::Heading(std::mem::take(&mut line)));
            }
            Event::Start(Tag::List(first)) => (list, is_in_list) = (first, true),
            Event::End(TagEnd::Item) => items.push(std::mem::take(&mut line)),
            // A paragraph in a list is the item.
            Event::End(TagEnd::Paragraph) if !is_in_list => {
                blocks.push(Block::Paragraph(std::mem::take(&mut line)));
            }
            Event::End(TagEnd::List(_)) => {
                is_in_list = false;
                blocks.push(Block::List(list.take(), std::mem::take(&mut items)));
            }
            Event::End(TagEnd::TableCell) => cells.push(std::mem::take(&mut line)),
            Event::End(TagEnd::TableHead) => header = std::mem::take(&mut cells),
            Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut cells)),
            Event::End(TagEnd::Table) => {
                blocks.push(Block::Table(std::mem::take(&mut header), std::mem::take(&mut rows)));
            }
            _ => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line(vec![Span::Text(text.to_owned())])
    }

    #[test]
    fn each_block_is_read() {
        let page = "# Title\n\nTwo\nlines with [a link](page.md#x) and `code`.\n\n\
            | a | b |\n| --- | --- |\n| `c` | d |\n\n1. one\n2. two\n   lines\n\n- x\n\n```text\n$ run\n```\n";
        let code = |text: &str| Span::Code(text.to_owned());
        assert_eq!(
            parse(page),
            [
                Block::Heading(line("Title")),
                Block::Paragraph(Line(vec![
                    Span::Text("Two lines with a link and ".to_owned()),
                    code("code"),
                    Span::Text(".".to_owned()),
                ])),
                Block::Table(
                    vec![line("a"), line("b")],
                    vec![vec![Line(vec![code("c")]), line("d")]]
                ),
                Block::List(Some(1), vec![line("one"), line("two lines")]),
                Block::List(None, vec![line("x")]),
                Block::Code("$ run\n".to_owned()),
            ]
        );
    }

    #[test]
    fn code_is_marked_or_not() {
        let Some(Block::Paragraph(line)) = parse("run `jwtool`").pop() else { panic!() };
        assert_eq!(line.text(), "run `jwtool`");
        assert_eq!(line.bare(), "run jwtool");
    }
}
