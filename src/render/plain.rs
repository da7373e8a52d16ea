//! Text of a plan on its way to a reader: what could steer a terminal, turn the reading direction or act as markup is made visible.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with characters made visible that have no place in a document: controls, which could steer a terminal, and marks that turn the
/// reading direction, with which a text could show a figure other than the one it says. Line ends and tabs stay.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' => out.push(' '),
            c if !odd(c) => out.push(c),
            // The pictures of the control characters.
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => out.push('\u{2421}'),
            c if turns(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
            }
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(out)
}

/// As [`clean`], in one line: line ends and tabs are spaces.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    if text.contains(['\n', '\t']) { Cow::Owned(text.replace(['\n', '\t'], " ")) } else { text }
}

/// As [`clean`], and nothing in it is markup for Markdown or HTML, a formula or a web address. Line ends stay.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out.replace("://", ":\u{200b}//").replace("www.", "www\u{200b}.")
}

fn odd(c: char) -> bool {
    let noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    (c.is_control() && !matches!(c, '\n' | '\t')) || noncharacter || turns(c)
}

fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_seen() {
        assert_eq!(clean("甲\u{1b}[31m乙\r\n\u{202e}3\u{fffe}"), "甲␛[31m乙 \n⟨U+202E⟩3\u{fffd}");
        assert_eq!(one_line("甲\n乙\t丙"), "甲 乙 丙");
        assert!(matches!(one_line("新建3所"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_is_markup() {
        assert_eq!(literal("a|b<script>&*x*"), r"a\|b&lt;script&gt;&amp;\*x\*");
        assert_eq!(literal("[x](y) `z` $m$ ~w~"), r"\[x\](y) \`z\` \$m\$ \~w\~");
        assert_eq!(literal(" https://甲 "), " https:\u{200b}//甲 ");
    }
}
