//! A topic of `jwtool help`, for a terminal.

use crate::render::style::{Look, Page, column, padded};
use crate::topic::Topic;
use crate::topic::block::{Block, Line, Span};

/// Fills a page with a topic.
pub(crate) fn page(page: &mut Page, topic: &Topic) {
    page.put(Look::Heading, topic.summary);
    page.end();
    for block in topic.blocks() {
        page.end();
        match block {
            Block::Heading(text) => {
                page.put(Look::Heading, &text.text());
                page.end();
            }
            Block::Paragraph(text) => page.line(&text.text()),
            Block::List(first, items) => list(page, first, &items),
            Block::Table(_, rows) => table(page, &rows),
            Block::Code(lines) => {
                for line in lines.lines() {
                    page.plain("  ");
                    page.keep_whole();
                    page.line(line);
                }
            }
        }
    }
}

fn list(page: &mut Page, first: Option<u64>, items: &[Line]) {
    for (index, item) in (0..).zip(items) {
        match first {
            Some(first) => page.plain(&format!("  {}. ", first + index)),
            None => page.plain("  - "),
        }
        page.hang();
        page.line(&item.text());
    }
}

/// Appends rows whose first column is what one can type. The second one is beside it, and the others
/// are below that; in a narrow terminal, all are below the first.
fn table(page: &mut Page, rows: &[Vec<Line>]) {
    let names: Vec<String> = rows.iter().filter_map(|row| row.first()).map(Line::bare).collect();
    let width = column(names.iter().map(String::as_str));
    let is_narrow = page.is_too_wide_to_hang(width + 4);
    for row in rows {
        let Some((name, cells)) = row.split_first() else { continue };
        let look = if is_code(name) { Look::Heading } else { Look::Plain };
        page.plain("  ");
        if is_narrow {
            page.put(look, &name.bare());
            page.end();
        } else {
            page.put(look, &padded(&name.bare(), width));
        }
        for (index, cell) in cells.iter().enumerate() {
            match (is_narrow, index) {
                (true, _) => page.plain("    "),
                (false, 0) => page.plain("  "),
                (false, _) => page.plain(&" ".repeat(width + 4)),
            }
            page.hang();
            page.line(&cell.text());
        }
    }
}

/// Whether a line is nothing but code.
fn is_code(line: &Line) -> bool {
    line.0.iter().all(|span| match span {
        Span::Code(_) => true,
        Span::Text(text) => text.trim_matches([',', ' ']).is_empty(),
    })
}
