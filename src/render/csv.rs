//! Tables as CSV (RFC 4180, UTF-8): for spreadsheet programs and statistics packages.

use super::cells::grid;
use super::label::Labels;
use crate::compare::table::Table;

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvOptions {
    mark: bool,
    guard: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { mark: false, guard: true }
    }
}

impl CsvOptions {
    /// Without a byte order mark, guarded against formulas.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether a byte order mark leads. Excel takes a file without it for the local code page and garbles Chinese; other programs do not need it.
    #[must_use]
    pub fn byte_order_mark(mut self, mark: bool) -> Self {
        self.mark = mark;
        self
    }

    /// Whether text that a spreadsheet program would run as a formula gets an apostrophe in front.
    #[must_use]
    pub fn guard_formulas(mut self, guard: bool) -> Self {
        self.guard = guard;
        self
    }
}

/// A table as CSV with a header row, each cell as the other formats show it. Lines end with CRLF; lines inside a cell with LF.
///
/// Cells that begin with `=`, `+`, `-`, `@`, a tab or a carriage return and are no plain number get an apostrophe in front, since spreadsheet
/// programs would run them ([`CsvOptions::guard_formulas`]). For data frames the tidy tables (`facts`, [`Table::long`]) serve better than wide ones.
pub fn csv(table: &Table, labels: &Labels<'_>, options: CsvOptions) -> String {
    let (header, rows) = grid(table, labels);
    let field = |text: &str| if options.guard { guarded(text) } else { text.to_owned() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Rows of equal length into memory: neither can fail.
    let _ = writer.write_record(header.iter().map(|name| field(name)));
    for row in &rows {
        let _ = writer.write_record(row.iter().map(|cell| field(&cell.join("\n"))));
    }
    let text = writer.into_inner().map(String::from_utf8);
    let text = text.ok().and_then(Result::ok).unwrap_or_default();
    if options.mark { format!("\u{feff}{text}") } else { text }
}

/// Text that no spreadsheet program runs.
fn guarded(text: &str) -> String {
    let number = || text.strip_prefix(['-', '+']).unwrap_or(text).parse::<rust_decimal::Decimal>().is_ok();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number() { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_formula_is_text_and_a_number_stays_one() {
        for (text, want) in
            [("=1+1", "'=1+1"), ("+5个百分点", "'+5个百分点"), ("-3.5", "-3.5"), ("@x", "'@x"), ("≥96%", "≥96%"), ("-", "'-")]
        {
            assert_eq!(guarded(text), want);
        }
    }
}
