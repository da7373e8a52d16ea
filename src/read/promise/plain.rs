//! Numbers that promise nothing by the characters beside them alone, as most do: numerals inside words, numbers of headings and lists.
//! They are told here before any unit is looked for; [`Sight::plainly_loose`](super::amount::Sight) would say the same of them.

use super::measure::{SPELLINGS, Word};
use crate::read::number::{Form, Number};
use crate::read::unit::Reason;

/// Characters by the lower ten bits of their code points: a set that may hold more than was put in.
struct Sieve([u64; 16]);

impl Sieve {
    const EMPTY: Sieve = Sieve([0; 16]);

    /// With the character of three bytes that each of the words begins with.
    const fn with(mut self, word: &str) -> Sieve {
        if let [0xe0..=0xef, second, third, ..] = word.as_bytes() {
            #[allow(clippy::indexing_slicing)] // Four bits.
            {
                self.0[(*second & 0xf) as usize] |= 1 << (*third & 0x3f);
            }
        }
        self
    }

    const fn of(words: &[&str]) -> Sieve {
        let mut set = Sieve::EMPTY;
        let mut rest = words;
        while let Some((word, before)) = rest.split_last() {
            set = set.with(word);
            rest = before;
        }
        set
    }

    /// Whether the character of three bytes may be in it.
    #[inline]
    fn may_hold(&self, [_, second, third]: [u8; 3]) -> bool {
        self.0.get(usize::from(second & 0xf)).is_some_and(|row| row >> (third & 0x3f) & 1 == 1)
    }
}

/// What makes a closer look worth while behind a numeral: units, signs of lists and ranges, and what begins an ordinal or a name.
static BEHIND: Sieve = {
    let mut set = Sieve::of(&[
        "余", "多", "几", "来", "至", "到", "和", "月", "比", "号", "是", "分", "年", "届", "中", "大", "项", "个", "半",
    ]);
    let mut rest: &[(&str, Word)] = SPELLINGS;
    while let Some(((word, _), before)) = rest.split_last() {
        set = set.with(word);
        rest = before;
    }
    set
};

/// And before it.
static AHEAD: Sieve = Sieve::of(&["第", "清", "其", "初", "高", "大", "＋", "）"]);

/// Whether a character that can be a unit, or join numbers, may stand at the head of a text.
#[inline]
pub(super) fn may_count(rest: &[u8]) -> bool {
    match rest {
        [lead @ 0xe4..=0xe9, second, third, ..] => BEHIND.may_hold([*lead, *second, *third]),
        _ => true,
    }
}

/// Why a number promises nothing, where the characters beside it are enough to tell. No brackets that cite stand in its sentence. With
/// `dated`, where words set a deadline, the numbers that head lists are left out.
pub(super) fn reason(text: &str, number: &Number, dated: bool) -> Option<Reason> {
    let chinese = match number.form {
        Form::Chinese => true,
        Form::Arabic => false,
        _ => return None,
    };
    if number.scale.is_some() {
        return None;
    }
    let bytes = text.as_bytes();
    let (start, end) = (number.range.start, number.range.end);
    match bytes.get(end..)? {
        // （一）, 1., 一、.
        [b'.', ..] if dated && bytes.get(start..end)?.contains(&b'.') => None,
        [b'.', ..] => heads(bytes, start),
        [b')', ..] | [0xef, 0xbc, 0x89, ..] | [0xe3, 0x80, 0x81, ..] if !dated => heads(bytes, start),
        // 一体化, 统一.
        [lead @ 0xe4..=0xe9, second, third, rest @ ..] if chinese && end - start == 3 && !number.vague => {
            if [*lead, *second, *third] == *b"\xe6\x98\xaf" {
                return counts_points(bytes, start);
            }
            if BEHIND.may_hold([*lead, *second, *third]) {
                return None;
            }
            // 一校一品, 一校（园）一案.
            let own = bytes.get(start..end)?;
            if rest.starts_with(own) || rest.starts_with("（".as_bytes()) {
                return None;
            }
            match bytes.get(..start)? {
                [.., a, b, c, lead @ (0xe3..=0xe9 | 0xef), second, third] => {
                    (!AHEAD.may_hold([*lead, *second, *third]) && [*a, *b, *c] != *own).then_some(Reason::Idiom)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// What makes a closer look worth while behind an amount: numbers of documents, lists, grades, congresses.
static BEHIND_AMOUNTS: Sieve = Sieve::of(&["号", "是", "分", "至", "届", "中", "大"]);

/// Whether the characters beside a number tell that nothing stands against it, as long as it is cited nowhere.
pub(super) fn may_be_kept(text: &str, number: &Number) -> bool {
    if !matches!(number.form, Form::Arabic | Form::Chinese) || number.vague {
        return false;
    }
    let bytes = text.as_bytes();
    let (start, end) = (number.range.start, number.range.end);
    // Latin letters, points and spaces are ASCII.
    let Some([before @ .., lead @ 0xe3..=0xef, second, third]) = bytes.get(..start) else { return false };
    if AHEAD.may_hold([*lead, *second, *third]) {
        return false;
    }
    let rest = match bytes.get(end..).unwrap_or_default() {
        [b'%', ..] => return number.form == Form::Arabic,
        rest if rest.starts_with("年级".as_bytes()) => return false,
        [lead @ 0xe4..=0xe9, second, third, rest @ ..] if !BEHIND_AMOUNTS.may_hold([*lead, *second, *third]) => rest,
        _ => return false,
    };
    // 一校一品.
    let own = bytes.get(start..end).unwrap_or_default();
    let paired = || rest.starts_with(own) || rest.starts_with("（".as_bytes()) || before.ends_with(own);
    number.form == Form::Arabic || own.len() > 3 || !paired()
}

/// 一是: a point of a list.
fn counts_points(bytes: &[u8], start: usize) -> Option<Reason> {
    match bytes.get(..start)? {
        [.., 0xe3, 0x80, 0x82] | [.., 0xef, 0xbc, 0x9b | 0x9a | 0x8c] => Some(Reason::Ordinal), // 。；：，
        _ => heads(bytes, start),
    }
}

/// Whether nothing but signs stands before a number in its paragraph.
fn heads(bytes: &[u8], start: usize) -> Option<Reason> {
    let mut head = bytes.get(..start)?;
    loop {
        head = match head {
            [] | [.., b'\n'] => return Some(Reason::HeadingNumber),
            [rest @ .., b' ' | b'(' | b'-'] | [rest @ .., 0xef, 0xbc, 0x88] | [rest @ .., 0xe3, 0x80, 0x80] => rest,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::amount::Sight;
    use super::super::marks::Marks;
    use super::*;
    use crate::read::number::numbers;

    #[test]
    fn told_at_a_glance() {
        for (text, expected) in [
            ("推进城乡一体化发展", Some(Reason::Idiom)),
            ("（三）健全机制", Some(Reason::HeadingNumber)),
            ("前言\n2.健全机制", Some(Reason::HeadingNumber)),
            ("重点有：一是建校", Some(Reason::Ordinal)),
            ("开展一校一品建设", None),
            ("建成两所学校", None),
            ("第一书记", None),
        ] {
            let number = &numbers(text)[0];
            assert_eq!(reason(text, number, false), expected, "{text}");
        }
        assert_eq!(reason("（三）健全机制", &numbers("（三）健全机制")[0], true), None);
    }

    /// Whatever stands beside a number, the short way says nothing that the long one does not.
    #[test]
    fn as_the_long_way_has_it() {
        let ahead = "建 第 清 其 初 高 大 党 每 一 ＋ （ ） 、 ， 。 “ a + . 数 几 校".split(' ');
        let behind =
            "校 所 个 项 号 是 分 分点 年 年级 月 至 至四年级 届 中全会 大 比 余 半 、 ， ） . % 元 a ＋ 校一品 校（园）一"
                .split(' ');
        let (mut told, mut kept) = (0, 0);
        for (ahead, behind) in ahead.flat_map(|ahead| behind.clone().map(move |behind| (ahead, behind))) {
            for (head, own) in
                [("", "一"), ("", "3"), ("甲乙", "一"), ("甲乙", "三"), ("甲乙", "十二"), ("甲乙", "3"), ("甲\n", "2")]
            {
                let text = format!("{head}{ahead}{own}{behind}丙丁。");
                let all = numbers(&text);
                let paragraph = text.find('\n').map_or(0, |at| at + 1)..text.len();
                let sight = Sight {
                    text: &text,
                    numbers: &all,
                    marks: &Marks::default(),
                    sentence: paragraph.clone(),
                    paragraph,
                    window: 0..all.len(),
                    cites: false,
                    floor: Cell::new(0),
                    cycles: &[],
                    behind: &[],
                };
                for (i, number) in all.iter().enumerate() {
                    if let Some(reason) = reason(&text, number, false) {
                        told += 1;
                        let behind = sight.behind(number);
                        assert!(!behind.may_count || behind.listed, "{text}");
                        assert_eq!(sight.loose_by_signs(number).unwrap_or_else(|| sight.unitless(i)), reason, "{text}");
                    }
                    if may_be_kept(&text, number) {
                        kept += 1;
                        assert_eq!(sight.loose_by_signs(number), None, "{text}");
                    }
                }
            }
        }
        assert!(told > 100 && kept > 300, "{told} {kept}");
    }
}
