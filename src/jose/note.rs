//! A note beside an answer: a stable code, a message, and sometimes the part that
//! it is about.

/// A note, such as a warning. Its code is what scripts rely on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Note<C> {
    /// The stable code
    pub code: C,
    /// What was found
    pub message: String,
    /// The part of the token that it is about, if it is about one
    pub part: Option<&'static str>,
}

/// A kind of note: an enum of its codes, made by `note_codes!`.
pub trait NoteCode: Copy {
    /// Returns the stable word, as in JSON.
    fn name(self) -> &'static str;
}

impl<C> Note<C> {
    /// Returns a note about the whole.
    pub fn new(code: C, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), part: None }
    }

    /// Returns a note about one part.
    pub fn about(part: &'static str, code: C, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), part: Some(part) }
    }

    /// Returns the same note with a code of a wider kind.
    pub fn widen<D: From<C>>(self) -> Note<D> {
        Note { code: self.code.into(), message: self.message, part: self.part }
    }
}

/// Makes an enum of codes, with the word of each and the list of all. `docs/warnings.md` lists
/// them as well, in the same order.
macro_rules! note_codes {
    (
        $(#[$enum_doc:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$doc:meta])* $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[$enum_doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        $visibility enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every code, in the order of `docs/warnings.md`.
            #[cfg(test)]
            $visibility const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns the stable word, as in JSON.
            $visibility const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl $crate::jose::note::NoteCode for $name {
            fn name(self) -> &'static str {
                Self::name(self)
            }
        }
    };
}

pub(crate) use note_codes;
