//! Two arbitrary texts, parted by a zero byte: diff and alignment keep their laws.
#![no_main]

use crossplan::align::{Options, align};
use crossplan::diff;
use crossplan::read::Reader;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(cut) = bytes.iter().position(|b| *b == 0) else { return };
    let (Ok(a), Ok(b)) = (Reader::new().read_bytes(&bytes[..cut]), Reader::new().read_bytes(&bytes[cut + 1..])) else { return };
    let (a, b) = (a.plan, b.plan);
    assert!(diff(&a, &a).is_empty());
    let change = diff(&a, &b);
    assert_eq!(change.apply(&a).expect("a diff applies to what it was made from"), b);
    let alignment = align([("a", &a), ("b", &b)], Options::new()).expect("standard weights");
    let mut seen = vec![false; alignment.members.len()];
    for member in alignment.rows.iter().flat_map(|row| &row.members) {
        assert!(!std::mem::replace(&mut seen[*member], true), "an item stands in one row at most");
    }
});
