//! Two wordings that differ in one small number of years or times: 连续三年 and 连续两年.

use std::cmp::Ordering;

use super::words::words;

/// What is counted in a trigger, right behind its number.
const COUNTED: [&str; 8] = ["年", "次", "个", "月", "日", "天", "学期", "周"];

/// How the number after compares to the one before, where the texts differ in that number alone and a word for time or times follows.
///
/// | before → after | is |
/// |---|---|
/// | 连续三年不合格 → 连续两年不合格 | less |
/// | 超过10天未报 → 超过15天未报 | greater |
/// | 第三方评价 → 第二方评价 | none: 方 is not counted |
/// | 连续三年不合格 → 两年不合格 | none: more than the number differs |
pub(super) fn only_number(before: &str, after: &str) -> Option<Ordering> {
    let [edit] = <[_; 1]>::try_from(words(before, after)).ok()?;
    let (was, is) = (number(edit.before.of(before)?)?, number(edit.after.of(after)?)?);
    let rest = after.get(edit.after.end..)?;
    (was != is && COUNTED.iter().any(|word| rest.starts_with(word))).then(|| is.cmp(&was))
}

/// A number of Arabic digits, or a Chinese one below a hundred.
fn number(text: &str) -> Option<u32> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |c: char| match c {
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    };
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        [one] => digit(*one),
        ['十', one] => Some(10 + digit(*one)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', one] => Some(10 * digit(*tens)? + digit(*one)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_the_table() {
        for (before, after, order) in [
            ("连续三年不合格", "连续两年不合格", Some(Ordering::Less)),
            ("超过10天未报", "超过15天未报", Some(Ordering::Greater)),
            ("累计九次", "累计十二次", Some(Ordering::Greater)),
            ("第三方评价", "第二方评价", None),
            ("连续三年不合格", "两年不合格", None),
            ("连续三年", "连续三年", None),
        ] {
            assert_eq!(only_number(before, after), order, "{before} {after}");
        }
        assert_eq!((number("二十五"), number("三十"), number("十"), number("百")), (Some(25), Some(30), Some(10), None));
    }
}
