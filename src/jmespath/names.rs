//! The names of the built-in functions.

/// The functions that exist only in the community's dialect; they are not evaluated here.
const DIALECT: [&str; 16] = [
    "find_first",
    "find_last",
    "from_items",
    "group_by",
    "items",
    "let",
    "lower",
    "pad_left",
    "pad_right",
    "replace",
    "split",
    "trim",
    "trim_left",
    "trim_right",
    "upper",
    "zip",
];

/// All other functions: the name, and the minimum and maximum number of arguments.
pub(super) const KNOWN: [(&str, usize, usize); 26] = [
    ("abs", 1, 1),
    ("avg", 1, 1),
    ("ceil", 1, 1),
    ("contains", 2, 2),
    ("ends_with", 2, 2),
    ("floor", 1, 1),
    ("join", 2, 2),
    ("keys", 1, 1),
    ("length", 1, 1),
    ("map", 2, 2),
    ("max", 1, 1),
    ("max_by", 2, 2),
    ("merge", 1, usize::MAX),
    ("min", 1, 1),
    ("min_by", 2, 2),
    ("not_null", 1, usize::MAX),
    ("reverse", 1, 1),
    ("sort", 1, 1),
    ("sort_by", 2, 2),
    ("starts_with", 2, 2),
    ("sum", 1, 1),
    ("to_array", 1, 1),
    ("to_number", 1, 1),
    ("to_string", 1, 1),
    ("type", 1, 1),
    ("values", 1, 1),
];

/// Whether a function exists only in the community's dialect.
pub(super) fn is_dialect(name: &str) -> bool {
    DIALECT.contains(&name)
}

/// Returns why no input can make a call succeed, if so.
pub(super) fn wrong_call(name: &str, arguments: usize) -> Option<String> {
    if is_dialect(name) {
        return Some(format!("the function `{name}` is not supported"));
    }
    let Some((_, least, most)) = KNOWN.iter().find(|(known, ..)| *known == name) else {
        return Some(format!("there is no function `{name}`"));
    };
    let is_right = (*least..=*most).contains(&arguments);
    (!is_right).then(|| format!("`{name}` cannot have {arguments} arguments"))
}
