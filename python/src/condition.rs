//! `Condition` and `Consequence`: what an award needs, what sets a check off, what follows.

use crossplan::model::{Condition as Core, Consequence as CoreConsequence};

use crate::common::{At, short, value};
use crate::target::Target;

value! {
    /// A condition or trigger: in words, and with its number where it has one.
    Condition = Core {
        /// What must be the case.
        #[getter]
        fn text(&self) -> &str {
            &self.inner.text
        }

        /// Its number.
        #[getter]
        fn target(&self) -> Option<Target> {
            self.inner.target.clone().map(|target| Target::new(*target, self.at.clone()))
        }

        fn __str__(&self) -> &str {
            &self.inner.text
        }

        fn __repr__(&self) -> String {
            format!("<Condition {}>", short(&self.inner.text, 32))
        }
    }
}

pub(crate) fn conditions(list: &[Core], at: &At) -> Vec<Condition> {
    list.iter().map(|condition| Condition::new(condition.clone(), at.clone())).collect()
}

value! {
    /// One rung of the ladder of consequences.
    Consequence = CoreConsequence {
        /// notice, interview, rectification, suspension, fine, disqualification, credit_record, removal, demotion, withdrawal,
        /// loss_of_benefit, inquiry, legal_action, commendation, link_to_pay, other.
        #[getter]
        fn kind(&self) -> &'static str {
            self.inner.kind.as_str()
        }

        /// What happens.
        #[getter]
        fn text(&self) -> &str {
            &self.inner.text
        }

        /// What sets off this rung, where it is not the trigger of the whole ladder.
        #[getter]
        fn when(&self) -> Option<Condition> {
            self.inner.when.clone().map(|when| Condition::new(*when, self.at.clone()))
        }

        /// Its number: the range of a fine, the years of a ban.
        #[getter]
        fn target(&self) -> Option<Target> {
            self.inner.target.clone().map(|target| Target::new(*target, self.at.clone()))
        }

        fn __str__(&self) -> &str {
            &self.inner.text
        }

        fn __repr__(&self) -> String {
            format!("<Consequence {} {}>", self.inner.kind, short(&self.inner.text, 32))
        }
    }
}
