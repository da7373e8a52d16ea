//! Why a text is refused.

/// Why a text is no plan that could be read.
///
/// | kind | real bad input | asked with |
/// |---|---|---|
/// | the bytes are no UTF-8 | a page in GBK | [`ReadError::is_utf8`] |
/// | there is no text | an empty file, a scan without a text layer | [`ReadError::is_empty`] |
/// | it is no plan | a news item, a page that failed to load, a text in another language, a table of names | [`ReadError::is_no_plan`] |
/// | it is too long | more than 1 GiB | [`ReadError::is_too_long`] |
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct ReadError(#[from] Kind);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Kind {
    #[error(
        "the text is not UTF-8: byte {offset} starts no character; accepted: UTF-8 (a page in GBK has to be converted first)"
    )]
    Utf8 { offset: usize },
    #[error("there is no text: the input holds no characters besides spaces")]
    Empty,
    #[error("the text is no plan: it has {han} Chinese characters; a plan has at least {least}")]
    Short { han: usize, least: usize },
    #[error(
        "the text is no plan: it has no outline and does not promise as plans do; accepted: headings with numbers (一、 （一） 1. 第一章) or with the usual words on a line of their own (主要任务, 保障措施), or a piece of a plan that says of schools what is to be reached by when (到2025年…达到95%) or what is to be done (完善…机制，加强…建设)"
    )]
    NoOutline,
    #[error("the text has {bytes} bytes; accepted: up to 1 GiB")]
    TooLong { bytes: usize },
}

impl ReadError {
    /// The bytes are no UTF-8.
    pub fn is_utf8(&self) -> bool {
        matches!(self.0, Kind::Utf8 { .. })
    }

    /// There is no text.
    pub fn is_empty(&self) -> bool {
        matches!(self.0, Kind::Empty)
    }

    /// There is text, but no plan: too short, or without an outline and without promises.
    pub fn is_no_plan(&self) -> bool {
        matches!(self.0, Kind::Short { .. } | Kind::NoOutline)
    }

    /// The text is longer than what is read.
    pub fn is_too_long(&self) -> bool {
        matches!(self.0, Kind::TooLong { .. })
    }
}
