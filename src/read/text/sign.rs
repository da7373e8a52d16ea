//! Signs: what parts a text. They are found once, while the text is made, so that the later stages need not look for them.

use std::ops::Range;

/// What parts a text: punctuation, spaces, ends of lines; and where Arabic digits begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Sign {
    /// 。
    Stop,
    /// ，
    Comma,
    /// 、
    Pause,
    /// ；
    Semicolon,
    /// ：
    Colon,
    /// ！
    Exclamation,
    /// ？
    Question,
    /// （
    Open,
    /// ）
    Close,
    /// 〔
    OpenShell,
    /// 〕
    CloseShell,
    /// 【
    OpenBlack,
    /// 】
    CloseBlack,
    /// 《
    OpenTitle,
    /// 》
    CloseTitle,
    /// “
    OpenQuote,
    /// ”
    CloseQuote,
    Space,
    /// The end of a line that is followed by another.
    Line,
    /// The first of Arabic digits in a row.
    Digit,
}

impl Sign {
    const ALL: [Sign; 20] = [
        Sign::Stop,
        Sign::Comma,
        Sign::Pause,
        Sign::Semicolon,
        Sign::Colon,
        Sign::Exclamation,
        Sign::Question,
        Sign::Open,
        Sign::Close,
        Sign::OpenShell,
        Sign::CloseShell,
        Sign::OpenBlack,
        Sign::CloseBlack,
        Sign::OpenTitle,
        Sign::CloseTitle,
        Sign::OpenQuote,
        Sign::CloseQuote,
        Sign::Space,
        Sign::Line,
        Sign::Digit,
    ];

    /// The punctuation that a character is. All of it takes three bytes.
    pub(crate) const fn of(c: char) -> Option<Sign> {
        Some(match c {
            '。' => Sign::Stop,
            '，' => Sign::Comma,
            '、' => Sign::Pause,
            '；' => Sign::Semicolon,
            '：' => Sign::Colon,
            '！' => Sign::Exclamation,
            '？' => Sign::Question,
            '（' => Sign::Open,
            '）' => Sign::Close,
            '〔' => Sign::OpenShell,
            '〕' => Sign::CloseShell,
            '【' => Sign::OpenBlack,
            '】' => Sign::CloseBlack,
            '《' => Sign::OpenTitle,
            '》' => Sign::CloseTitle,
            '“' => Sign::OpenQuote,
            '”' => Sign::CloseQuote,
            _ => return None,
        })
    }

    /// The sign with a number.
    pub(crate) fn numbered(n: u8) -> Option<Sign> {
        Self::ALL.get(usize::from(n)).copied()
    }
}

/// A set of signs, and of what else a line can hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holds(u32);

impl Holds {
    /// A character of the words of web pages.
    pub(crate) const ANCHOR: Holds = Holds(1 << 31);

    pub(crate) const fn of(signs: &[Sign]) -> Holds {
        let mut set = 0;
        let mut rest = signs;
        while let Some((sign, tail)) = rest.split_first() {
            set |= 1 << *sign as u32;
            rest = tail;
        }
        Holds(set)
    }

    pub(crate) const fn one(sign: Sign) -> Holds {
        Holds(1 << sign as u32)
    }

    pub(crate) fn add(&mut self, other: Holds) {
        self.0 |= other.0;
    }

    pub(crate) const fn and(self, other: Holds) -> Holds {
        Holds(self.0 | other.0)
    }

    /// Whether the two have something in common.
    pub(crate) const fn any(self, other: Holds) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn has(self, sign: Sign) -> bool {
        self.0 >> sign as u32 & 1 == 1
    }
}

/// A sign and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    at: u32,
    pub(crate) sign: Sign,
}

impl Mark {
    pub(crate) fn new(at: usize, sign: Sign) -> Mark {
        Mark { at: at as u32, sign }
    }

    pub(crate) fn at(self) -> usize {
        self.at as usize
    }

    /// In bytes.
    pub(crate) fn len(self) -> usize {
        if matches!(self.sign, Sign::Space | Sign::Line | Sign::Digit) { 1 } else { 3 }
    }

    /// Behind the sign.
    pub(crate) fn end(self) -> usize {
        self.at() + self.len()
    }

    /// Those of a text that is all of the body.
    #[cfg(test)]
    pub(crate) fn all(text: &str) -> Vec<Mark> {
        let sign = |c| if c == '\n' { Some(Sign::Line) } else { Sign::of(c) };
        text.char_indices().filter_map(|(at, c)| Some(Mark::new(at, sign(c)?))).collect()
    }

    pub(crate) fn shifted(self, by: usize) -> Mark {
        Mark { at: self.at + by as u32, sign: self.sign }
    }
}

/// So many signs are looked at one by one before the rest is halved.
const NEAR: usize = 12;

/// The signs of a text in its order.
#[derive(Default)]
pub(crate) struct Signs(Vec<Mark>);

impl Signs {
    pub(crate) fn with_capacity(marks: usize) -> Signs {
        Signs(Vec::with_capacity(marks))
    }

    pub(crate) fn push(&mut self, mark: Mark) {
        self.0.push(mark);
    }

    pub(crate) fn extend(&mut self, marks: impl Iterator<Item = Mark>) {
        self.0.extend(marks);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Those with these indices.
    pub(crate) fn those(&self, indices: &Range<usize>) -> &[Mark] {
        self.0.get(indices.clone()).unwrap_or_default()
    }

    /// From the one with this index on.
    pub(crate) fn from(&self, index: usize) -> &[Mark] {
        self.0.get(index..).unwrap_or_default()
    }

    /// Those that do not begin before a byte; the first of them mostly stands close behind the one with this index.
    pub(crate) fn near(&self, index: usize, at: usize) -> &[Mark] {
        let list = self.from(index);
        match list.iter().take(NEAR).position(|mark| mark.at() >= at) {
            Some(skipped) => list.get(skipped..).unwrap_or_default(),
            None => list.get(list.partition_point(|mark| mark.at() < at)..).unwrap_or_default(),
        }
    }

    /// Asks for ranges that mostly come in the order of the text.
    pub(crate) fn cursor(&self) -> Cursor<'_> {
        Cursor { signs: self, next: 0 }
    }
}

pub(crate) struct Cursor<'a> {
    signs: &'a Signs,
    next: usize,
}

impl Cursor<'_> {
    /// The indices of the signs that begin inside a range.
    pub(crate) fn indices(&mut self, range: &Range<usize>) -> Range<usize> {
        let list = &self.signs.0;
        let behind = |n: usize| n.checked_sub(1).is_some_and(|n| list.get(n).is_some_and(|mark| mark.at() >= range.start));
        if behind(self.next) || list.get(self.next + 16).is_some_and(|mark| mark.at() < range.start) {
            self.next = list.partition_point(|mark| mark.at() < range.start);
        }
        let rest = self.signs.from(self.next);
        let skipped = rest.iter().take_while(|mark| mark.at() < range.start).count();
        let rest = rest.get(skipped..).unwrap_or_default();
        let len = rest.iter().take_while(|mark| mark.at() < range.end).count();
        self.next += skipped + len;
        self.next - len..self.next
    }
}
