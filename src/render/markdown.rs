//! Tables as Markdown (GitHub's tables): for articles, wikis and notebooks.

use std::fmt::Write;

use super::cells::grid;
use super::label::Labels;
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

/// Text in which nothing is markup. Line ends become `<br>`; other control characters, which no renderer shows, are marked by `�`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            '\r' => {}
            '\t' => out.push(' '),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    // A line that begins like a list or a web address would become one.
    if out.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    }
    out.replace("://", ":\u{200b}//").replace("www.", "www\u{200b}.")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(escaped("a|b<script>&*x*"), r"a\|b&lt;script&gt;&amp;\*x\*");
        assert_eq!(escaped("- x\ny\u{7}"), "\\- x<br>y\u{fffd}");
        assert_eq!(escaped("[x](y) `z` $m$"), r"\[x\](y) \`z\` \$m\$");
        assert_eq!(escaped("1. 建成3所"), "1. 建成3所");
    }
}
