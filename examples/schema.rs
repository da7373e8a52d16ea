//! Prints the JSON Schema of the plan form: `cargo run --features schema --example schema > schema/plan.schema.json`

fn main() {
    print!("{}", crossplan::Plan::json_schema());
}
