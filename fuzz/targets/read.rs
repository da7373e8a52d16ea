//! Arbitrary bytes as the text of a plan: no panic; spans lie on character borders; the plan survives its JSON form; every number is kept.
#![no_main]

use crossplan::Plan;
use crossplan::read::Reader;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(reading) = Reader::new().read_bytes(bytes) else { return };
    let text = std::str::from_utf8(bytes).expect("only UTF-8 is read");
    for (item, target) in reading.plan.promises() {
        for span in [item.source().span, target.source.span].into_iter().flatten() {
            assert!(span.of(text).is_some(), "{span:?}");
        }
    }
    let json = reading.plan.to_json();
    assert_eq!(Plan::from_json(&json).expect("what was read loads"), reading.plan);
});
