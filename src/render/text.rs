//! Tables as terminal text: columns that line up although Chinese characters are two cells wide, fitted to the window.

use std::borrow::Cow;

use comfy_table::presets::{NOTHING, UTF8_HORIZONTAL_ONLY};
use comfy_table::{ContentArrangement, Table as Drawn, TableStyle};

use super::cells::grid;
use super::label::Labels;
use super::plain::one_line;
use crate::compare::table::Table;
use crate::compare::{CompareError, Corpus, make_all};
use crate::vocabulary::{Lang, Vocabulary};

/// How tables are written.
#[derive(Clone, Debug)]
pub struct TextOptions<'a> {
    vocabulary: &'a Vocabulary,
    lang: Lang,
    width: u16,
}

impl Default for TextOptions<'_> {
    fn default() -> Self {
        Self { vocabulary: Vocabulary::standard(), lang: Lang::Zh, width: 160 }
    }
}

impl<'a> TextOptions<'a> {
    /// Standard vocabulary, Chinese, 160 cells wide.
    pub fn new() -> Self {
        Self::default()
    }

    /// The vocabulary that names come from.
    #[must_use]
    pub fn vocabulary(mut self, vocabulary: &'a Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// The language of labels. What plans say stays in Chinese.
    #[must_use]
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// The widest a table may be, in cells of the terminal; at least 40.
    #[must_use]
    pub fn width(mut self, width: u16) -> Self {
        self.width = width.max(40);
        self
    }

    fn labels(&self) -> Labels<'a> {
        Labels { vocabulary: self.vocabulary, lang: self.lang }
    }
}

/// Every table of a report as terminal text, then the versions that they depend on.
///
/// # Errors
/// Plans that cannot be aligned.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::Corpus;
/// use crossplan::render::{TextOptions, comparison};
/// let plans = crossplan::samples::plans()?;
/// let text = comparison(&Corpus::new(&plans), &TextOptions::new().width(120))?;
/// assert!(text.contains("徐水区"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn comparison(corpus: &Corpus<'_>, options: &TextOptions<'_>) -> Result<String, CompareError> {
    let tables: Vec<String> = make_all(corpus)?.iter().map(|table| terminal(table, options)).collect();
    Ok(format!("{}\n{}", tables.join("\n"), made_with(options)))
}

/// One table as terminal text: title, columns that line up, long cells wrapped, notes below.
pub fn terminal(table: &Table, options: &TextOptions<'_>) -> String {
    let labels = options.labels();
    let (header, rows) = grid(table, &labels);
    let mut drawn = sheet(UTF8_HORIZONTAL_ONLY, options);
    drawn.set_header(header);
    drawn.add_rows(rows.into_iter().map(|row| row.into_iter().map(|cell| cell.join("\n")).collect::<Vec<_>>()));
    let mut out = format!("{}\n{}\n", one_line(labels.pick(&table.title)), drawn.trim_fmt());
    if !table.notes.is_empty() {
        let mut notes = sheet(NOTHING, options);
        notes.add_rows(table.notes.iter().map(|note| [Cow::Borrowed("*"), one_line(labels.pick(note))]));
        out.push_str(&notes.trim_fmt());
        out.push('\n');
    }
    out
}

fn sheet(style: TableStyle, options: &TextOptions<'_>) -> Drawn {
    let mut drawn = Drawn::new();
    drawn.load_style(style);
    drawn.set_content_arrangement(ContentArrangement::Dynamic);
    drawn.set_width(options.width);
    if options.lang == Lang::Zh {
        // Chinese breaks anywhere; at spaces only, a cell would be torn at the few it has. No text holds this character.
        drawn.set_delimiter('\u{1}');
    }
    drawn
}

/// The versions that the tables depend on, so that they can be made again.
pub fn made_with(options: &TextOptions<'_>) -> String {
    let editions: Vec<String> = options.vocabulary.editions().into_iter().map(|e| format!("{} {}", e.id, e.version)).collect();
    let made = options.labels().either("制表", "Made with");
    format!("{made}: crossplan {}\n  {}\n", env!("CARGO_PKG_VERSION"), editions.join("\n  "))
}
