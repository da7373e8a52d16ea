//! Chinese numerals: what a character is among them, and the value of a run.

use rust_decimal::Decimal;

use super::number::Form;

/// What a character is among the numerals: its value up to nine, a rank of [`TEN`] and above, or [`NO_RANK`].
#[inline]
pub(super) fn rank(c: char) -> u8 {
    match RANKS.get(c as usize & 0xff) {
        Some((own, rank)) if u32::from(*own) == c as u32 => *rank,
        // Its place is that of 万.
        _ if c == '〇' => 0,
        _ => NO_RANK,
    }
}

pub(super) const TEN: u8 = 10;
const WAN: u8 = 13;
pub(super) const YI: u8 = 14;
pub(super) const NO_RANK: u8 = 255;

/// The numerals with their ranks, by the lower byte of their code points, which tells them apart.
static RANKS: [(u16, u8); 256] = {
    let ranks = [
        ('零', 0),
        ('一', 1),
        ('壹', 1),
        ('二', 2),
        ('两', 2),
        ('贰', 2),
        ('三', 3),
        ('叁', 3),
        ('四', 4),
        ('肆', 4),
        ('五', 5),
        ('伍', 5),
        ('六', 6),
        ('陆', 6),
        ('七', 7),
        ('柒', 7),
        ('八', 8),
        ('捌', 8),
        ('九', 9),
        ('玖', 9),
        ('十', TEN),
        ('拾', TEN),
        ('百', 11),
        ('佰', 11),
        ('千', 12),
        ('仟', 12),
        ('万', WAN),
        ('亿', YI),
        ('廿', 15),
        ('卅', 16),
    ];
    let mut table = [(0, NO_RANK); 256];
    let mut i = 0;
    while i < ranks.len() {
        #[allow(clippy::indexing_slicing)] // Below the length, and a byte.
        {
            let (c, rank) = ranks[i];
            let place = &mut table[c as usize & 0xff];
            assert!(place.1 == NO_RANK, "two numerals at one place");
            *place = (c as u16, rank);
        }
        i += 1;
    }
    table
};

pub(super) fn digit(c: char) -> Option<u32> {
    Some(u32::from(rank(c))).filter(|value| *value <= 9)
}

pub(super) fn factor(c: char) -> Option<u64> {
    match rank(c) {
        TEN => Some(10),
        11 => Some(100),
        12 => Some(1000),
        _ => None,
    }
}

pub(super) fn big(c: char) -> Option<u64> {
    match rank(c) {
        WAN => Some(10_000),
        YI => Some(100_000_000),
        _ => None,
    }
}

pub(super) fn is_numeral(c: char) -> bool {
    rank(c) != NO_RANK
}

/// What a run of numerals tells; see [`Number`](super::number::Number).
pub(super) struct Run {
    pub value: Decimal,
    pub upper: Option<Decimal>,
    pub form: Form,
    pub vague: bool,
}

impl Run {
    fn of(value: u32) -> Run {
        Run { value: Decimal::from(value), upper: None, form: Form::Chinese, vague: false }
    }
}

/// The value of a numeral that stands alone.
fn single(c: char) -> u32 {
    match c {
        '廿' => 20,
        '卅' => 30,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => digit(c).or_else(|| factor(c).map(|f| f as u32)).unwrap_or(0),
    }
}

/// The value of a run of numerals.
pub(super) fn read_run(run: &str) -> Run {
    let plain =
        |value: Option<Decimal>, form| Run { value: value.unwrap_or_default(), upper: None, form, vague: value.is_none() };
    let mut chars = run.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Run::of(single(only));
    }
    let chars: Vec<char> = run.chars().collect();
    if let ['十', x, '五'] = chars.as_slice()
        && let Some(n @ 1..=9) = digit(*x)
    {
        return plain(Some(Decimal::from(10 + n)), Form::FiveYearPlan);
    }
    let digits: Vec<u32> = chars.iter().filter_map(|c| digit(*c)).collect();
    if digits.len() == chars.len() && digits.len() > 1 {
        if let [a, b] = digits.as_slice()
            && *a >= 1
            && (*b == a + 1 || (*a, *b) == (3, 5))
        {
            return Run { value: (*a).into(), upper: Some((*b).into()), form: Form::Chinese, vague: false };
        }
        let spelt: String = digits.iter().filter_map(|d| char::from_digit(*d, 10)).collect();
        return plain(Decimal::from_str_exact(&spelt).ok(), Form::Digits);
    }
    // 三四十, 十五六: two digits side by side among factors.
    for (i, pair) in chars.windows(2).enumerate() {
        if let [a, b] = pair
            && let (Some(x), Some(y)) = (digit(*a), digit(*b))
            && x >= 1
            && y == x + 1
        {
            let without = |skip: usize| chars.iter().enumerate().filter(|(j, _)| *j != skip).map(|(_, c)| *c).collect::<Vec<_>>();
            let (low, high) = (standard(&without(i + 1)), standard(&without(i)));
            return Run { value: low.unwrap_or_default(), upper: high, form: Form::Chinese, vague: low.is_none() };
        }
    }
    plain(standard(&chars), Form::Chinese)
}

/// A numeral by the rules; none if it overflows or two digits stand side by side.
fn standard(chars: &[char]) -> Option<Decimal> {
    let (mut total, mut section, mut current): (u64, u64, Option<u64>) = (0, 0, None);
    for &c in chars {
        if let Some(d) = digit(c) {
            if current.is_some_and(|was| was != 0) {
                return None;
            }
            current = Some(u64::from(d));
        } else if let Some(f) = factor(c) {
            section = section.checked_add(current.filter(|d| *d > 0).unwrap_or(1).checked_mul(f)?)?;
            current = None;
        } else if let Some(b) = big(c) {
            let head = section.checked_add(current.unwrap_or(0))?;
            let head = if head == 0 && total == 0 { 1 } else { head };
            // 一万亿: 亿 lifts all that stands before it.
            total = if b > 10_000 && head == 0 { total.checked_mul(b)? } else { total.checked_add(head.checked_mul(b)?)? };
            (section, current) = (0, None);
        } else if let 20 | 30 = match c {
            '廿' => 20,
            '卅' => 30,
            _ => 0,
        } {
            section = section.checked_add(if c == '廿' { 20 } else { 30 })?;
            current = None;
        }
    }
    Some(Decimal::from(total.checked_add(section)?.checked_add(current.unwrap_or(0))?))
}
