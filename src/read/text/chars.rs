//! Characters: width, spaces, numerals, and what counts as punctuation.

/// The radicals of U+2F00, which PDF files hold in the place of the characters they look like.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The character at the head of a text, if it takes three bytes.
#[inline]
pub(crate) fn ideograph(bytes: &[u8]) -> Option<char> {
    let [lead @ 0xe0..=0xef, second, third, ..] = bytes else { return None };
    char::from_u32(u32::from(lead & 0x0f) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f))
}

/// The Han character that a radical of U+2F00 stands for.
pub(crate) fn radical(c: char) -> Option<char> {
    let i = (c as u32).checked_sub(0x2f00).filter(|i| *i < 214)?;
    // All of them take three bytes.
    RADICALS.get(i as usize * 3..).and_then(|rest| rest.chars().next())
}

pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{20000}'..='\u{3134f}')
}

pub(crate) const fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{b}' | '\u{3164}' | '\u{1680}'
    )
}

/// Characters without a glyph.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{fe00}'..='\u{fe0f}'
    ) || (c < ' ' && !matches!(c, '\t' | '\u{b}'))
        || c == '\u{7f}'
}

/// Letters with tone marks, as pinyin has them, and loose combining marks.
pub(crate) const fn is_tone(c: char) -> bool {
    matches!(
        c,
        'ā' | 'á'
            | 'ǎ'
            | 'à'
            | 'ē'
            | 'é'
            | 'ě'
            | 'è'
            | 'ī'
            | 'í'
            | 'ǐ'
            | 'ì'
            | 'ō'
            | 'ó'
            | 'ǒ'
            | 'ò'
            | 'ū'
            | 'ú'
            | 'ǔ'
            | 'ù'
            | 'ǖ'
            | 'ǘ'
            | 'ǚ'
            | 'ǜ'
            | 'ü'
            | 'ń'
            | 'ň'
            | 'ǹ'
            | 'ḿ'
            | 'ê'
            | '\u{300}'..='\u{36f}'
    )
}

/// The value of a numeral character of headings.
pub(crate) const fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// A whole number below 1000 in heading numerals (一, 十二, 二十, 一百零三); none for anything else.
pub(crate) fn han_number(s: &str) -> Option<u32> {
    if s.is_empty() || s.len() > 21 {
        return None;
    }
    let (mut total, mut digit, mut units) = (0, None, false);
    for c in s.chars() {
        match c {
            '十' => {
                total += digit.take().unwrap_or(1) * 10;
                units = true;
            }
            '百' => {
                total += digit.take()? * 100;
                units = true;
            }
            '零' | '〇' if units && digit.is_none() => {}
            _ => {
                // Two digits in a row (二一) are a year, not a heading.
                if digit.is_some() {
                    return None;
                }
                digit = Some(han_digit(c)?);
            }
        }
    }
    total += digit.unwrap_or(0);
    (total > 0).then_some(total)
}

/// Whether a sentence can end with the character.
pub(crate) const fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '：' | '…')
}

pub(crate) const fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | '〕' | '】' | '》' | '〉' | ']' | ')' | '"')
}

/// How wide a text is in full-width characters: those from U+0300 on, whose first byte is 0xcc or more, and the others by halves.
pub(crate) fn width(s: &str) -> usize {
    // Small sums over short pieces: the compiler takes many bytes in one step.
    let halves = |byte: &u8| u8::from(byte & 0xc0 != 0x80) + u8::from(*byte >= 0xcc);
    let pieces = s.as_bytes().chunks(96).map(|piece| usize::from(piece.iter().map(halves).fold(0, u8::wrapping_add)));
    pieces.sum::<usize>().div_ceil(2)
}

/// Whether a text is wider than `limit`; of a long one and a short one this is known by its bytes, for no character takes more than
/// four, and none is wider than half of them.
pub(crate) fn is_wider(s: &str, limit: usize) -> bool {
    s.len() > 2 * limit && (s.len() > 4 * limit || width(s) > limit)
}

/// The characters of a text that are no ideographs, each with its place: what parts a text is among them, and most of a text is not
/// decoded.
pub(crate) fn signs(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        // U+4000 to U+9FFF.
        while matches!(bytes.get(at)?, 0xe4..=0xe9) {
            at += 3;
        }
        let c = text.get(at..)?.chars().next()?;
        at += c.len_utf8();
        Some((at - c.len_utf8(), c))
    })
}

/// The last sign, as [`signs`] tells them, for which `is` holds.
pub(crate) fn last_sign(text: &str, is: impl Fn(char) -> bool) -> Option<(usize, char)> {
    let mut rest = text;
    loop {
        let mut bytes = rest.as_bytes();
        while let [before @ .., 0xe4..=0xe9, _, _] = bytes {
            bytes = before;
        }
        rest = rest.get(..bytes.len())?;
        let c = rest.chars().next_back()?;
        rest = rest.get(..rest.len() - c.len_utf8())?;
        if is(c) {
            return Some((rest.len(), c));
        }
    }
}

/// The last three bytes.
fn tail3(bytes: &[u8]) -> &[u8] {
    bytes.last_chunk::<3>().map_or(&[], |tail| tail)
}

/// As [`str::trim`]; mostly there is nothing to trim, as the bytes at both ends tell.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    // Of all characters from U+3000 on only the first is a space.
    let wide = |bytes: &[u8]| matches!(bytes, [0xe4..=0xef, ..] | [0xe3, 0x81..=0xbf, ..] | [0xe3, 0x80, 0x81..=0xbf, ..]);
    let narrow = |byte: &u8| matches!(byte, b'!'..=b'~');
    match text.as_bytes() {
        bytes @ [first, .., last] if (wide(bytes) || narrow(first)) && (narrow(last) || wide(tail3(bytes))) => text,
        [one] if narrow(one) => text,
        _ => text.trim(),
    }
}

/// Where `inner`, a piece of `outer`, begins in it.
pub(crate) fn offset(outer: &str, inner: &str) -> usize {
    (inner.as_ptr() as usize).saturating_sub(outer.as_ptr() as usize).min(outer.len())
}

/// The last bytes of a text, at most `bytes` of them: looking back is bounded, so that reading stays linear.
pub(crate) fn tail(text: &str, bytes: usize) -> &str {
    let mut at = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    text.get(at..).unwrap_or(text)
}

/// The first bytes of a text, at most `bytes` of them.
pub(crate) fn opening(text: &str, bytes: usize) -> &str {
    let mut at = bytes.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    text.get(..at).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables() {
        assert_eq!(RADICALS.chars().count(), 214);
        assert_eq!(RADICALS.len(), 642);
        assert_eq!(radical('\u{2f00}'), Some('一'));
        assert_eq!(radical('\u{2fd5}'), Some('龠'));
    }

    #[test]
    fn trimmed_as_by_the_standard_library() {
        for text in [
            "",
            " ",
            "　",
            "学校",
            "。",
            "、校　",
            "　校。",
            "校\n",
            " 校",
            "a",
            "校a ",
            "\u{feff}校",
            "校\u{2028}",
            "\u{3001}",
            "a\u{a0}",
            "ab ",
            "a\t",
            "1",
            "1.2",
            "一、1",
            "\u{a0}1",
        ] {
            assert_eq!(trim(text), text.trim(), "{text:?}");
        }
    }

    #[test]
    fn heading_numerals() {
        for (s, n) in [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百零三", 103)] {
            assert_eq!(han_number(s), Some(n), "{s}");
        }
        for s in ["", "二〇二一", "零", "年", "一二"] {
            assert_eq!(han_number(s), None, "{s}");
        }
    }
}
