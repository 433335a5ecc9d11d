//! Sorting that is compiled once. The standard library's sorts are compiled for each type and each
//! comparison, which takes 6 KB of the executable each time.

use std::cmp::Ordering;
use std::mem;

/// Sorts by a comparison. Elements that are equal keep their order.
pub(crate) fn by<T>(elements: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = sorted_indices(elements.len(), &|left, right| match (
        elements.get(left),
        elements.get(right),
    ) {
        (Some(left), Some(right)) => compare(left, right),
        _ => Ordering::Equal,
    });
    let mut unsorted: Vec<Option<T>> = mem::take(elements).into_iter().map(Some).collect();
    elements.extend(order.into_iter().filter_map(|index| unsorted.get_mut(index)?.take()));
}

/// Sorts by the order of the elements themselves.
pub(crate) fn all<T: Ord>(elements: &mut Vec<T>) {
    by(elements, T::cmp);
}

/// Sorts by a key. Elements with the same key keep their order.
pub(crate) fn by_key<T, K: Ord>(elements: &mut Vec<T>, key: impl Fn(&T) -> K) {
    by(elements, |left, right| key(left).cmp(&key(right)));
}

#[inline(never)]
fn sorted_indices(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_by(|left, right| compare(*left, *right));
    indices
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn the_order_is_that_of_the_standard_library(
            elements in prop::collection::vec((0..9u8, any::<u8>()), 0..80),
        ) {
            let mut expected = elements.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut sorted = elements;
            by_key(&mut sorted, |(key, _)| *key);
            prop_assert_eq!(sorted, expected);
        }
    }
}
