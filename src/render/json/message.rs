//! The document of `explain --message`.

use serde::Serialize;

use crate::message::{Match, Product};

/// What is known about a message.
#[derive(Debug, Serialize)]
pub(crate) struct MessageDocument<'a> {
    /// The message as it was found, or the start of the text if nothing was
    message: &'a str,
    known: bool,
    /// The product that it most likely comes from
    whose: Option<&'static str>,
    /// Other products with the same message
    also: Vec<&'static str>,
    code: Option<&'static str>,
    causes: &'a [&'static str],
    next: &'a [String],
}

impl<'a> MessageDocument<'a> {
    pub(crate) fn known(found: &'a Match, next: &'a [String]) -> Self {
        Self {
            message: &found.message,
            known: true,
            whose: Some(found.product.name()),
            also: found.also.iter().copied().map(Product::name).collect(),
            code: found.code,
            causes: &found.sentences,
            next,
        }
    }

    pub(crate) const fn unknown(message: &'a str, next: &'a [String]) -> Self {
        Self { message, known: false, whose: None, also: Vec::new(), code: None, causes: &[], next }
    }
}
