//! The topics of `jwtool help`: what applies to several commands, each a page of the documentation.

pub(crate) mod block;
#[cfg(test)]
mod markdown;

use crate::topic::block::Block;

/// A topic of `jwtool help` and of the manual.
#[derive(Debug)]
pub(crate) struct Topic {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    /// The page, packed
    page: &'static str,
}

/// A page of the documentation that the build script packed.
macro_rules! page {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/topics/", $name, ".txt"))
    };
}

/// The topics, in the order in which they are listed.
pub(crate) const TOPICS: [Topic; 5] = [
    Topic { name: "time", summary: "How to write times and durations", page: page!("time") },
    Topic { name: "exit-codes", summary: "What each exit code means", page: page!("exit-codes") },
    Topic {
        name: "tokens",
        summary: "Where a token comes from, and what can be pasted",
        page: page!("tokens"),
    },
    Topic {
        name: "keys",
        summary: "How to name a key, and where keys are stored",
        page: page!("keys"),
    },
    Topic {
        name: "configuration",
        summary: "Files, variables and profiles, and which value wins",
        page: page!("settings"),
    },
];

impl Topic {
    /// Returns the topic with this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.name == name)
    }

    /// Returns the page, without its title.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let mut blocks = block::unpack(self.page);
        if matches!(blocks.first(), Some(Block::Heading(..))) {
            blocks.remove(0);
        }
        blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::duration::Duration;
    use crate::jose::moment::Moment;

    /// Returns the words of code in the first column of each table of a topic.
    fn first_columns(topic: &str) -> Vec<Vec<String>> {
        let blocks = Topic::named(topic).unwrap().blocks();
        let tables = blocks.into_iter().filter_map(|block| match block {
            Block::Table(_, rows) => Some(rows),
            _ => None,
        });
        let codes = |row: Vec<block::Line>| {
            let spans = row.into_iter().next().unwrap().0.into_iter();
            spans.filter_map(|span| match span {
                block::Span::Code(code) => Some(code),
                block::Span::Text(_) => None,
            })
        };
        tables.map(|rows| rows.into_iter().flat_map(codes).collect()).collect()
    }

    #[test]
    fn the_times_and_durations_of_the_page_can_be_typed() {
        let [times, durations] = first_columns("time").try_into().unwrap();
        assert!(times.len() > 6 && durations.len() > 6);
        // Only `mint` has no time.
        for time in times.iter().filter(|time| *time != "none") {
            assert!(time.parse::<Moment>().is_ok(), "{time}");
        }
        for duration in durations {
            assert!(duration.parse::<Duration>().is_ok(), "{duration}");
        }
    }

    #[test]
    fn every_topic_has_a_page() {
        for topic in &TOPICS {
            assert!(topic.blocks().len() > 3, "{}", topic.name);
            assert!(Topic::named(topic.name).is_some());
        }
        assert!(Topic::named("nonsense").is_none());
    }
}
