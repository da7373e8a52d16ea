//! Amounts, dates and words as a reader of a table expects them, in Chinese and English.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::model::{Bound, Due, Force, Frequency, Per, Quantity, Target, Unit};
use crate::vocabulary::{Entry, Lang, Reference, Vocabulary};

/// Writes values in one language with the names of one vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// The vocabulary that names come from.
    pub vocabulary: &'a Vocabulary,
    /// The language.
    pub lang: Lang,
}

impl Labels<'_> {
    fn zh(&self) -> bool {
        self.lang == Lang::Zh
    }

    /// The name of a word of plans in one of the lists of `kinds`.
    pub fn kind<'t>(&'t self, list: &str, word: &'t str) -> &'t str {
        self.vocabulary.kinds.word_label(list, word, self.lang)
    }

    /// An amount: `≥96%`, `2万元/人`, `1–3所`, `+5个百分点/年`; `≥96%`, `CNY 20,000 per person` in English.
    pub fn quantity(&self, quantity: &Quantity) -> String {
        let mut text = self.amount(quantity.bound, quantity.value, quantity.upper, &quantity.unit);
        if let Some(per) = &quantity.per {
            text.push_str(&self.per(per));
        }
        text
    }

    /// A national reference value with its year: `≥90%（2025）`.
    pub fn reference(&self, reference: &Reference) -> String {
        let amount = self.amount(reference.bound, reference.value, reference.upper, &reference.unit);
        match (reference.year, self.zh()) {
            (Some(year), true) => format!("{amount}（{year}）"),
            (Some(year), false) => format!("{amount} ({year})"),
            (None, _) => amount,
        }
    }

    /// A level without a bound, such as a baseline.
    pub(crate) fn level(&self, value: Decimal, unit: &Unit) -> String {
        // A percentage that changes by points stands at a percentage.
        let unit = if *unit == Unit::PercentagePoint { &Unit::Percent } else { unit };
        self.amount(Bound::Exactly, value, None, unit)
    }

    fn amount(&self, bound: Bound, value: Decimal, upper: Option<Decimal>, unit: &Unit) -> String {
        let sign = bound.sign();
        match unit {
            Unit::Yuan => {
                let upper = upper.map(|u| format!("–{}", self.money(u))).unwrap_or_default();
                match self.zh() {
                    true => format!("{sign}{}{upper}元", self.money(value)),
                    false => format!("{sign}CNY {}{upper}", self.money(value)),
                }
            }
            Unit::TimeOfDay => {
                let upper = upper.map(|u| format!("–{}", clock(u))).unwrap_or_default();
                format!("{sign}{}{upper}", clock(value))
            }
            Unit::Ratio => {
                let one = |v: Decimal| {
                    // A whole number is a share of one to many (1:10), a fraction a multiple (1.1 times).
                    if v.fract().is_zero() && v > Decimal::ONE {
                        format!("1:{}", v.normalize())
                    } else {
                        format!("{}×", v.normalize())
                    }
                };
                let upper = upper.map(|u| format!("–{}", one(u))).unwrap_or_default();
                format!("{sign}{}{upper}", one(value))
            }
            unit => {
                let upper = upper.map(|u| format!("–{}", self.number(u))).unwrap_or_default();
                format!("{sign}{}{upper}{}", self.number(value), self.unit(unit))
            }
        }
    }

    /// The unit behind a number.
    fn unit(&self, unit: &Unit) -> String {
        if let Unit::Other(word) = unit {
            return match self.zh() {
                true => word.to_string(),
                false => format!(" {word}"),
            };
        }
        let word = unit.to_string();
        let term = self.vocabulary.units.word("unit", &word);
        let symbol = term.and_then(|t| t.symbol.as_deref()).unwrap_or(&word);
        match (self.zh(), unit) {
            (_, Unit::Percent) | (true, _) => symbol.to_owned(),
            (false, _) => format!(" {}", term.map_or(word.as_str(), |t| t.name(Lang::En)).to_lowercase()),
        }
    }

    fn per(&self, per: &Per) -> String {
        let word = match per {
            Per::Other(word) => word.to_string(),
            known => known.to_string(),
        };
        let term = self.vocabulary.units.word("per", &word);
        match self.zh() {
            true => {
                let symbol = term.and_then(|t| t.symbol.as_deref()).unwrap_or(&word);
                let each = symbol.strip_prefix('每').unwrap_or(symbol);
                format!("/{}", each.trim_start_matches(['名', '个']))
            }
            false => format!(" per {}", word.replace('_', " ")),
        }
    }

    fn number(&self, value: Decimal) -> String {
        let tens = Decimal::from(10_000);
        if self.zh() && value >= tens && (value / tens).normalize().scale() <= 2 {
            return format!("{}万", (value / tens).normalize());
        }
        if self.zh() { value.normalize().to_string() } else { grouped(value) }
    }

    fn money(&self, value: Decimal) -> String {
        let hundred_millions = Decimal::from(100_000_000);
        if self.zh() && value >= hundred_millions {
            return format!("{}亿", (value / hundred_millions).normalize());
        }
        self.number(value)
    }

    /// How often: `每年`, `every 3 years`.
    pub fn frequency(&self, frequency: Frequency) -> String {
        let word = frequency.to_string();
        match (self.vocabulary.units.word("frequency", &word), frequency) {
            (Some(term), _) => term.name(self.lang).to_owned(),
            (None, Frequency::Cycle(years)) => match self.zh() {
                true => format!("每{years}年"),
                false => format!("every {years} years"),
            },
            (None, _) => word,
        }
    }

    /// By when: `2025年`, `2024年6月`, `2025`.
    pub fn due(&self, due: Due) -> String {
        match (due, self.zh()) {
            (Due::Year(y), true) => format!("{y}年"),
            (Due::Month(y, m), true) => format!("{y}年{m}月"),
            (Due::Day(d), true) => format!("{}年{}月{}日", d.year(), d.month(), d.day()),
            (due, false) => due.to_string(),
        }
    }

    /// The name of a force.
    pub fn force(&self, force: Force) -> &str {
        self.vocabulary.forces.label(force.as_str(), self.lang)
    }

    /// A promise in one line, without its subject: amount, frequency, due date. A promise without a number is a tick.
    pub fn promise(&self, target: &Target) -> String {
        let mut parts = vec![target.quantity.as_ref().map_or_else(|| "✓".to_owned(), |q| self.quantity(q))];
        parts.extend(target.frequency.map(|f| self.frequency(f)));
        parts.extend(target.due.map(|d| match self.zh() {
            true => format!("{}前", self.due(d)),
            false => format!("by {}", self.due(d)),
        }));
        parts.join(" · ")
    }
}

/// 20.5 → 20:30.
fn clock(hours: Decimal) -> String {
    let minutes = ((hours - hours.trunc()) * Decimal::from(60)).round();
    format!("{}:{:0>2}", hours.trunc().normalize(), minutes.normalize().to_string())
}

/// 4200000 → 4,200,000.
fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(lang: Lang) -> Labels<'static> {
        Labels { vocabulary: Vocabulary::standard(), lang }
    }

    #[test]
    fn amounts_read_as_in_the_trade() {
        let dec = |s: &str| Decimal::from_str_exact(s).unwrap();
        let cases = [
            (Quantity::new(Bound::AtLeast, 96, Unit::Percent), "≥96%", "≥96%"),
            (Quantity::new(Bound::Exactly, 420_000_000, Unit::Yuan), "4.2亿元", "CNY 420,000,000"),
            (Quantity::new(Bound::Exactly, 20_000, Unit::Yuan).per(Per::Person), "2万元/人", "CNY 20,000 per person"),
            (Quantity::between(10_000, 100_000, Unit::Yuan), "1万–10万元", "CNY 10,000–100,000"),
            (Quantity::new(Bound::Exactly, 3000, Unit::Yuan), "3000元", "CNY 3,000"),
            (Quantity::new(Bound::RiseBy, 5, Unit::PercentagePoint), "+5个百分点", "+5 percentage point"),
            (Quantity::new(Bound::MoreThan, 7500, Unit::Place), ">7500个学位", ">7,500 place"),
            (Quantity::new(Bound::AtMost, dec("20.5"), Unit::TimeOfDay), "≤20:30", "≤20:30"),
            (Quantity::new(Bound::Exactly, 10, Unit::Ratio), "1:10", "1:10"),
            (Quantity::new(Bound::AtMost, dec("1.1"), Unit::Ratio), "≤1.1×", "≤1.1×"),
            (Quantity::new(Bound::Exactly, 200, Unit::Other("米".into())), "200米", "200 米"),
        ];
        for (quantity, zh, en) in cases {
            assert_eq!(labels(Lang::Zh).quantity(&quantity), zh);
            assert_eq!(labels(Lang::En).quantity(&quantity), en);
        }
    }
}
