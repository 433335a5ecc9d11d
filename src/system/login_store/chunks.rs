//! Contents of any size in items of a limited size.
//!
//! A content that fits is one item. A larger one is cut into chunks `a0 NAME`, `a1 NAME`, …, and the
//! item `NAME` is a header with their number and the hash of the whole. The next content goes to
//! `b0 NAME`, …, so the old one is whole until the header is replaced, which is done last. Then the
//! old chunks are removed, the last one first: what a process leaves that ended meanwhile begins at
//! 0 without a gap, and is found the next time.

use zeroize::Zeroizing;

use crate::jose::thumbprint;
use crate::profile::store::StoreFault;
use crate::system::login_store::items::Items;

/// How a header begins. A content never begins like this, because it is JSON.
const HEADER: &str = "chunks:";

/// The most chunks of a content.
const MOST: usize = 256;

/// The two sets of chunks, which take turns.
const SETS: [char; 2] = ['a', 'b'];

#[derive(Clone, Debug, Eq, PartialEq)]
struct Header {
    set: char,
    count: usize,
    hash: String,
}

impl Header {
    fn parse(item: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(item).ok()?.strip_prefix(HEADER)?;
        let mut fields = text.splitn(3, ':');
        let named = fields.next()?;
        let set = SETS.into_iter().find(|set| named.chars().eq([*set]))?;
        let count = fields.next()?.parse().ok().filter(|count| *count <= MOST)?;
        Some(Self { set, count, hash: fields.next()?.to_owned() })
    }

    fn text(&self) -> String {
        format!("{HEADER}{}:{}:{}", self.set, self.count, self.hash)
    }
}

fn chunk(name: &str, set: char, index: usize) -> String {
    format!("{set}{index} {name}")
}

fn hash(content: &[u8]) -> String {
    thumbprint::of_text(&String::from_utf8_lossy(content))
}

/// Reads a content. Returns `None` if there is none, or if a chunk of it is missing or belongs to
/// another content.
pub(super) fn read(
    items: &dyn Items,
    name: &str,
) -> Result<Option<Zeroizing<Vec<u8>>>, StoreFault> {
    let Some(item) = items.read(name)? else { return Ok(None) };
    if !item.starts_with(HEADER.as_bytes()) {
        return Ok(Some(item));
    }
    let Some(header) = Header::parse(&item) else { return Ok(None) };
    let mut content = Zeroizing::new(Vec::new());
    for index in 0..header.count {
        match items.read(&chunk(name, header.set, index))? {
            Some(part) => content.extend_from_slice(&part),
            None => return Ok(None),
        }
    }
    Ok(Some(content).filter(|content| hash(content) == header.hash))
}

/// Writes a content, and replaces any existing one only when the new one is complete.
pub(super) fn write(items: &dyn Items, name: &str, content: &[u8]) -> Result<(), StoreFault> {
    let old = items.read(name)?.and_then(|item| Header::parse(&item));
    let largest = items.largest();
    if content.len() <= largest {
        items.write(name, content)?;
        for set in SETS.into_iter().filter(|_| largest < usize::MAX) {
            sweep(items, name, set)?;
        }
        return Ok(());
    }
    let parts: Vec<&[u8]> = content.chunks(largest.max(1)).collect();
    if parts.len() > MOST {
        return Err(StoreFault::Failed("the login is too large for it".to_owned()));
    }
    let set = if old.is_some_and(|old| old.set == 'a') { 'b' } else { 'a' };
    sweep(items, name, set)?;
    for (index, part) in parts.iter().enumerate() {
        items.write(&chunk(name, set, index), part)?;
    }
    let header = Header { set, count: parts.len(), hash: hash(content) };
    items.write(name, header.text().as_bytes())?;
    let other = if set == 'a' { 'b' } else { 'a' };
    sweep(items, name, other)
}

/// Removes a content, and everything that earlier ones have left. Returns whether there was one.
pub(super) fn remove(items: &dyn Items, name: &str) -> Result<bool, StoreFault> {
    let was = items.remove(name)?;
    for set in SETS.into_iter().filter(|_| items.largest() < usize::MAX) {
        sweep(items, name, set)?;
    }
    Ok(was)
}

/// Removes the chunks of a set, the last one first.
fn sweep(items: &dyn Items, name: &str, set: char) -> Result<(), StoreFault> {
    let mut count = 0;
    while count < MOST && items.read(&chunk(name, set, count))?.is_some() {
        count += 1;
    }
    for index in (0..count).rev() {
        items.remove(&chunk(name, set, index))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::login_store::items::fake::FakeKeyring;

    fn text(length: usize, letter: char) -> Vec<u8> {
        letter.to_string().repeat(length).into_bytes()
    }

    fn read_text(keyring: &FakeKeyring) -> Option<Vec<u8>> {
        read(keyring, "n").unwrap().map(|content| content.to_vec())
    }

    fn names(keyring: &FakeKeyring) -> Vec<String> {
        keyring.with(|state| state.items.keys().cloned().collect())
    }

    #[test]
    fn contents_of_every_size_come_back_and_nothing_else_is_left() {
        let keyring = FakeKeyring::new(60);
        for (length, count) in [(60, 1), (61, 3), (600, 11), (120, 3), (5, 1), (0, 1)] {
            let content = text(length, 'x');
            write(&keyring, "n", &content).unwrap();
            assert_eq!(read_text(&keyring), Some(content));
            assert_eq!(names(&keyring).len(), count, "{:?}", names(&keyring));
        }
        write(&keyring, "n", &text(600, 'y')).unwrap();
        assert_eq!(remove(&keyring, "n"), Ok(true));
        assert_eq!(names(&keyring), [""; 0]);
        assert_eq!(remove(&keyring, "n"), Ok(false));
        assert!(write(&keyring, "n", &text(60 * 257, 'z')).is_err());
    }

    #[test]
    fn a_content_that_fits_is_read_at_once() {
        let keyring = FakeKeyring::new(usize::MAX);
        write(&keyring, "n", &text(100_000, 'x')).unwrap();
        keyring.with(|state| state.reads = 0);
        assert_eq!(read_text(&keyring).unwrap().len(), 100_000);
        assert_eq!(keyring.with(|state| state.reads), 1);
    }

    #[test]
    fn a_missing_or_foreign_chunk_makes_the_content_absent() {
        let keyring = FakeKeyring::new(60);
        write(&keyring, "n", &text(200, 'x')).unwrap();
        let part = keyring.with(|state| state.items.insert("a1 n".to_owned(), text(60, 'o')));
        assert_eq!(read_text(&keyring), None);
        keyring.with(|state| state.items.insert("a1 n".to_owned(), part.unwrap()));
        assert!(read_text(&keyring).is_some());
        keyring.with(|state| state.items.remove("a3 n"));
        assert_eq!(read_text(&keyring), None);
    }

    #[test]
    fn whenever_a_process_ends_one_of_the_two_contents_is_whole() {
        let sizes = [30, 150, 260];
        for (old, new) in sizes.iter().flat_map(|old| sizes.map(|new| (*old, new))) {
            let (old, new) = (text(old, 'o'), text(new, 'n'));
            for changes in 0..20 {
                let keyring = FakeKeyring::new(60);
                write(&keyring, "n", &text(260, 'x')).unwrap();
                write(&keyring, "n", &old).unwrap();
                keyring.with(|state| state.changes_left = changes);
                let written = write(&keyring, "n", &new).is_ok();
                keyring.with(|state| state.changes_left = usize::MAX);
                let found = read_text(&keyring).unwrap();
                assert!(found == new || (found == old && !written), "{changes}");
                // The next process finds what this one has left.
                assert_eq!(remove(&keyring, "n"), Ok(true));
                assert_eq!(names(&keyring), [""; 0], "{changes}");
            }
        }
    }
}
