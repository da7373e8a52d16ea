//! Plans from JSON and back. Loading lists all faults of a file at once.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Plan;
use super::check::check;
use super::error::{Error, Fault, Kind};

/// The version of the JSON form. There is one: `crossplan/plan/1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Form {
    /// The first form.
    #[serde(rename = "crossplan/plan/1")]
    V1,
}

impl Form {
    /// The form that this version writes.
    pub const CURRENT: Form = Form::V1;
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::V1 => f.pad("crossplan/plan/1"),
        }
    }
}

impl Plan {
    /// Loads a plan from its JSON form and checks it whole.
    ///
    /// # Errors
    /// Text that is no JSON object; a form that is missing or unknown; else every fault of the file at once: fields that break the
    /// schema (the first 200; fewer in a file of many megabytes), paths that occur twice, references that lead nowhere, ranges upside
    /// down, dates that make no sense (see [`Error`]).
    ///
    /// ```
    /// let error = crossplan::Plan::from_json(r#"{"form":"crossplan/plan/9"}"#).unwrap_err();
    /// assert!(error.is_form());
    /// ```
    pub fn from_json(json: &str) -> Result<Plan, Error> {
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        probe_form(json)?;
        let mut reader = serde_json::Deserializer::from_str(json);
        match serde_path_to_error::deserialize::<_, Plan>(&mut reader) {
            Ok(plan) => {
                reader.end().map_err(|e| syntax(json, &e))?;
                let faults = check(&plan);
                if faults.is_empty() { Ok(plan) } else { Err(Kind::Invalid(faults).into()) }
            }
            Err(first) => {
                let holder = first.path().to_string();
                let faults = all_faults(json, fault_of(holder.trim_matches('.'), &first, FORM))?;
                Err(Kind::Invalid(faults).into())
            }
        }
    }

    /// As [`Plan::from_json`], from the bytes of a file.
    ///
    /// # Errors
    /// As there, and bytes that are no UTF-8.
    pub fn from_json_slice(bytes: &[u8]) -> Result<Plan, Error> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Plan::from_json(text),
            Err(e) => Err(Kind::Utf8 { offset: e.valid_up_to() }.into()),
        }
    }

    /// The JSON form, indented by one space, with a line feed at the end. The same plan gives the same bytes.
    pub fn to_json(&self) -> String {
        let mut bytes = Vec::new();
        let mut writer = serde_json::Serializer::with_formatter(&mut bytes, serde_json::ser::PrettyFormatter::with_indent(b" "));
        // Writing to memory cannot fail, and every key of a plan is a string.
        let written = self.serialize(&mut writer);
        debug_assert!(written.is_ok());
        bytes.push(b'\n');
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Checks a plan that was built in code by the rules of loading.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self) -> Result<(), Error> {
        let faults = check(self);
        if faults.is_empty() { Ok(()) } else { Err(Kind::Invalid(faults).into()) }
    }
}

/// Reads the form before anything else, so that a file of another version is not reported as a heap of unknown fields.
fn probe_form(json: &str) -> Result<(), Error> {
    #[derive(Deserialize)]
    struct Probe {
        #[serde(default)]
        form: Option<Value>,
    }
    // Serde would take a list for an object without keys.
    if json.trim_start().starts_with('[') {
        return Err(Kind::Syntax { message: "it is a list, and a plan is an object".to_owned() }.into());
    }
    let probe: Probe = serde_json::from_str(json).map_err(|e| syntax(json, &e))?;
    match probe.form {
        Some(form) if form == Form::CURRENT.to_string() => Ok(()),
        Some(Value::String(found)) => Err(Kind::Form { found: Some(found) }.into()),
        Some(Value::Null) | None => Err(Kind::Form { found: None }.into()),
        Some(other) => Err(Kind::Form { found: Some(other.to_string()) }.into()),
    }
}

/// Why a text is no JSON, with line and column; the column counts characters, where serde counts bytes.
fn syntax(json: &str, error: &serde_json::Error) -> Kind {
    let message = error.to_string();
    let line = json.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let said = format!(" at line {} column {}", error.line(), error.column());
    let characters = line.char_indices().take_while(|(at, _)| *at < error.column()).count();
    let message = match message.strip_suffix(&said) {
        Some(what) => format!("{what} at line {} column {characters}", error.line()),
        None => message,
    };
    Kind::Syntax { message }
}

/// No file is told more than this many faults of its schema: each costs one more reading.
const MOST_FAULTS: usize = 200;

/// No file is read again for more than this many bytes in all, so that a huge faulty file is answered in seconds.
const MOST_BYTES_READ_AGAIN: usize = 256 << 20;

/// All faults of a file that breaks the schema, and then those of what is left of it.
///
/// At each fault the faulty field is taken away and the file read again, so that one fault does not hide the next.
fn all_faults(json: &str, first: Fault) -> Result<Vec<Fault>, Error> {
    let mut value: Value = serde_json::from_str(json).map_err(|e| syntax(json, &e))?;
    let mut taken = Taken::default();
    let mut faults: Vec<Fault> = Vec::new();
    let mut plan = None;
    // Each round takes something away; a fault can cost one round for each level above it.
    let rounds = (MOST_BYTES_READ_AGAIN / json.len().max(1)).clamp(4, MOST_FAULTS * 8);
    for _ in 0..rounds {
        let error = match serde_path_to_error::deserialize::<_, Plan>(&value) {
            Ok(read) => {
                plan = Some(read);
                break;
            }
            Err(error) => error,
        };
        let holder = steps_of(&error.path().to_string());
        let fault = fault_of(&taken.original(&holder), &error, FORM);
        let missing = missing_field(&error);
        if !taken.fields.contains(&fault.field) {
            faults.push(fault);
            if faults.len() == MOST_FAULTS {
                break;
            }
        }
        // A missing field is filled with something sound, so that what else the object lacks is told too.
        let filled = missing.is_some_and(|name| fill_in(&mut value, &holder, &name));
        if !filled && !taken.take(&mut value, holder) {
            break;
        }
    }
    if let Some(plan) = plan {
        // What the broken elements would have held is unknown, so nothing is said about them or what refers to them.
        let broken: Vec<String> = faults.iter().map(|f| element_of(&f.field).to_owned()).collect();
        for mut fault in check(&plan) {
            fault.field = taken.original(&steps_of(&fault.field));
            if !fault.is_dangling() && !broken.iter().any(|b| b == element_of(&fault.field)) {
                faults.push(fault);
            }
        }
    }
    if faults.is_empty() {
        // What only the first reading notices, such as a field that stands twice.
        faults.push(first);
    }
    Ok(faults)
}

/// What was taken out of a file, to tell its indices as they were.
#[derive(Default)]
struct Taken {
    /// Fields and elements, as in the file.
    fields: std::collections::HashSet<String>,
    /// For each list (by its path in the file) the elements taken, in ascending order.
    elements: std::collections::HashMap<String, Vec<usize>>,
}

impl Taken {
    /// The path in the file of something that stands at `steps` now.
    fn original(&self, steps: &[Step]) -> String {
        let mut path = String::new();
        for step in steps {
            match step {
                Step::Field(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Step::Element(index) => {
                    let mut index = *index;
                    for taken in self.elements.get(&path).map_or(&[][..], Vec::as_slice) {
                        if *taken <= index {
                            index += 1;
                        }
                    }
                    path.push_str(&format!("[{index}]"));
                }
            }
        }
        path
    }

    fn take(&mut self, value: &mut Value, mut steps: Vec<Step>) -> bool {
        let full = self.original(&steps);
        let Some(last) = steps.pop() else { return false };
        let list = self.original(&steps);
        match (value_at(value, &steps), last) {
            (Some(Value::Object(map)), Step::Field(name)) => {
                self.fields.insert(full);
                map.remove(&name).is_some()
            }
            (Some(Value::Array(elements)), Step::Element(i)) if i < elements.len() => {
                elements.remove(i);
                let original = full.trim_end_matches(']').rsplit('[').next().and_then(|i| i.parse().ok()).unwrap_or(i);
                let taken = self.elements.entry(list).or_default();
                taken.push(original);
                taken.sort_unstable();
                self.fields.insert(full);
                true
            }
            _ => false,
        }
    }
}

fn value_at<'v>(value: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    let mut at = value;
    for step in steps {
        at = match (at, step) {
            (Value::Object(map), Step::Field(name)) => map.get_mut(name)?,
            (Value::Array(list), Step::Element(i)) => list.get_mut(*i)?,
            _ => return None,
        };
    }
    Some(at)
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Element(usize),
}

/// `goals[3].targets[0].due`, as steps.
fn steps_of(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (name, indices) = part.split_once('[').map_or((part, ""), |(name, rest)| (name, rest));
        if !name.is_empty() {
            steps.push(Step::Field(name.to_owned()));
        }
        let indices = indices.split(['[', ']']).filter_map(|i| i.parse().ok());
        steps.extend(indices.map(Step::Element));
    }
    steps
}

/// `goals[3].targets[0].due` → `goals[3]`; `place.code.code` → `place`.
fn element_of(field: &str) -> &str {
    let end = field
        .find(['.', ']'])
        .map_or(field.len(), |at| if field.get(at..).is_some_and(|rest| rest.starts_with(']')) { at + 1 } else { at });
    field.get(..end).unwrap_or(field)
}

/// Puts something sound where an object lacks a field; false where nothing would do.
fn fill_in(value: &mut Value, holder: &[Step], name: &str) -> bool {
    let sound = match name {
        "title" | "subject" | "text" | "name" | "term" | "meaning" => serde_json::json!("?"),
        "force" => serde_json::json!(super::Force::Planned),
        "status" => serde_json::json!(super::Status::Draft),
        "level" => serde_json::json!(super::Level::Area),
        "place" => serde_json::json!({ "name": "?", "level": super::Level::Area }),
        "bound" => serde_json::json!(super::Bound::Exactly),
        "value" => serde_json::json!("0"),
        "unit" => serde_json::json!(super::Unit::Person),
        _ => return false,
    };
    let object = value_at(value, holder).and_then(Value::as_object_mut);
    object.is_some_and(|map| map.insert(name.to_owned(), sound).is_none())
}

fn missing_field(error: &serde_path_to_error::Error<serde_json::Error>) -> Option<String> {
    let message = error.inner().to_string();
    let name = message.strip_prefix("missing field `")?.split('`').next()?;
    Some(name.to_owned())
}

/// What is named where serde does not say what it would accept.
const FORM: &str = "the form of schema/plan.schema.json";

/// Serde's message at `holder`, split into what is wrong and what would be accepted: what serde says, else `form`.
pub(crate) fn fault_of(holder: &str, error: &serde_path_to_error::Error<serde_json::Error>, form: &str) -> Fault {
    let inner = error.inner().to_string();
    // Line and column of the re-read value mean nothing to the reader.
    let message = inner.rsplit_once(" at line ").map_or(inner.as_str(), |(message, _)| message);
    let mut field = holder.to_owned();
    if let Some(name) = missing_field(error) {
        if !field.is_empty() {
            field.push('.');
        }
        field.push_str(&name);
    }
    let (reason, accepted) = match (message.split_once("; accepted: "), message.split_once(", expected ")) {
        (Some((reason, accepted)), _) | (None, Some((reason, accepted))) => (reason, accepted),
        (None, None) => (message, form),
    };
    Fault { field, reason: reason.to_owned(), accepted: accepted.to_owned() }
}
