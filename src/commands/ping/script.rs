//! The flags for scripts: what is expected, how often and how long it is tried, and the reports.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::commands::flags::{file_name, longer_than_nothing, span};
use crate::commands::ping::expectation::{Expectation, Expression, Refusal, Statuses};
use crate::commands::ping::schedule::Patience;

#[derive(Args, Debug)]
pub(super) struct ScriptFlags {
    /// Statuses to expect instead of 2xx, such as 200,401 or 4xx
    #[arg(long, value_name = "STATUS", value_delimiter = ',', help_heading = "Expectation")]
    expect_status: Vec<Statuses>,

    #[arg(
        long,
        help = "Expect this JMESPath expression to be true of the body",
        value_name = "EXPR",
        allow_hyphen_values = true,
        help_heading = "Expectation"
    )]
    expect: Option<Expression>,

    /// Expect a refusal, with this code in the body or this HTTP status
    #[arg(long, value_name = "CODE", num_args = 0..=1, require_equals = true, default_missing_value = "", help_heading = "Expectation")]
    expect_refused: Option<Refusal>,

    /// Expect the response within this time
    #[arg(long, value_name = "DURATION", value_parser = longer_than_nothing, allow_hyphen_values = true, help_heading = "Expectation")]
    max_time: Option<Duration>,

    /// Try for this long until there is a response other than HTTP 502, 503 or 504, and until it meets --expect and --expect-status
    #[arg(long, value_name = "DURATION", value_parser = span, allow_hyphen_values = true, help_heading = "Repetition")]
    wait: Option<Duration>,

    /// Try this many more times, for the same reasons as --wait
    #[arg(long, value_name = "N", help_heading = "Repetition")]
    retry: Option<u32>,

    /// Send each request this many times, and summarize the times; Ctrl-C ends the series
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Repetition")]
    count: Option<u32>,

    /// Time from one request to the next with --count
    #[arg(long, value_name = "DURATION", default_value = "200ms", value_parser = span, allow_hyphen_values = true, requires = "count", help_heading = "Repetition")]
    pub(super) interval: Duration,

    #[arg(long, help = "Write the results as JUnit XML", value_name = "FILE", value_parser = file_name(), help_heading = "Report")]
    pub(super) junit: Option<PathBuf>,

    /// In GitHub Actions, mask the token, annotate failures, and add to the job summary
    #[arg(long, help_heading = "Report")]
    pub(super) github: bool,

    /// Print the request as a curl command, and send nothing
    #[arg(long, conflicts_with_all = ["expect_status", "expect", "expect_refused", "max_time", "wait", "retry", "count", "junit", "github"], help_heading = "Report")]
    pub(super) curl: bool,
}

impl ScriptFlags {
    pub(super) fn expectation(&self) -> Expectation {
        Expectation {
            statuses: self.expect_status.clone(),
            expression: self.expect.clone(),
            refusal: self.expect_refused.clone(),
            max_time: self.max_time,
        }
    }

    pub(super) fn patience(&self) -> Patience {
        Patience {
            wait: self.wait,
            retries: self.retry,
            until_as_expected: self.expectation().is_explicit(),
        }
    }

    /// Returns how often each request is sent.
    pub(super) fn count(&self) -> u32 {
        self.count.unwrap_or(1)
    }

    /// Whether a summary of the times is printed.
    pub(super) const fn is_series(&self) -> bool {
        self.count.is_some()
    }

    /// Whether more than one request may be sent for each role.
    pub(super) const fn repeats(&self) -> bool {
        self.count.is_some() || self.wait.is_some() || self.retry.is_some()
    }
}
