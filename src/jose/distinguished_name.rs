//! Distinguished names of certificates as strings (RFC 4514).
//!
//! `x509-cert` prints them, too, with the names of 1,500 object identifiers: a table whose addresses
//! would be relocated at each start of the program.

use std::fmt::Write as _;

use pkcs8::der::Encode as _;
use pkcs8::der::asn1::{Any, Ia5StringRef, PrintableStringRef, TeletexStringRef, Utf8StringRef};
use pkcs8::der::{Tag, Tagged as _};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::RdnSequence;

/// The types of attributes that names consist of (RFC 4519, RFC 5280 and PKCS #9).
const TYPES: &str = "\
2.5.4.3 CN
2.5.4.4 SN
2.5.4.5 SERIALNUMBER
2.5.4.6 C
2.5.4.7 L
2.5.4.8 ST
2.5.4.9 STREET
2.5.4.10 O
2.5.4.11 OU
2.5.4.12 TITLE
2.5.4.13 DESCRIPTION
2.5.4.15 BUSINESSCATEGORY
2.5.4.16 POSTALADDRESS
2.5.4.17 POSTALCODE
2.5.4.18 POSTOFFICEBOX
2.5.4.19 PHYSICALDELIVERYOFFICENAME
2.5.4.20 TELEPHONENUMBER
2.5.4.21 TELEXNUMBER
2.5.4.22 TELETEXTERMINALIDENTIFIER
2.5.4.23 FACSIMILETELEPHONENUMBER
2.5.4.24 X121ADDRESS
2.5.4.25 INTERNATIONALISDNNUMBER
2.5.4.26 REGISTEREDADDRESS
2.5.4.27 DESTINATIONINDICATOR
2.5.4.31 MEMBER
2.5.4.32 OWNER
2.5.4.33 ROLEOCCUPANT
2.5.4.34 SEEALSO
2.5.4.41 NAME
2.5.4.42 GN
2.5.4.43 INITIALS
2.5.4.44 GENERATIONQUALIFIER
2.5.4.45 X500UNIQUEIDENTIFIER
2.5.4.46 DNQUALIFIER
2.5.4.49 DISTINGUISHEDNAME
2.5.4.50 UNIQUEMEMBER
2.5.4.51 HOUSEIDENTIFIER
2.5.4.54 DMDNAME
2.5.4.65 PSEUDONYM
0.9.2342.19200300.100.1.1 UID
0.9.2342.19200300.100.1.3 MAIL
0.9.2342.19200300.100.1.25 DC
1.2.840.113549.1.9.1 EMAIL
1.2.840.113549.1.9.2 PKCS-9-AT-UNSTRUCTUREDNAME
1.2.840.113549.1.9.8 PKCS-9-AT-UNSTRUCTUREDADDRESS";

/// Returns a name as a string: the last part is first, and a type without a name is its identifier.
pub(super) fn distinguished_name(name: &RdnSequence) -> String {
    let parts = name.iter().map(|part| part.iter().map(attribute).collect::<Vec<_>>().join("+"));
    let mut parts: Vec<String> = parts.collect();
    parts.reverse();
    parts.join(",")
}

fn attribute(attribute: &AttributeTypeAndValue) -> String {
    let oid = attribute.oid.to_string();
    if let (Some(name), Some(text)) = (short_name(&oid), text(&attribute.value)) {
        return format!("{name}={}", escaped(text));
    }
    let mut shown = format!("{oid}=#");
    for byte in attribute.value.to_der().unwrap_or_default() {
        let _ = write!(shown, "{byte:02x}");
    }
    shown
}

fn short_name(oid: &str) -> Option<&'static str> {
    let mut types = TYPES.lines().filter_map(|line| line.split_once(' '));
    types.find_map(|(known, name)| (known == oid).then_some(name))
}

fn text(value: &Any) -> Option<&str> {
    match value.tag() {
        Tag::PrintableString => {
            value.decode_as().ok().map(|text: PrintableStringRef| text.as_str())
        }
        Tag::Utf8String => value.decode_as().ok().map(|text: Utf8StringRef| text.as_str()),
        Tag::Ia5String => value.decode_as().ok().map(|text: Ia5StringRef| text.as_str()),
        Tag::TeletexString => value.decode_as().ok().map(|text: TeletexStringRef| text.as_str()),
        _ => None,
    }
}

/// Returns a value with a backslash before each character that has a meaning in a name.
fn escaped(text: &str) -> String {
    let mut shown = String::new();
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let is_at_an_end = index == 0 || characters.peek().is_none();
        match character {
            '#' if index == 0 => shown.push_str("\\#"),
            ' ' if is_at_an_end => shown.push_str("\\ "),
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => shown.extend(['\\', character]),
            '\0'..='\x1f' | '\x7f' => {
                let _ = write!(shown, "\\{:02x}", u32::from(character));
            }
            _ => shown.push(character),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use x509_cert::name::RelativeDistinguishedName;

    use super::*;

    fn attribute(oid: &str, tag: Tag, value: &[u8]) -> AttributeTypeAndValue {
        AttributeTypeAndValue { oid: oid.parse().unwrap(), value: Any::new(tag, value).unwrap() }
    }

    /// Returns a name with one part for each list of attributes.
    fn name(parts: Vec<Vec<AttributeTypeAndValue>>) -> RdnSequence {
        let mut name = RdnSequence::default();
        for part in parts {
            name.push(RelativeDistinguishedName::try_from(part).unwrap());
        }
        name
    }

    #[test]
    fn types_have_the_names_that_x509_cert_gives_them() {
        for (oid, short) in TYPES.lines().map(|line| line.split_once(' ').unwrap()) {
            let name = name(vec![vec![attribute(oid, Tag::Utf8String, b"x")]]);
            assert_eq!(name.to_string(), format!("{short}=x"), "{oid}");
            assert_eq!(distinguished_name(&name), name.to_string());
        }
    }

    #[test]
    fn names_look_as_x509_cert_prints_them() {
        let (country, unit, common) = ("2.5.4.6", "2.5.4.11", "2.5.4.3");
        let values: [&[u8]; 8] = [
            b"",
            b"plain",
            b"#a#",
            b" both ",
            b" ",
            b"a+b,c;d<e>f\\g\"h=i",
            b"tab\tnull\0delete\x7f",
            "Zürich".as_bytes(),
        ];
        for value in values {
            let name = name(vec![
                vec![attribute(country, Tag::PrintableString, b"CH")],
                vec![
                    attribute(unit, Tag::Ia5String, b"a unit"),
                    attribute(common, Tag::Utf8String, value),
                ],
                vec![attribute(common, Tag::TeletexString, b"Caf\xe9")],
                // Without a name, and without a string
                vec![attribute("1.3.6.1.4.1.99999.1", Tag::Utf8String, value)],
                vec![attribute(common, Tag::BmpString, b"\0a")],
                vec![attribute(common, Tag::Utf8String, b"\xff")],
            ]);
            assert_eq!(distinguished_name(&name), name.to_string());
        }
        assert_eq!(distinguished_name(&name(vec![])), "");
    }
}
