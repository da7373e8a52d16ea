//! What scraping leaves of lost characters: pinyin in brackets, question marks, letters with tone marks.

use crate::read::chars::{closes, ends_sentence, is_tone};

/// The length of `(qū)`, also without its second bracket: one to seven small letters, one with a tone mark.
pub(crate) fn pinyin(rest: &str) -> Option<usize> {
    let mut used = 0;
    let mut tone = false;
    for (i, c) in rest.chars().enumerate() {
        match c {
            '(' | '（' if i == 0 => {}
            'a'..='z' if i <= 8 => {}
            _ if is_tone(c) && i <= 8 => tone = true,
            ')' | '）' if i > 1 => return tone.then_some(used + c.len_utf8()),
            _ => return (tone && i > 1).then_some(used),
        }
        used += c.len_utf8();
    }
    tone.then_some(used)
}

/// The length of a damaged place: `??`, U+FFFD, letters with tone marks out of place, a `?` in front of punctuation. 0 for a plain
/// question mark.
pub(crate) fn damage(rest: &str) -> usize {
    let (mut used, mut marks, mut broken, mut latin) = (0, 0, false, false);
    for c in rest.chars() {
        match c {
            '?' => marks += 1,
            '^' | '\u{fffd}' | '\u{25af}' => broken = true,
            _ if is_tone(c) => {
                broken = true;
                latin = true;
            }
            'a'..='z' if used > 0 => latin = true,
            '(' if broken || latin => {}
            ')' if latin => {}
            _ => {
                broken |= marks == 1 && used == 1 && (ends_sentence(c) || matches!(c, '，' | '、' | ',' | ';')) && !closes(c);
                break;
            }
        }
        used += c.len_utf8();
    }
    if broken || marks >= 2 { used } else { 0 }
}
