//! Scales, ticks and text widths: the arithmetic of drawings. Lengths are pixels of the drawing; exact figures become floats only here.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A straight map from values to lengths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Values from `low` to `high` onto lengths from `from` to `to`.
    pub(super) fn new(low: f64, high: f64, from: f64, to: f64) -> Self {
        Self { low, high, from, to }
    }

    /// A scale whose ends are round numbers and hold all values; at least a fortieth of the way stays free on either side.
    pub(super) fn around(values: &[f64], from: f64, to: f64) -> (Self, Vec<f64>) {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if !(low.is_finite() && high.is_finite()) {
            return (Self::new(0.0, 1.0, from, to), Vec::new());
        }
        let reach = if high > low { high - low } else { low.abs().max(1.0) * 0.2 };
        let (low, high) = (low - reach / 40.0, high + reach / 40.0);
        let step = step((high - low) / 2.0);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let scale = Self::new(first * step, last * step, from, to);
        let mut ticks = Vec::new();
        let mut tick = first;
        while tick <= last && ticks.len() < 12 {
            ticks.push(tick * step);
            tick += 1.0;
        }
        (scale, ticks)
    }

    /// Where a value lies.
    pub(super) fn at(self, value: f64) -> f64 {
        if self.high <= self.low {
            return self.from;
        }
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }
}

/// The next of 1, 2, 5, 10, 20, 50 … that is not below.
fn step(wanted: f64) -> f64 {
    let power = 10_f64.powf(wanted.log10().floor());
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| factor * power >= wanted * 0.999).unwrap_or(10.0);
    factor * power
}

/// A tick as a short text: no float noise, and ten thousands as `万` or `k`.
pub(super) fn tick(value: f64, zh: bool) -> String {
    let rounded = |value: f64| {
        let text = format!("{value:.3}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let large = |unit: f64, sign: &str| format!("{}{sign}", rounded(value / unit));
    match (value.abs(), zh) {
        (size, true) if size >= 1e8 => large(1e8, "亿"),
        (size, true) if size >= 1e4 => large(1e4, "万"),
        (size, false) if size >= 1e6 => large(1e6, "m"),
        (size, false) if size >= 1e4 => large(1e3, "k"),
        _ => rounded(value),
    }
}

/// A figure as a length.
pub(super) fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

/// A count as a length.
pub(super) fn length(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// How wide a text is about, at a size of letters: Chinese takes a square, Latin a little more than half of one.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| advance(c) * size).sum()
}

fn advance(c: char) -> f64 {
    match c {
        '\u{2e80}'.. => 1.0,
        'A'..='Z' | '%' | '≥' | '≤' | 'm' | 'w' => 0.72,
        _ => 0.56,
    }
}

/// The text, cut with `…` where it is wider than `limit`.
pub(super) fn fitted(text: &str, size: f64, limit: f64) -> String {
    if width(text, size) <= limit {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = size;
    for c in text.chars() {
        used += advance(c) * size;
        if used > limit {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// The text in lines no wider than `limit`, at most `lines`: Latin breaks at spaces, Chinese anywhere; what is left over is cut.
pub(super) fn wrapped(text: &str, size: f64, limit: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut rest = text.trim();
    while !rest.is_empty() && out.len() + 1 < lines {
        if width(rest, size) <= limit {
            break;
        }
        let (mut used, mut end, mut space) = (0.0, 0, None);
        for (at, c) in rest.char_indices() {
            used += advance(c) * size;
            if used > limit {
                break;
            }
            end = at + c.len_utf8();
            if c == ' ' {
                space = Some(at);
            }
        }
        let latin = rest.get(..end).is_some_and(|part| part.is_ascii());
        let whole = rest.get(end..).is_none_or(|others| others.starts_with(' '));
        let end = if latin && !whole { space.unwrap_or(end) } else { end };
        let Some((part, others)) = rest.split_at_checked(end).filter(|(part, _)| !part.is_empty()) else { break };
        line.push_str(part.trim_end());
        out.push(std::mem::take(&mut line));
        rest = others.trim_start();
    }
    if !rest.is_empty() {
        out.push(fitted(rest, size, limit));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_the_values() {
        let (scale, ticks) = Scale::around(&[85.0, 96.0, 98.5], 0.0, 100.0);
        assert_eq!(ticks, [80.0, 90.0, 100.0]);
        assert_eq!((scale.at(80.0), scale.at(90.0), scale.at(100.0)), (0.0, 50.0, 100.0));
        let (scale, ticks) = Scale::around(&[50.0], 0.0, 100.0);
        assert!(ticks.len() >= 2 && (0.0..=100.0).contains(&scale.at(50.0)), "{ticks:?}");
        assert!(Scale::around(&[], 0.0, 1.0).1.is_empty());
    }

    #[test]
    fn ticks_are_short() {
        assert_eq!(tick(0.30000000000000004, true), "0.3");
        assert_eq!((tick(420_000_000.0, true), tick(15_000.0, false)), ("4.2亿".to_owned(), "15k".to_owned()));
    }

    #[test]
    fn long_names_are_broken_and_cut() {
        assert_eq!(wrapped("Gross enrolment rate in preschool", 10.0, 120.0, 2), ["Gross enrolment rate", "in preschool"]);
        assert_eq!(wrapped("义务教育学校标准化达标率", 10.0, 60.0, 2), ["义务教育学校", "标准化达标率"]);
        assert_eq!(wrapped("义务教育学校标准化达标率", 10.0, 40.0, 2), ["义务教育", "学校标…"]);
        assert_eq!(fitted("学校", 10.0, 20.0), "学校");
    }
}
