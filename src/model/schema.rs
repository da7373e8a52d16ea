//! The JSON Schema of the plan form, generated from the types.

use super::Plan;

impl Plan {
    /// The JSON Schema (2020-12) of the form, as JSON text with a line feed at the end. `schema/plan.schema.json` holds the same text.
    ///
    /// The schema says what a program can check without us; [`Plan::from_json`] checks more (references, ranges, dates).
    pub fn json_schema() -> String {
        let schema = schemars::schema_for!(Plan);
        // Descriptions come from the docs, whose links mean nothing outside of them.
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default().replace("[`", "`").replace("`]", "`");
        text.push('\n');
        text
    }
}
