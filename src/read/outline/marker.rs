//! The numbers that headings begin with.
//!
//! | level of GB/T 9704 or usage | accepted | rejected |
//! |---|---|---|
//! | parts, chapters, sections, articles | `第一部分`, `第二编`, `第三章`, `第一节`, `第十二条` | `第一个`, `第三方` |
//! | first | `一、` `一.` `一 ` | `一是`, `一般`, `一、二年级` |
//! | second | `（一）` `（一）、` `一）` | `（一期）` |
//! | third | `1.` `1、` `01.` | `1.5`, `2.0`, `2023.`, `1、2号楼` |
//! | third, below a third | `1.1` `1.1.1` | `1.1万` |
//! | fourth | `（1）` `1）` | `（2021）` |
//! | fifth | `①` | |
//! | in a section without headings | `一是` `二是` | `一是`, `二是` inside a paragraph |

use std::borrow::Cow;

use crate::read::chars::han_number;

/// The kinds of heading numbers, from the highest down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Part,
    Chapter,
    Section,
    Article,
    /// 一、
    Han,
    /// （一）
    Bracketed,
    /// 1.
    Number,
    /// 1.1: so many dots.
    Dotted(u8),
    /// （1）
    BracketedNumber,
    /// ①
    Circled,
    /// 一是
    Ordinal,
}

/// A heading number at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub kind: Kind,
    pub value: u32,
    /// Bytes of the part that goes into the path; none of a damaged number.
    pub label: usize,
    /// Bytes of the number with the mark behind it.
    pub len: usize,
}

/// The heading number that `text` begins with.
#[inline]
pub(crate) fn marker(text: &str) -> Option<Marker> {
    if begins_number(text.as_bytes()) { read(text) } else { None }
}

/// Whether a heading number may stand there, by the first bytes: 一 to 十, 第, （, digits and the circled. Most texts begin otherwise.
#[inline]
pub(crate) fn begins_number(text: &[u8]) -> bool {
    matches!(
        text,
        [b'0'..=b'9', ..]
            | [0xe4, 0xb8..=0xba, ..]
            | [0xe5, 0x85 | 0x8d | 0x9b, ..]
            | [0xe7, 0xac, ..]
            | [0xef, 0xbc, 0x88, ..]
            | [0xe2, 0x91 | 0x92, ..]
            | [0xe3, 0x88, ..]
    )
}

fn read(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    match first {
        '第' => chapter(text),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => han(text),
        '（' => bracketed(text),
        '0'..='9' => number(text),
        '①'..='⑳' => Some(Marker { kind: Kind::Circled, value: first as u32 - '①' as u32 + 1, label: 3, len: 3 }),
        '㈠'..='㈩' => Some(Marker { kind: Kind::Bracketed, value: first as u32 - '㈠' as u32 + 1, label: 3, len: 3 }),
        '⒈'..='⒛' => Some(Marker { kind: Kind::Number, value: first as u32 - '⒈' as u32 + 1, label: 3, len: 3 }),
        '⑴'..='⒇' => Some(Marker { kind: Kind::BracketedNumber, value: first as u32 - '⑴' as u32 + 1, label: 3, len: 3 }),
        _ => None,
    }
}

/// The numerals from one on.
const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

impl Marker {
    /// The number as it goes into a path. `text` is what the marker was read from.
    pub(crate) fn path_part<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.label == 0 {
            return self.repaired().into();
        }
        let printed = text.get(..self.label).unwrap_or_default();
        let bare = printed.starts_with(|c: char| c.is_ascii_digit() || ('①'..='⒛').contains(&c));
        match self.kind {
            Kind::BracketedNumber if bare => format!("（{}）", self.value).into(),
            // Without leading zeros.
            Kind::Number if !printed.starts_with(|c: char| ('1'..='9').contains(&c)) => self.value.to_string().into(),
            Kind::Bracketed if printed.starts_with(|c| ('㈠'..='㈩').contains(&c)) => {
                let i = self.value.saturating_sub(1) as usize;
                format!("（{}）", HAN.get(i).copied().unwrap_or(printed)).into()
            }
            Kind::Bracketed if !printed.starts_with('（') => format!("（{printed}）").into(),
            _ if printed.contains(' ') => printed.replace(' ', "").into(),
            _ => printed.into(),
        }
    }
}

impl Marker {
    /// A damaged number as it was.
    fn repaired(&self) -> String {
        let one = |n: u32| n.checked_sub(1).and_then(|n| HAN.get(n as usize)).copied().unwrap_or_default();
        let tens = match self.value / 10 {
            0 => String::new(),
            1 => "十".to_owned(),
            n => format!("{}十", one(n)),
        };
        let han = format!("{tens}{}", one(self.value % 10));
        match self.kind {
            Kind::Han => han,
            Kind::Bracketed => format!("（{han}）"),
            Kind::BracketedNumber => format!("（{}）", self.value),
            _ => self.value.to_string(),
        }
    }
}

fn numeral_len(text: &str) -> usize {
    let is_numeral =
        |c: char| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇');
    text.find(|c| !is_numeral(c)).unwrap_or(text.len())
}

fn chapter(text: &str) -> Option<Marker> {
    let rest = text.get(3..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (len, value) = if digits > 0 {
        (digits, rest.get(..digits)?.parse().ok()?)
    } else {
        let len = numeral_len(rest);
        (len, han_number(rest.get(..len)?)?)
    };
    let word = rest.get(len..)?;
    let (kind, used) = [
        ("部分", Kind::Part),
        ("编", Kind::Part),
        ("篇", Kind::Part),
        ("章", Kind::Chapter),
        ("节", Kind::Section),
        ("条", Kind::Article),
    ]
    .iter()
    .find(|(name, _)| word.starts_with(name))
    .map(|(name, kind)| (*kind, name.len()))?;
    let label = 3 + len + used;
    let rest = text.get(label..)?;
    // 第三章规定的, 第一条措施: words of a sentence; 第一章规划背景, 第五章和谐校园 are headings.
    let words = rest.starts_with(['的', '、', '，', '第', '和', '至', '》', '）', '款', '。'])
        || rest.starts_with("规定")
        || kind == Kind::Article && rest.starts_with('措');
    if words && !rest.starts_with("和谐") {
        return None;
    }
    let mark = rest.chars().next().filter(|c| matches!(c, ' ' | '：' | '.')).map_or(0, char::len_utf8);
    Some(Marker { kind, value, label, len: label + mark })
}

fn han(text: &str) -> Option<Marker> {
    let label = numeral_len(text);
    let value = han_number(text.get(..label)?)?;
    let rest = text.get(label..)?;
    let mark = rest.chars().next()?;
    match mark {
        '是' if value <= 20 => {
            let len = label + '是'.len_utf8();
            Some(Marker { kind: Kind::Ordinal, value, label: len, len })
        }
        // A bracket that lost its first half.
        '）' if value <= 99 => Some(Marker { kind: Kind::Bracketed, value, label, len: label + mark.len_utf8() }),
        '、' | '.' | ' ' if value <= 99 => {
            let after = rest.get(mark.len_utf8()..)?;
            // 一、二年级; 三、四线
            let second = numeral_len(after);
            if second > 0
                && after
                    .get(second..)
                    .is_some_and(|rest| rest.starts_with(['年', '级', '线', '类', '期', '等', '、', '档', '批', '层']))
            {
                return None;
            }
            Some(Marker { kind: Kind::Han, value, label, len: label + mark.len_utf8() })
        }
        _ => None,
    }
}

fn bracketed(text: &str) -> Option<Marker> {
    let open = '（'.len_utf8();
    let rest = text.get(open..)?;
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let (kind, inner, value) = if digits > 0 {
        // More digits are a year.
        let value = rest.get(..digits).filter(|_| digits <= 2)?.parse().ok()?;
        (Kind::BracketedNumber, digits, value)
    } else {
        let len = numeral_len(rest);
        (Kind::Bracketed, len, han_number(rest.get(..len)?)?)
    };
    let rest = rest.get(inner..)?.strip_prefix('）')?;
    if value == 0 || value > 99 {
        return None;
    }
    let label = open + inner + '）'.len_utf8();
    let mark = rest.chars().next().filter(|c| matches!(c, '、' | '.' | '．' | ' ')).map_or(0, char::len_utf8);
    Some(Marker { kind, value, label, len: label + mark })
}

fn number(text: &str) -> Option<Marker> {
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let value: u32 = text.get(..digits).filter(|_| digits <= 2)?.parse().ok()?;
    let rest = text.get(digits..)?;
    let mark = rest.chars().next()?;
    let after = rest.get(mark.len_utf8()..)?;
    if value == 0 {
        return None;
    }
    match mark {
        '.' if after.starts_with(|c: char| c.is_ascii_digit()) => dotted(text),
        '.' | '、' if after.starts_with(|c: char| c.is_ascii_digit()) => None,
        '.' | '、' => {
            let space = usize::from(after.starts_with(' '));
            Some(Marker { kind: Kind::Number, value, label: digits, len: digits + mark.len_utf8() + space })
        }
        '）' => Some(Marker { kind: Kind::BracketedNumber, value, label: digits, len: digits + mark.len_utf8() }),
        _ => None,
    }
}

/// `1.1`, `1.1.1`, perhaps with a mark behind; its value is the last number.
fn dotted(text: &str) -> Option<Marker> {
    let len = text.bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let printed = text.get(..len)?.trim_end_matches('.');
    let dots = printed.matches('.').count();
    let value = printed.rsplit('.').next()?.parse().ok()?;
    if !(1..=4).contains(&dots) || printed.split('.').any(|n| n.is_empty() || n.len() > 2 || n.starts_with('0')) {
        return None;
    }
    let rest = text.get(len..)?;
    // An amount, not a number of a heading; 名师, 平安校园, 以评促建, 行动目标 and 年度计划 are beginnings of headings.
    const AMOUNTS: [&str; 19] =
        ["%", "万", "亿", "个", "倍", "元", "米", "平方", "公里", "分", "版", "以上", "以下", "以内", "年", "月", "—", "-", "）"];
    let year = rest.starts_with("年度") || rest.starts_with("年级");
    if rest.is_empty() || !year && AMOUNTS.iter().any(|unit| rest.starts_with(unit)) {
        return None;
    }
    let mark = rest.chars().next().filter(|c| matches!(c, ' ' | '、')).map_or(0, char::len_utf8);
    Some(Marker { kind: Kind::Dotted(dots as u8), value, label: printed.len(), len: len + mark })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted() {
        for (text, kind, value, part) in [
            ("一、目标", Kind::Han, 1, "一"),
            ("十二、其他", Kind::Han, 12, "十二"),
            ("三.保障", Kind::Han, 3, "三"),
            ("四 保障", Kind::Han, 4, "四"),
            ("（二）行动", Kind::Bracketed, 2, "（二）"),
            ("㈢行动", Kind::Bracketed, 3, "（三）"),
            ("十二）行动", Kind::Bracketed, 12, "（十二）"),
            ("（十一）行动", Kind::Bracketed, 11, "（十一）"),
            ("3.加强", Kind::Number, 3, "3"),
            ("12、加强", Kind::Number, 12, "12"),
            ("01.术语", Kind::Number, 1, "1"),
            ("（3）加强", Kind::BracketedNumber, 3, "（3）"),
            ("2）加强", Kind::BracketedNumber, 2, "（2）"),
            ("②加强", Kind::Circled, 2, "②"),
            ("1.2加强", Kind::Dotted(1), 2, "1.2"),
            ("1.2行动目标", Kind::Dotted(1), 2, "1.2"),
            ("3.1平安校园", Kind::Dotted(1), 1, "3.1"),
            ("1.2.3加强", Kind::Dotted(2), 3, "1.2.3"),
            ("第三章 主要任务", Kind::Chapter, 3, "第三章"),
            ("第一节总则", Kind::Section, 1, "第一节"),
            ("第一章规划背景", Kind::Chapter, 1, "第一章"),
            ("第四节措施与步骤", Kind::Section, 4, "第四节"),
            ("第二部分重点任务", Kind::Part, 2, "第二部分"),
            ("第十条学校应当", Kind::Article, 10, "第十条"),
            ("一是加强", Kind::Ordinal, 1, "一是"),
        ] {
            let marker = marker(text).unwrap();
            assert_eq!((marker.kind, marker.value, &*marker.path_part(text)), (kind, value, part), "{text}");
        }
    }

    #[test]
    fn begun_by_every_character_of_numbers() {
        for c in ('\u{2460}'..='\u{2473}').chain('\u{3220}'..='\u{3229}').chain('\u{2474}'..='\u{249b}') {
            assert!(marker(&format!("{c}加强")).is_some(), "{c}");
        }
        for c in "一二三四五六七八九十".chars() {
            assert!(marker(&format!("{c}、加强")).is_some(), "{c}");
        }
    }

    #[test]
    fn rejected() {
        for text in [
            "一般要求",
            "一、二年级学生",
            "（一期）工程",
            "（2021）年",
            "2.0版",
            "1.5万人",
            "2023年",
            "2023.5",
            "1、2号楼",
            "第三方机构",
            "第一个",
            "第三章的规定",
            "第三章规定的程序",
            "第一条措施",
            "二〇二三年",
            "30所",
            "0.5",
            "",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }
}
