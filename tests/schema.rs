//! The published schema is the one that the types give.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "schema")]

#[test]
fn the_published_schema_is_current() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/plan.schema.json");
    let published = std::fs::read_to_string(path).unwrap();
    assert!(
        published == crossplan::Plan::json_schema(),
        "run `cargo run --features schema --example schema > schema/plan.schema.json`"
    );
}
