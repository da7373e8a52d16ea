//! Markup by construction: raw markup is only what the program itself holds, all other text is escaped.
//!
//! [`Markup::raw`] takes `&'static str`, so the text of a plan cannot get into a page unescaped without the compiler's saying so. A
//! template engine would promise the same at the price of a macro crate; the page has one skeleton and no template that users change.

use std::fmt::{Display, Write as _};

use crate::render::plain::clean;
use crate::vocabulary::Lang;

/// A page, or a part of one, while it is written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
}

impl Markup {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Markup of the program.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text, in an element or in a quoted attribute.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in clean(text).chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                c => self.out.push(c),
            }
        }
        self
    }

    /// Text that may be Chinese, marked as such on an English page.
    pub(super) fn words(&mut self, text: &str, lang: Lang) -> &mut Self {
        if foreign(text, lang) { self.raw("<span lang=\"zh\">").text(text).raw("</span>") } else { self.text(text) }
    }

    /// An attribute, with the space before it.
    pub(super) fn attr(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
    }

    /// An attribute that is a count or a position.
    pub(super) fn number(&mut self, name: &'static str, value: impl Into<Figure>) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").figure(value).raw("\"")
    }

    /// A figure.
    pub(super) fn figure(&mut self, value: impl Into<Figure>) -> &mut Self {
        let figure: Figure = value.into();
        // Writing to a string does not fail.
        let _ = write!(self.out, "{figure}");
        self
    }

    /// JSON for a data block: nothing in it can end the block or open a comment.
    pub(super) fn json(&mut self, json: &str) -> &mut Self {
        for c in json.chars() {
            // These stand in strings only, where an escape means the same.
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    let _ = write!(self.out, "\\u{:04x}", u32::from(c));
                }
                c => self.out.push(c),
            }
        }
        self
    }

    /// What another hand has written by the same rules.
    pub(super) fn part(&mut self, part: &Markup) -> &mut Self {
        self.out.push_str(&part.out);
        self
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// A number in markup. Lengths of drawings have one decimal.
#[derive(Clone, Copy, Debug)]
pub(super) enum Figure {
    Count(usize),
    Length(f64),
}

impl From<usize> for Figure {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<f64> for Figure {
    fn from(length: f64) -> Self {
        Self::Length(length)
    }
}

impl Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Length(length) => {
                let tenths = (length * 10.0).round() / 10.0;
                // No negative zero, no trailing zero.
                if tenths == 0.0 { write!(f, "0") } else { write!(f, "{tenths}") }
            }
        }
    }
}

/// Whether a text of a page in `lang` is to be marked as Chinese.
pub(super) fn foreign(text: &str, lang: Lang) -> bool {
    lang == Lang::En && text.chars().any(han)
}

fn han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text() {
        let mut m = Markup::new();
        m.raw("<p").attr("title", "a\"b'c").raw(">").text("</p><script>&\u{0}\u{202e}\u{fffe}").raw("</p>");
        assert_eq!(m.finish(), "<p title=\"a&quot;b&#39;c\">&lt;/p&gt;&lt;script&gt;&amp;\u{2400}⟨U+202E⟩\u{fffd}</p>");
    }

    #[test]
    fn json_cannot_leave_its_block() {
        let mut m = Markup::new();
        m.json(&serde_json::to_string("</script><!--\u{2028}&amp;").unwrap());
        let out = m.finish();
        assert!(!out.contains(['<', '>', '&', '\u{2028}']), "{out}");
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), "</script><!--\u{2028}&amp;");
    }

    #[test]
    fn lengths_are_short() {
        let shown: Vec<String> = [0.0, -0.04, 1.0, 2.25, 10.06].into_iter().map(|l| Figure::from(l).to_string()).collect();
        assert_eq!(shown, ["0", "0", "1", "2.3", "10.1"]);
    }

    #[test]
    fn chinese_is_marked_on_an_english_page_only() {
        assert!(foreign("二/（一）", Lang::En) && !foreign("≥96%", Lang::En) && !foreign("学校", Lang::Zh));
    }
}
