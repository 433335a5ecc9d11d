//! What JSON allows and a terminal obeys, escaped.

use std::io;

use serde_json::ser::Formatter;

use crate::escape;

/// A formatter that escapes characters that JSON allows but that control a terminal.
#[derive(Clone)]
pub(super) struct Escaping<F>(pub(super) F);

/// Calls the same method of the formatter within.
macro_rules! delegate {
    ($within:tt; $($method:ident($($name:ident: $type:ty),*);)*) => {
        $(fn $method<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $name: $type)*) -> io::Result<()> {
            self.$within.$method(writer $(, $name)*)
        })*
    };
    ($one:ident | $other:ident; $($method:ident($($name:ident: $type:ty),*);)*) => {
        $(fn $method<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $name: $type)*) -> io::Result<()> {
            match self {
                Self::$one(within) => within.$method(writer $(, $name)*),
                Self::$other(within) => within.$method(writer $(, $name)*),
            }
        })*
    };
}
pub(super) use delegate;

impl<F: Formatter> Formatter for Escaping<F> {
    delegate! { 0;
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
        write_raw_fragment(fragment: &str);
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(escape::line(fragment).as_bytes())
    }
}
