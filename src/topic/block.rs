//! The blocks of a page, as the build script packed them.

/// What is before and after code in a packed line.
const CODE: char = '\u{1}';

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
    fn unpack(packed: &str) -> Self {
        let parts = packed.split(CODE).zip([false, true].into_iter().cycle());
        let spans = parts.filter_map(|(part, is_code)| match part {
            _ if is_code => Some(Span::Code(part.to_owned())),
            "" => None,
            _ => Some(Span::Text(part.to_owned())),
        });
        Self(spans.collect())
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

/// Reads a page that `markdown.rs` packed.
pub(super) fn unpack(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in page.lines() {
        let Some((mark, rest)) = line.split_at_checked(1) else { continue };
        let cells = || rest.split('\t').map(Line::unpack).collect();
        match (mark, blocks.last_mut()) {
            ("#", _) => blocks.push(Block::Heading(Line::unpack(rest))),
            ("p", _) => blocks.push(Block::Paragraph(Line::unpack(rest))),
            ("l", _) => blocks.push(Block::List(rest.parse().ok(), Vec::new())),
            ("i", Some(Block::List(_, items))) => items.push(Line::unpack(rest)),
            ("t", _) => blocks.push(Block::Table(cells(), Vec::new())),
            ("r", Some(Block::Table(_, rows))) => rows.push(cells()),
            ("c", _) => blocks.push(Block::Code(String::new())),
            ("|", Some(Block::Code(code))) => {
                code.push_str(rest);
                code.push('\n');
            }
            _ => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::markdown::pack;

    fn line(text: &str) -> Line {
        Line(vec![Span::Text(text.to_owned())])
    }

    #[test]
    fn each_block_is_read() {
        let page = "# Title\n\nTwo\nlines with [a link](page.md#x) and `code`.\n\n\
            | a | b |\n| --- | --- |\n| `c` | d |\n\n1. one\n2. two\n   lines\n\n- x\n\n```text\n$ run\n```\n";
        let code = |text: &str| Span::Code(text.to_owned());
        assert_eq!(
            unpack(&pack(page)),
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
        let Some(Block::Paragraph(line)) = unpack(&pack("run `jwtool`")).pop() else { panic!() };
        assert_eq!(line.text(), "run `jwtool`");
        assert_eq!(line.bare(), "run jwtool");
    }
}
