//! Tables as Markdown (GitHub's tables): for articles, wikis and notebooks.

use std::fmt::Write;

use super::cells::grid;
use super::label::Labels;
use super::plain::literal;
use crate::compare::table::Table;

/// A table as Markdown: a heading of the second level, the table, the notes as a list.
///
/// Lines inside a cell are parted by `<br>`. Whatever Markdown or HTML would read as markup is escaped, so that the words of a plan stay words.
pub fn markdown(table: &Table, labels: &Labels<'_>) -> String {
    let (header, rows) = grid(table, labels);
    let mut out = format!("## {}\n\n", escaped(labels.pick(&table.title)));
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        out.push('|');
        for cell in cells {
            // Writing to a string cannot fail.
            let _ = write!(out, " {cell} |");
        }
        out.push('\n');
    };
    line(&mut header.iter().map(|name| escaped(name)));
    line(&mut header.iter().map(|_| "---".to_owned()));
    for row in &rows {
        line(&mut row.iter().map(|cell| cell.iter().map(|text| escaped(text)).collect::<Vec<_>>().join("<br>")));
    }
    for (i, note) in table.notes.iter().enumerate() {
        let _ = write!(out, "{}- {}", if i == 0 { "\n" } else { "" }, escaped(labels.pick(note)));
        out.push('\n');
    }
    out
}

/// Text in which nothing is markup, in one line: line ends become `<br>`, and what begins like a list begins none.
fn escaped(text: &str) -> String {
    let out = literal(text.trim()).replace('\n', "<br>");
    if out.starts_with(['-', '+', '=']) { format!("\\{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_cell_is_one_line() {
        assert_eq!(escaped("- x\ny\u{7}"), "\\- x<br>y␇");
        assert_eq!(escaped("1. 建成3所"), "1. 建成3所");
    }
}
