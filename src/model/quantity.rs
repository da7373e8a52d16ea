//! An amount as a plan states it: bound, exact value, unit, and what it is for each of.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::words::{open_words, string_form, words};

words! { "bound",
    /// How the value bounds what is promised.
    pub enum Bound {
        /// 以上, 不低于, 不少于, 至少, 达到…以上.
        AtLeast = "at_least",
        /// 余, 多, 高于, 超过.
        MoreThan = "more_than",
        /// 以下, 不超过, 以内, 不得晚于.
        AtMost = "at_most",
        /// 低于, 少于.
        LessThan = "less_than",
        /// A bare amount, 达到100%.
        Exactly = "exactly",
        /// 约, 左右, 基本.
        About = "about",
        /// 1—2所: `value` to `upper`, both included.
        Between = "between",
        /// 提高, 每年提升: the value is the rise.
        RiseBy = "rise_by",
        /// 降低: the value is the fall, a positive number.
        FallBy = "fall_by",
    }
}

impl Bound {
    /// The word of the `comparator` column in exports: ge, gt, le, lt, eq, approx, range, increase, decrease.
    pub const fn comparator(self) -> &'static str {
        match self {
            Bound::AtLeast => "ge",
            Bound::MoreThan => "gt",
            Bound::AtMost => "le",
            Bound::LessThan => "lt",
            Bound::Exactly => "eq",
            Bound::About => "approx",
            Bound::Between => "range",
            Bound::RiseBy => "increase",
            Bound::FallBy => "decrease",
        }
    }

    /// A short sign for tables: ≥ > ≤ < (nothing) ≈ (nothing) +  −.
    pub const fn sign(self) -> &'static str {
        match self {
            Bound::AtLeast => "≥",
            Bound::MoreThan => ">",
            Bound::AtMost => "≤",
            Bound::LessThan => "<",
            Bound::About => "≈",
            Bound::RiseBy => "+",
            Bound::FallBy => "−",
            Bound::Exactly | Bound::Between => "",
        }
    }
}

open_words! { "unit",
    r"^(percent|percentage_point|yuan|school|kindergarten|class|person|place|sq_metre|hour|day|month|year|session|studio|course|team|base|paper|time_of_day|ratio|other:.+)$",
    "Base unit of a value, or other:词",
    /// The base unit of a value: 4.2亿元 is 420000000 [`Unit::Yuan`], 88% is 88 [`Unit::Percent`].
    pub enum Unit {
        /// Per cent: 88% is 88.
        Percent = "percent",
        /// A difference of two percentages (个百分点); never the same as per cent.
        PercentagePoint = "percentage_point",
        /// Yuan: 2万元 is 20000.
        Yuan = "yuan",
        /// Schools (所).
        School = "school",
        /// Kindergartens (所, 个园).
        Kindergarten = "kindergarten",
        /// Classes (个班).
        Class = "class",
        /// Persons (名, 人).
        Person = "person",
        /// Places for pupils (个学位).
        Place = "place",
        /// Square metres: 9万平方米 is 90000.
        SqMetre = "sq_metre",
        /// Hours, also 学时.
        Hour = "hour",
        /// Days.
        Day = "day",
        /// Months.
        Month = "month",
        /// Years, also of age.
        Year = "year",
        /// Times, lessons, events (节, 次, 场).
        Session = "session",
        /// Studios and communities of teachers (工作室, 共同体).
        Studio = "studio",
        /// Courses (门).
        Course = "course",
        /// Teams (支).
        Team = "team",
        /// Bases (个基地).
        Base = "base",
        /// Papers (篇).
        Paper = "paper",
        /// A time of day in decimal hours: 20:30 is 20.5.
        TimeOfDay = "time_of_day",
        /// A ratio to one: 1:10 is 10, 1.1倍 is 1.1.
        Ratio = "ratio",
    }
}

open_words! { "per",
    r"^(person|studio|school|kindergarten|principal|teacher|student|class|day|year|term|other:.+)$",
    "What an amount is for each of, or other:词",
    /// What an amount is for each of (每人, 每校, 生均).
    pub enum Per {
        /// Each person.
        Person = "person",
        /// Each studio.
        Studio = "studio",
        /// Each school.
        School = "school",
        /// Each kindergarten.
        Kindergarten = "kindergarten",
        /// Each principal.
        Principal = "principal",
        /// Each teacher.
        Teacher = "teacher",
        /// Each student or child.
        Student = "student",
        /// Each class.
        Class = "class",
        /// Each day.
        Day = "day",
        /// Each year.
        Year = "year",
        /// Each school term.
        Term = "term",
    }
}

/// An amount: a bound, an exact decimal value in a base unit, and what it is for each of.
///
/// Money and percentages are decimals, never floats: 16.4亿 is exactly 1640000000. In JSON a value is a decimal string (`"16.4"`); a
/// whole number may stand without quotes; a number with a fraction may not, because most programs would read it as a float.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// How the value bounds what is promised.
    pub bound: Bound,
    /// The value in the base unit, not negative; the lower end for [`Bound::Between`].
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "decimal::DecimalForm"))]
    pub value: Decimal,
    /// The upper end, for [`Bound::Between`] only.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "decimal::option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<decimal::DecimalForm>"))]
    pub upper: Option<Decimal>,
    /// Base unit.
    pub unit: Unit,
    /// What the amount is for each of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
}

impl Quantity {
    /// A plain amount; `bound` must not be [`Bound::Between`], which needs [`Quantity::between`].
    pub fn new(bound: Bound, value: impl Into<Decimal>, unit: Unit) -> Self {
        Self { bound, value: value.into(), upper: None, unit, per: None }
    }

    /// A range, both ends included.
    pub fn between(value: impl Into<Decimal>, upper: impl Into<Decimal>, unit: Unit) -> Self {
        Self { bound: Bound::Between, value: value.into(), upper: Some(upper.into()), unit, per: None }
    }

    /// The same amount for each of something.
    #[must_use]
    pub fn per(mut self, per: Per) -> Self {
        self.per = Some(per);
        self
    }
}

impl fmt::Display for Quantity {
    /// The plain form of the JSON words: `at_least 96 percent`, `between 3 and 6 year per principal`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.bound, self.value.normalize())?;
        if let Some(upper) = self.upper {
            write!(f, " and {}", upper.normalize())?;
        }
        write!(f, " {}", self.unit)?;
        if let Some(per) = &self.per {
            write!(f, " per {per}")?;
        }
        Ok(())
    }
}

/// Decimals in JSON: strings out; strings and whole numbers in.
pub(crate) mod decimal {
    use std::fmt;

    use rust_decimal::Decimal;
    use serde::{Deserializer, Serializer, de};

    pub(crate) fn serialize<S: Serializer>(value: &Decimal, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&value.normalize())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Decimal, D::Error> {
        d.deserialize_any(DecimalVisitor)
    }

    struct DecimalVisitor;

    impl de::Visitor<'_> for DecimalVisitor {
        type Value = Decimal;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a decimal string such as \"16.4\", or a whole number")
        }

        fn visit_str<E: de::Error>(self, v: &str) -> Result<Decimal, E> {
            let digits = v.strip_prefix('-').unwrap_or(v);
            // Exponents, separators and signs are spellings that a reader of the file could mistake.
            let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.ends_with(|c: char| c.is_ascii_digit());
            if !plain {
                return Err(E::invalid_value(de::Unexpected::Str(v), &self));
            }
            Decimal::from_str_exact(v).map_err(|_| E::invalid_value(de::Unexpected::Str(v), &self))
        }

        fn visit_i64<E: de::Error>(self, v: i64) -> Result<Decimal, E> {
            Ok(v.into())
        }

        fn visit_u64<E: de::Error>(self, v: u64) -> Result<Decimal, E> {
            Ok(v.into())
        }
    }

    /// `Option<Decimal>` with the same rule.
    pub(crate) mod option {
        use rust_decimal::Decimal;
        use serde::{Deserialize, Deserializer, Serializer};

        pub(crate) fn serialize<S: Serializer>(value: &Option<Decimal>, s: S) -> Result<S::Ok, S::Error> {
            match value {
                Some(value) => super::serialize(value, s),
                None => s.serialize_none(),
            }
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Decimal>, D::Error> {
            #[derive(Deserialize)]
            #[serde(transparent)]
            struct Form(#[serde(with = "super")] Decimal);
            Ok(Option::<Form>::deserialize(d)?.map(|form| form.0))
        }
    }

    /// The schema of a decimal.
    #[cfg(feature = "schema")]
    pub(crate) struct DecimalForm;

    #[cfg(feature = "schema")]
    impl schemars::JsonSchema for DecimalForm {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "Decimal".into()
        }

        fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
            schemars::json_schema!({
                "description": "An exact decimal: a string, or a whole number",
                "type": ["string", "integer"],
                "pattern": r"^-?\d+(\.\d+)?$"
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact() {
        let text = r#"{"bound":"exactly","value":"1640000000","unit":"yuan"}"#;
        let read: Quantity = serde_json::from_str(text).unwrap();
        assert_eq!(read.value, Decimal::from_str_exact("16.4").unwrap() * Decimal::from(100_000_000));
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }

    #[test]
    fn decimals_accepted_and_rejected() {
        let read = |v: &str| serde_json::from_str::<Quantity>(&format!(r#"{{"bound":"exactly","value":{v},"unit":"percent"}}"#));
        for (form, value) in [("\"0.5\"", "0.5"), ("96", "96"), ("\"16.40\"", "16.4")] {
            assert_eq!(read(form).unwrap().value.normalize().to_string(), value);
        }
        for bad in
            ["96.5", "\"1e3\"", "\"1,000\"", "\"\"", "\".5\"", "\"5.\"", "null", "\"99999999999999999999999999999999\"", "\"+5\""]
        {
            let message = read(bad).unwrap_err().to_string();
            assert!(message.contains("decimal string"), "{bad}: {message}");
        }
    }

    #[test]
    fn percent_is_no_percentage_point() {
        assert_ne!("percent".parse::<Unit>(), "percentage_point".parse::<Unit>());
        assert_eq!("other:米".parse::<Unit>().unwrap().to_string(), "other:米");
        assert!("metre".parse::<Unit>().is_err());
        assert!("other:".parse::<Unit>().is_err());
    }
}
