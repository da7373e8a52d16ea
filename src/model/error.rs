//! The one error of loading, and the faults it lists.

use std::fmt;

/// One fault of a plan: the field, what is wrong, what would be accepted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The path of the field, as in `measures[3].targets[0].due`.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
    /// What would be accepted.
    pub accepted: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; accepted: {}", self.field, self.reason, self.accepted)
    }
}

/// Why a plan was refused.
///
/// | kind | real bad input | asked with |
/// |---|---|---|
/// | the bytes are no UTF-8 | a file in GBK | [`Error::is_utf8`] |
/// | the text is no JSON object | a cut-off file, a list, 128 brackets in one another | [`Error::is_syntax`] |
/// | the form is missing or unknown | a file of a later version | [`Error::is_form`] |
/// | fields that break the schema or the rules | an unknown word, a path that occurs twice, a range upside down | [`Error::is_invalid`], [`Error::faults`] |
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Kind {
    #[error("the plan is not UTF-8: byte {offset} starts no character")]
    Utf8 { offset: usize },
    #[error("the plan is no JSON: {message}")]
    Syntax { message: String },
    #[error("{}", form_message(.found.as_deref()))]
    Form { found: Option<String> },
    #[error("{}", faults_message(.0))]
    Invalid(Vec<Fault>),
}

impl Error {
    /// The bytes are no UTF-8.
    pub fn is_utf8(&self) -> bool {
        matches!(self.0, Kind::Utf8 { .. })
    }

    /// The text is no JSON object.
    pub fn is_syntax(&self) -> bool {
        matches!(self.0, Kind::Syntax { .. })
    }

    /// The form version is missing or unknown.
    pub fn is_form(&self) -> bool {
        matches!(self.0, Kind::Form { .. })
    }

    /// Fields break the schema or the rules; [`Error::faults`] lists them.
    pub fn is_invalid(&self) -> bool {
        matches!(self.0, Kind::Invalid(_))
    }

    /// All faults, in the order of the file; empty for the other kinds.
    pub fn faults(&self) -> &[Fault] {
        match &self.0 {
            Kind::Invalid(faults) => faults,
            _ => &[],
        }
    }
}

fn form_message(found: Option<&str>) -> String {
    let current = super::Form::CURRENT;
    match found {
        Some(found) => {
            let found: String = found.chars().take(60).collect();
            format!(
                "form: this version of crossplan reads `{current}`, and the file says `{found}`; a newer crossplan may read it"
            )
        }
        None => format!("form: the file names no form; accepted: a first field \"form\": \"{current}\""),
    }
}

fn faults_message(faults: &[Fault]) -> String {
    let mut message = match faults.len() {
        1 => String::from("the plan has a fault:"),
        n => format!("the plan has {n} faults:"),
    };
    for fault in faults {
        message.push_str("\n  ");
        message.push_str(&fault.to_string());
    }
    message
}
