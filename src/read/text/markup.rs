//! What HTML and Markdown leave in a text: entities, tags, marks around words.

/// The length of the tag of HTML that a text begins with, 0 for none; and whether it ends a line.
pub(crate) fn tag(text: &[u8]) -> (usize, bool) {
    const NAMES: [(&str, bool); 24] = [
        ("br", true),
        ("p", true),
        ("div", true),
        ("tr", true),
        ("li", true),
        ("h1", true),
        ("h2", true),
        ("h3", true),
        ("h4", true),
        ("td", true),
        ("th", true),
        ("ul", true),
        ("ol", true),
        ("table", true),
        ("tbody", true),
        ("section", true),
        ("span", false),
        ("strong", false),
        ("b", false),
        ("font", false),
        ("a", false),
        ("u", false),
        ("o:p", false),
        ("em", false),
    ];
    let inner = text.get(1..).unwrap_or_default();
    let inner = inner.strip_prefix(b"/").unwrap_or(inner);
    let name = inner.iter().take(8).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b':').count();
    let known = inner.get(..name).and_then(|name| NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known.as_bytes())));
    let Some((_, ends)) = known.filter(|_| inner.get(name).is_some_and(|byte| matches!(byte, b' ' | b'/' | b'>'))) else {
        return (0, false);
    };
    let close = text.iter().take(600).position(|byte| *byte == b'>');
    close.map_or((0, false), |close| (close + 1, *ends))
}

/// The length of what Markdown puts around words: `**`, `##` in front of a heading, `\` in front of a sign. 0 for other uses.
pub(crate) fn markdown(rest: &str, c: char, previous: char) -> usize {
    let same = rest.bytes().take_while(|byte| *byte == c as u8).count();
    let behind = rest.as_bytes().get(same);
    match c {
        '*' if same >= 2 => same,
        '#' if previous == '\0' && same <= 6 && behind != Some(&b'.') => same,
        '\\' if behind.is_some_and(u8::is_ascii_punctuation) => 1,
        _ => 0,
    }
}

/// An entity of HTML: its length and what it stands for.
pub(crate) fn entity(rest: &str) -> Option<(usize, &'static str)> {
    const ENTITIES: [(&str, &str); 14] = [
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&emsp;", " "),
        ("&ensp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&mdash;", "—"),
        ("&middot;", "·"),
        ("&hellip;", "…"),
        ("&#12288;", " "),
    ];
    ENTITIES.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, piece)| (name.len(), *piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        for (text, want) in [
            ("<br>到", (4, true)),
            ("<BR/>到", (5, true)),
            ("</p>到", (4, true)),
            ("<p style=\"x\">到", (13, true)),
            ("<span class=a>到", (14, false)),
            ("</strong>到", (9, false)),
            ("<0.5", (0, false)),
            ("<x>", (0, false)),
            ("<p", (0, false)),
            ("<", (0, false)),
        ] {
            assert_eq!(tag(text.as_bytes()), want, "{text}");
        }
    }

    #[test]
    fn marks_of_markdown() {
        for (text, previous, want) in [
            ("**一、", '\0', 2),
            ("** ", '位', 2),
            ("*注", '\0', 0),
            ("## 一、", '\0', 2),
            ("#1教学楼", '设', 0),
            ("\\. ", '1', 1),
            ("\\学", '1', 0),
        ] {
            assert_eq!(markdown(text, text.chars().next().unwrap(), previous), want, "{text}");
        }
    }
}
