//! Notes that accompany a result: a stable code, a message, and sometimes the part that the note
//! is about.

/// A note, such as a warning. Scripts rely on its code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Note<C> {
    /// The stable code
    pub code: C,
    /// What was found
    pub message: String,
    /// The part of the token that the note is about, if any
    pub part: Option<&'static str>,
}

/// The codes of one kind of note: an enum defined by `note_codes!`.
pub trait NoteCode: Copy {
    /// Returns the stable name, as in JSON.
    fn name(self) -> &'static str;
}

impl<C> Note<C> {
    /// Creates a note that is not about a particular part.
    pub fn new(code: C, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), part: None }
    }

    /// Creates a note about one part.
    pub fn about(part: &'static str, code: C, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), part: Some(part) }
    }

    /// Converts the code to that of a wider kind of note.
    pub fn widen<D: From<C>>(self) -> Note<D> {
        Note { code: self.code.into(), message: self.message, part: self.part }
    }
}

/// Defines an enum of codes, with the name of each and a list of all. `docs/warnings.md` lists
/// them in the same order.
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

            /// Returns the stable name, as in JSON.
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
