//! Arbitrary bytes as the JSON form of a plan: a plan or an error, never a panic; what loads is written and loaded again unchanged.
#![no_main]

use crossplan::Plan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(plan) = Plan::from_json_slice(bytes) {
        assert_eq!(Plan::from_json(&plan.to_json()).expect("what loaded loads again"), plan);
    }
});
