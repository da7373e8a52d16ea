//! The path of a unit: the numbers of its headings as printed.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::words::string_form;

/// The deepest path that is accepted. Real plans reach six levels (附件 / 一 / （一） / 1 / （1） / ①).
const MAX_DEPTH: usize = 16;

/// The address of a unit inside one plan: the numbers of its headings as printed (GB/T 9704), full-width brackets, joined by `/`.
///
/// | part | written | example |
/// |---|---|---|
/// | 一、 → （一） → 1. → （1） → ① | as printed, without the mark behind the number | `二/（三）/13`, `二/（三）/2/（3）/②` |
/// | a number that occurs again at the top of one document | `~2`, `~3` … | `三~2/（二）/3` |
/// | annex, annex of an annex | leads the path | `附件2-1/六/（一）/3` |
/// | chapters | as printed | `第三章/第一节/二` |
/// | 一是 … 二是 … paragraphs of a section without sub-headings | as printed | `二/一是` |
/// | a heading without number that holds numbered ones | by its text | `附件4/工作措施/（二）` |
/// | text before the first heading | `前言` | `附件5/前言` |
///
/// Rejected: an empty path, an empty part (`二//3`), white space at the border of a part, a number in half-width brackets
/// (`二/(三)`: one unit would have two addresses), more than 16 levels.
///
/// ```
/// use crossplan::Path;
/// let path: Path = "附件2-1/六/（一）/3".parse()?;
/// assert_eq!(path.annex(), Some("附件2-1"));
/// assert_eq!(path.parent().unwrap().as_str(), "附件2-1/六/（一）");
/// assert!("二/(三)".parse::<Path>().is_err());
/// # Ok::<(), crossplan::PathError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Arc<str>);

/// Why a text is no [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no path: {reason}")]
pub struct PathError {
    text: String,
    reason: &'static str,
}

impl Path {
    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its parts, outermost first.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/')
    }

    /// How many parts it has; 1 for a top heading.
    pub fn depth(&self) -> usize {
        self.parts().count()
    }

    /// The unit that holds this one; none for a top heading.
    pub fn parent(&self) -> Option<Path> {
        self.0.rsplit_once('/').map(|(head, _)| Path(head.into()))
    }

    /// Whether `self` is `other` or lies inside it.
    pub fn is_within(&self, other: &Path) -> bool {
        self.0.strip_prefix(&*other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The annex that leads the path, such as `附件2-1`; none in the main body.
    pub fn annex(&self) -> Option<&str> {
        if !self.0.starts_with("附件") && !self.0.starts_with("附录") {
            return None;
        }
        self.parts().next()
    }

    /// The path of a unit directly inside this one.
    ///
    /// # Errors
    /// As for parsing.
    pub fn join(&self, part: &str) -> Result<Path, PathError> {
        format!("{}/{part}", self.0).parse()
    }

    /// The path of a unit at the top or directly inside another; none where `part` is no part of a path or the path gets too deep.
    /// `buffer` is overwritten.
    #[cfg(feature = "read")]
    pub(crate) fn under(parent: Option<&Path>, part: &str, buffer: &mut String) -> Option<Path> {
        if !is_plain(part) && (part.contains('/') || refusal(part).is_some()) {
            return None;
        }
        let Some(Path(parent)) = parent else { return Some(Path(part.into())) };
        buffer.clear();
        buffer.push_str(parent);
        buffer.push('/');
        buffer.push_str(part);
        // A path with too many parts is longer than so many bytes.
        let deep = || buffer.bytes().filter(|byte| *byte == b'/').count() >= MAX_DEPTH;
        (buffer.len() <= 2 * MAX_DEPTH || !deep()).then(|| Path(buffer.as_str().into()))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let fault = |reason| Err(PathError { text: s.chars().take(60).collect(), reason });
        if s.is_empty() {
            return fault("it is empty; accepted: heading numbers joined by /, such as 二/（三）/13");
        }
        if s.split('/').count() > MAX_DEPTH {
            return fault("it has more than 16 levels");
        }
        if let Some(reason) = s.split('/').find_map(refusal) {
            return fault(reason);
        }
        Ok(Path(s.into()))
    }
}

/// Whether a text is a part of a path as most are: ASCII digits and characters from U+4000 on alone, among which are ideographs and
/// full-width brackets, but no space, control character or `/`.
#[cfg(feature = "read")]
fn is_plain(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | 0x80..=0xbf | 0xe4..=0xef))
}

/// Why a text is no part of a path.
fn refusal(part: &str) -> Option<&'static str> {
    if part.is_empty() {
        return Some("a part between two / is empty");
    }
    // All control characters have one of these bytes.
    let may_control = part.bytes().any(|byte| matches!(byte, ..0x20 | 0x7f | 0xc2));
    if part.trim().len() != part.len() || may_control && part.contains(char::is_control) {
        return Some("a part has white space at its border or a control character");
    }
    is_half_width_number(part).then_some("the brackets of a number are half-width; accepted: full-width ones, such as （三）")
}

/// `(三)`, `(12)`: what would be a second spelling of `（三）`, `（12）`.
fn is_half_width_number(part: &str) -> bool {
    if !part.starts_with('(') {
        return false;
    }
    let number = part.split('~').next().unwrap_or(part);
    let Some(inner) = number.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c))
}

string_form!(
    Path,
    "Numbers of the headings as printed, full-width brackets, joined by /: 二/（三）/13, 附件2-1/六/（一）/3",
    r"^[^/\s]([^/]*[^/\s])?(/[^/\s]([^/]*[^/\s])?)*$"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_and_rejected_spellings() {
        for good in [
            "二",
            "二/（三）/13",
            "三~2/（二）/3",
            "附件2-1/六/（一）/3",
            "第三章/第一节/二",
            "二/一是",
            "附件4/工作措施/（二）",
            "前言",
            "二/（三）/2/（3）/②",
        ] {
            assert_eq!(good.parse::<Path>().map(|p| p.to_string()), Ok(good.to_owned()));
        }
        for (bad, reason) in [
            ("", "empty"),
            ("二//3", "between two /"),
            ("/二", "between two /"),
            ("二/ 3", "white space"),
            ("二/(三)", "half-width"),
            ("二/(三)~2", "half-width"),
        ] {
            let message = bad.parse::<Path>().map(|_| ()).unwrap_err().to_string();
            assert!(message.contains(reason), "{bad}: {message}");
        }
    }

    #[test]
    fn within_needs_a_whole_part() {
        let path = |s: &str| s.parse::<Path>().unwrap();
        assert!(path("附件2/四").is_within(&path("附件2")));
        assert!(!path("附件2-1/四").is_within(&path("附件2")));
    }
}
