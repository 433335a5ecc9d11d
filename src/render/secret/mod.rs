//! The output formats of a configuration.

mod formats;

pub(crate) use formats::{Format, write};
