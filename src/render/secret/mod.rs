//! A configuration in the form of the place where it goes.

mod formats;

pub(crate) use formats::{Format, write};
