//! Every number of a text: Arabic digits and Chinese numerals, also those inside words (统一, 一体化), each with its value.

use std::ops::Range;

use rust_decimal::Decimal;

use super::chars::ideograph;
use super::numeral::{NO_RANK, TEN, YI, big, digit, factor, is_numeral, rank, read_run};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// 96, 4.2亿, 1,200.
    Arabic,
    /// 一百二十三, 两, 廿.
    Chinese,
    /// 百分之九十, 三分之一, 5‰: the value is in per cent.
    Fraction,
    /// 十四五: the value is the number of the five-year plan.
    FiveYearPlan,
    /// 二〇二五: digits one by one.
    Digits,
}

/// A number of the text.
///
/// | written | value |
/// |---|---|
/// | `1,200`, `4.2亿`, `10余万`, `3千` | 1200, 420000000, 100000 (`more`), 3000 |
/// | `一百二十三`, `两`, `百` before a word, `廿` | 123, 2, 100, 20 |
/// | `三分之一`, `百分之九十`, `百分之95`, `5‰` | 33.33, 90, 95, 0.5 per cent |
/// | `二〇二五`, `十四五` | 2025, the fourteenth plan |
/// | `两三`, `三四十` | 2 to 3, 30 to 40 (`upper`) |
/// | `数十`, `几百` | 10, 100 (`vague`): the value cannot be told |
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub range: Range<usize>,
    pub value: Decimal,
    /// The upper end of 两三, 三四十.
    pub upper: Option<Decimal>,
    pub form: Form,
    /// 余 or 多 stands inside: 10余万.
    pub more: bool,
    /// The value is not to be relied on: 数十, a run that is no numeral.
    pub vague: bool,
    /// The last factor, if it is 万 or 亿: in 1-10万 it holds for both ends.
    pub scale: Option<char>,
}

/// The characters that numbers can begin with.
pub(crate) fn begins_number() -> impl Iterator<Item = char> {
    let set = |c: &char| NUMERALS.get(*c as usize >> 6).is_some_and(|word| word >> (*c as usize & 63) & 1 == 1);
    ('0'..='9').chain(('\u{3000}'..='\u{9fff}').filter(set))
}

/// As [`numbers`], where the places are known at which numbers can begin, into `out`.
pub(crate) fn numbers_at(text: &str, places: &[usize], out: &mut Vec<Number>) {
    let mut free = 0;
    for at in places.iter().copied() {
        if at < free {
            continue;
        }
        let number = match text.as_bytes().get(at..).unwrap_or_default() {
            [b'0'..=b'9', ..] => Some(arabic(text, at)),
            rest if rest.starts_with("半".as_bytes()) => half(text, at),
            _ => Some(chinese(text, at)),
        };
        if let Some(number) = number {
            free = number.range.end;
            out.push(number);
        }
    }
}

/// Every number of `text` in order, without overlaps.
pub(crate) fn numbers(text: &str) -> Vec<Number> {
    let mut out: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(number) = next_number(text, at) {
        at = number.range.end.max(at + 1);
        out.push(number);
    }
    out
}

/// The first number of `text` that begins at `at` or behind it.
pub(crate) fn next_number(text: &str, mut at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    loop {
        // Most characters take three bytes and begin no number.
        let mut numeral = None;
        while let Some([lead @ 0xe0..=0xef, second, third]) = bytes.get(at..at + 3) {
            let code = (usize::from(lead & 0x0f) << 12) | (usize::from(second & 0x3f) << 6) | usize::from(third & 0x3f);
            if NUMERALS.get(code >> 6).is_some_and(|word| word >> (code & 63) & 1 == 1) {
                numeral = Some(code);
                break;
            }
            at += 3;
        }
        let number = match (numeral, bytes.get(at)?) {
            (Some(code), _) if code == '半' as usize => half(text, at),
            (Some(_), _) => Some(chinese(text, at)),
            (None, b'0'..=b'9') => Some(arabic(text, at)),
            (None, _) => None,
        };
        if number.is_some() {
            return number;
        }
        at += if numeral.is_some() { 3 } else { 1 };
    }
}

/// The characters that can begin a number, one bit for each code point of three bytes.
static NUMERALS: [u64; 1024] = bits(&[
    '零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '廿', '卅', '壹', '贰',
    '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟', '半',
]);

/// A bit for each of `chars`, by code point; those beyond 0xffff are left out.
pub(crate) const fn bits(chars: &[char]) -> [u64; 1024] {
    let mut table = [0; 1024];
    let mut i = 0;
    while i < chars.len() {
        #[allow(clippy::indexing_slicing)] // `i` is below the length, and a compile-time panic is no panic.
        let code = chars[i] as usize;
        if code < 0x1_0000 {
            #[allow(clippy::indexing_slicing)]
            {
                table[code >> 6] |= 1 << (code & 63);
            }
        }
        i += 1;
    }
    table
}

/// 半 before a measure of time, and 半数: 半年, 半天. 上半年 and 每半年 are dates and rates, not amounts.
fn half(text: &str, at: usize) -> Option<Number> {
    let end = at + '半'.len_utf8();
    let rest = text.get(end..)?;
    let prior = text.get(..at)?.chars().next_back();
    let share = rest.starts_with('数') && !rest.starts_with("数字");
    let time = ["年", "天", "小时", "个月", "学期", "个学期"].iter().any(|unit| rest.starts_with(unit));
    if !(share || time) || prior.is_some_and(|c| "上下大每多前后年点个".contains(c)) {
        return None;
    }
    let (value, form, end) = if share {
        (Decimal::from(50), Form::Fraction, end + '数'.len_utf8())
    } else {
        (Decimal::new(5, 1), Form::Chinese, end)
    };
    Some(Number { range: at..end, value, upper: None, form, more: false, vague: false, scale: None })
}

/// Digits from `at`, with separators, decimals, and factors behind them.
fn arabic(text: &str, at: usize) -> Number {
    let bytes = text.as_bytes();
    let (mut end, mut whole) = (at, 0);
    while let Some(digit @ b'0'..=b'9') = bytes.get(end).filter(|_| end - at < 18) {
        whole = whole * 10 + i64::from(digit - b'0');
        end += 1;
    }
    // Few have more than digits.
    let goes_on = matches!(bytes.get(end), Some(b'0'..=b'9' | b',' | b'.'));
    let (end, parsed) = if goes_on { parted(text, at) } else { (end, Some(Decimal::from(whole))) };
    let mut number = Number {
        range: at..end,
        value: parsed.unwrap_or_default(),
        upper: None,
        form: Form::Arabic,
        more: false,
        vague: parsed.is_none(),
        scale: None,
    };
    factors(text, &mut number);
    number
}

/// Where digits with separators and decimals end, and their value.
#[inline(never)]
fn parted(text: &str, at: usize) -> (usize, Option<Decimal>) {
    let bytes = text.as_bytes();
    let is_digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let run = |mut i: usize| {
        while is_digit(i) {
            i += 1;
        }
        i
    };
    let mut end = run(at);
    // 12,300: groups of three only, so that a list 1,2,3 stays a list.
    if end - at <= 3 {
        while bytes.get(end) == Some(&b',') && run(end + 1) == end + 4 {
            end += 4;
        }
    }
    let whole = end;
    if bytes.get(end) == Some(&b'.') && is_digit(end + 1) && !is_heading_dot(text, at, end) {
        end = run(end + 1);
    }
    (end, decimal(text.get(at..end).unwrap_or_default(), end - (whole + 1).min(end)))
}

/// The value of digits with commas between thousands and `places` of them behind a point.
fn decimal(written: &str, places: usize) -> Option<Decimal> {
    let digits = || written.bytes().filter(u8::is_ascii_digit);
    if written.len() <= 18 {
        let value = digits().fold(0, |value: i64, digit| value * 10 + i64::from(digit - b'0'));
        return Some(Decimal::new(value, places as u32));
    }
    Decimal::from_str_exact(&written.replace(',', "")).ok()
}

/// 1.2025年…: a heading number glued to a year, not a decimal.
fn is_heading_dot(text: &str, at: usize, dot: usize) -> bool {
    let after = text.get(dot + 1..).unwrap_or_default();
    let run = after.bytes().take_while(u8::is_ascii_digit).count();
    run == 4
        && after.get(run..).unwrap_or_default().trim_start().starts_with('年')
        && dot - at <= 2
        && text.get(..at).unwrap_or_default().trim_end_matches(' ').chars().next_back().is_none_or(|c| c == '\n' || c == '。')
}

/// 余, 多, ‰ and 十百千万亿 behind digits: 10余万, 5‰, 3千, 4.2亿, 5 万.
fn factors(text: &str, number: &mut Number) {
    loop {
        let rest = text.get(number.range.end..).unwrap_or_default();
        // No factor, no space: nothing of a number.
        match ideograph(rest.as_bytes()) {
            Some(c) if matches!(c, '余' | '多') || (TEN..=YI).contains(&rank(c)) => {}
            Some(c @ '‰') => {
                number.value /= Decimal::TEN;
                number.form = Form::Fraction;
                number.range.end += c.len_utf8();
                return;
            }
            None if rest.as_bytes().first() == Some(&b' ') => {}
            _ => return,
        }
        let trimmed = rest.trim_start_matches(' ');
        let mut skip = rest.len() - trimmed.len();
        let mut chars = trimmed.chars();
        let mut more = false;
        let mut next = chars.next();
        if let Some(c @ ('余' | '多')) = next {
            more = true;
            skip += c.len_utf8();
            next = chars.next();
        }
        let Some(c) = next else { return };
        let scale = big(c).or_else(|| factor(c));
        let Some(scale) = scale else { return };
        // 万 before some words begins a word of its own.
        if chars
            .next()
            .is_some_and(|after| matches!((c, after), ('万', '众' | '物' | '家' | '千') | ('千', '克' | '瓦' | '米' | '兆')))
        {
            return;
        }
        let Some(value) = number.value.checked_mul(Decimal::from(scale)) else {
            number.vague = true;
            return;
        };
        number.value = value;
        number.more |= more;
        number.scale = big(c).map(|_| c);
        number.range.end += skip + c.len_utf8();
    }
}

/// The bytes at the head of a text that are numerals, 64 of them at most.
fn run_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    // All but 半 of the characters that can begin a number.
    while let Some([lead @ 0xe0..=0xef, second, third]) = bytes.get(at..at + 3).filter(|_| at < 3 * 64) {
        let code = (usize::from(lead & 0x0f) << 12) | (usize::from(second & 0x3f) << 6) | usize::from(third & 0x3f);
        if code == '半' as usize || NUMERALS.get(code >> 6).is_none_or(|word| word >> (code & 63) & 1 == 0) {
            break;
        }
        at += 3;
    }
    at
}

/// The value of a digit at `at` behind which nothing of a number stands: most numerals are parts of words.
#[inline]
fn alone(text: &str, at: usize) -> Option<u32> {
    let bytes = text.as_bytes().get(at..)?;
    let value = digit(ideograph(bytes)?)?;
    let goes_on =
        ideograph(bytes.get(3..)?).is_some_and(|next| rank(next) != NO_RANK || matches!(next, '半' | '分' | '点' | '余' | '多'));
    (!goes_on).then_some(value)
}

/// A run of Chinese numerals from `at`, with 分之 and 点.
#[inline]
fn chinese(text: &str, at: usize) -> Number {
    match alone(text, at) {
        Some(value) => {
            let value = Decimal::from(value);
            Number { range: at..at + 3, value, upper: None, form: Form::Chinese, more: false, vague: false, scale: None }
        }
        None => numeral(text, at),
    }
}

#[inline(never)]
fn numeral(text: &str, at: usize) -> Number {
    let rest = text.get(at..).unwrap_or_default();
    let mut end = at + run_len(rest);
    let run = text.get(at..end).unwrap_or_default();
    let first = run.chars().next().unwrap_or_default();
    let reading = read_run(run);
    let mut number = Number {
        range: at..end,
        value: reading.value,
        upper: reading.upper,
        form: reading.form,
        more: false,
        vague: reading.vague,
        scale: run.chars().next_back().filter(|c| big(*c).is_some()),
    };
    if matches!(first, '十' | '百' | '千' | '万' | '亿') && text.get(..at).unwrap_or_default().ends_with(['数', '几', '上', '成'])
    {
        number.vague = true;
    }
    let tail = text.get(end..).unwrap_or_default();
    if !matches!(tail.chars().next(), Some('半' | '分' | '点' | '余' | '多')) {
        return number;
    }
    if run == "一" && tail.starts_with('半') && !tail.starts_with("半学") {
        number.value = Decimal::from(50);
        number.form = Form::Fraction;
        number.range.end += '半'.len_utf8();
        return number;
    }
    if let Some(share) = tail.strip_prefix("分之") {
        let start = end + "分之".len();
        let part = match share.chars().next() {
            Some(c) if c.is_ascii_digit() => Some(arabic(text, start)),
            Some(c) if is_numeral(c) => Some(chinese_decimal(text, start)),
            _ => None,
        };
        if let Some(part) = part {
            let percent = part.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(number.value));
            number.vague |= part.vague || percent.is_none();
            number.value = percent.unwrap_or_default().round_dp(2).normalize();
            number.upper = None;
            number.form = Form::Fraction;
            number.range.end = part.range.end;
            return number;
        }
    }
    // 零点五个百分点, but not 六点半 or 三点要求.
    if tail.starts_with('点') && number.form == Form::Chinese {
        let decimal = chinese_decimal(text, at);
        let after = text.get(decimal.range.end..).unwrap_or_default();
        if decimal.range.end > end && after.starts_with(['个', '倍', '万', '亿', '%']) {
            end = decimal.range.end;
            number.value = decimal.value;
            number.range.end = end;
            number.vague = decimal.vague;
            // 六点八亿.
            factors(text, &mut number);
            return number;
        }
    }
    // 一百余万, 十多万: the factor behind 余.
    if number.form == Form::Chinese && !number.vague && text.get(number.range.end..).unwrap_or_default().starts_with(['余', '多'])
    {
        let mut scaled = number.clone();
        factors(text, &mut scaled);
        return scaled;
    }
    number
}

/// 九十五点五 from `at`.
fn chinese_decimal(text: &str, at: usize) -> Number {
    let rest = text.get(at..).unwrap_or_default();
    let len = run_len(rest);
    let reading = read_run(rest.get(..len).unwrap_or_default());
    let mut number = Number {
        range: at..at + len,
        value: reading.value,
        upper: None,
        form: Form::Chinese,
        more: false,
        vague: reading.vague,
        scale: None,
    };
    if let Some(places) = rest.get(len..).unwrap_or_default().strip_prefix('点') {
        let digits: String = places.chars().map_while(digit).take(9).filter_map(|d| char::from_digit(d, 10)).collect();
        if !digits.is_empty() {
            number.range.end += '点'.len_utf8() + 3 * digits.len();
            let fraction = Decimal::from_str_exact(&format!("0.{digits}")).unwrap_or_default();
            number.value = number.value.checked_add(fraction).unwrap_or(number.value);
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, String)> {
        numbers(text).iter().map(|n| (text[n.range.clone()].to_owned(), n.value.normalize().to_string())).collect()
    }

    #[test]
    fn values() {
        for (text, value) in [
            ("96%", "96"),
            ("1,200名", "1200"),
            ("4.2亿元", "420000000"),
            ("5 万平方米", "50000"),
            ("10余万册", "100000"),
            ("3千人", "3000"),
            ("一百二十三", "123"),
            ("一千零五", "1005"),
            ("十", "10"),
            ("三万五千", "35000"),
            ("百分之九十五点五", "95.5"),
            ("百分之95", "95"),
            ("百分之百", "100"),
            ("三分之一", "33.33"),
            ("五分之四", "80"),
            ("千分之五", "0.5"),
            ("2.5‰", "0.25"),
            ("二〇二五年", "2025"),
            ("廿五", "25"),
            ("零点五个百分点", "0.5"),
            ("六点八亿元", "680000000"),
            ("十四五", "14"),
            ("一万亿", "1000000000000"),
        ] {
            assert_eq!(all(text).first().map(|n| n.1.as_str()), Some(value), "{text}");
        }
    }

    #[test]
    fn nothing_is_lost() {
        assert_eq!(
            all("统一思想，一体化推进“1+X”试点，IPv6和2.0版").iter().map(|n| n.0.as_str()).collect::<Vec<_>>(),
            ["一", "一", "1", "6", "2.0"]
        );
        assert_eq!(all("1.2024年建成2所").iter().map(|n| n.0.as_str()).collect::<Vec<_>>(), ["1", "2024", "2"]);
        assert_eq!(all("六点半").len(), 1);
        assert!(numbers("数百名").iter().all(|n| n.vague));
        assert!(numbers("99999999999999999999999999999999亿").iter().all(|n| n.vague));
    }

    #[test]
    fn two_digits_side_by_side_are_a_range() {
        let n = &numbers("两三个")[0];
        assert_eq!((n.value, n.upper), (2.into(), Some(3.into())));
        let n = &numbers("三四十人")[0];
        assert_eq!((n.value, n.upper), (30.into(), Some(40.into())));
    }
}
