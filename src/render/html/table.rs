//! Tables as markup: the first page of each table of a report, and one table alone as a fragment.

use super::data::{CellData, Data, EntryData, SourceData, TableData};
use super::markup::{Markup, foreign};
use super::words::{Words, words};
use crate::compare::Corpus;
use crate::compare::table::Table;
use crate::render::Labels;
use crate::vocabulary::Lang;

/// Entries of a cell that are shown at once; the others wait behind a summary.
pub(super) const SHOWN: usize = 6;

/// Characters from which what qualifies an entry is cut after some lines; the panel shows all of it.
pub(super) const LONG: usize = 30;

const FRAGMENT_STYLE: &str = include_str!("fragment.css");

/// How an entry shows its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    /// By a button that the script of the report answers.
    Panel,
    /// By itself, below the entry: nothing but markup.
    InPlace,
}

/// Which part of a table is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'v> {
    /// Positions of the columns, in their order.
    pub(super) columns: &'v [usize],
    /// Positions of the rows, in their order.
    pub(super) rows: &'v [usize],
}

/// One table as a fragment of HTML: for a notebook, a page of one's own, a mail.
///
/// It has its style with it, which holds for it alone, takes the colours of the page around it, and so is readable in light and dark. There is no script: an
/// entry with sources opens them below itself. `rows` limits how many rows are written; how many are left out is said below.
pub fn table_html(corpus: &Corpus<'_>, table: &Table, labels: &Labels<'_>, rows: Option<usize>) -> String {
    let data = Data::new(corpus, std::slice::from_ref(table), labels);
    let mut m = Markup::new();
    m.raw("<div class=\"crossplan\"")
        .attr("lang", words(labels.lang).lang)
        .raw(">\n<style>\n")
        .raw(FRAGMENT_STYLE)
        .raw("</style>\n");
    for table in &data.tables {
        let columns: Vec<usize> = (0..table.columns.len()).collect();
        let shown: Vec<usize> = (0..table.rows.len()).take(rows.unwrap_or(usize::MAX)).collect();
        let writer = Writer { data: &data, table, lang: labels.lang, words: words(labels.lang), opens: Opens::InPlace };
        m.raw("<table>\n<caption>").words(&table.title, labels.lang).raw("</caption>\n");
        writer.head(&mut m, &columns);
        writer.body(&mut m, View { columns: &columns, rows: &shown });
        m.raw("</table>\n");
        if shown.len() < table.rows.len() {
            m.raw("<p class=\"cp-more\">").figure(shown.len()).raw(" / ").figure(table.rows.len()).raw("</p>\n");
        }
        for note in &table.notes {
            m.raw("<p class=\"cp-note\">").words(note, labels.lang).raw("</p>\n");
        }
    }
    m.raw("</div>\n");
    m.finish()
}

/// The head and the given rows of a table of a report, as its script writes them too.
pub(super) fn write(m: &mut Markup, data: &Data, table: &TableData, lang: Lang, view: View<'_>) {
    let writer = Writer { data, table, lang, words: words(lang), opens: Opens::Panel };
    writer.head(m, view.columns);
    writer.body(m, view);
}

struct Writer<'w> {
    data: &'w Data,
    table: &'w TableData,
    lang: Lang,
    words: &'static Words,
    opens: Opens,
}

impl Writer<'_> {
    fn head(&self, m: &mut Markup, columns: &[usize]) {
        m.raw("<thead><tr>");
        for column in columns.iter().filter_map(|at| self.table.columns.get(*at)) {
            m.raw("<th scope=\"col\"").attr("class", column.1).raw(">").words(&column.0, self.lang);
            // The place says more than a short name.
            let place = column.2.and_then(|at| self.data.plans.get(at)).map(|plan| self.data.word(plan.1));
            if let Some(place) = place.filter(|place| !column.0.contains(place)) {
                m.raw(" <small>").words(place, self.lang).raw("</small>");
            }
            m.raw("</th>");
        }
        m.raw("</tr></thead>\n");
    }

    /// Rows of one group stand in one body under its name.
    fn body(&self, m: &mut Markup, view: View<'_>) {
        let mut group = None;
        for at in view.rows {
            let Some(row) = self.table.rows.get(*at) else { continue };
            if group != Some(row.1) {
                m.raw(if group.is_some() { "</tbody>\n<tbody>" } else { "<tbody>" });
                group = Some(row.1);
                if row.1 != 0 {
                    m.raw("<tr class=\"group\"><th scope=\"rowgroup\"").number("colspan", view.columns.len()).raw(">");
                    m.words(self.data.word(row.1), self.lang).raw("</th></tr>");
                }
            }
            match self.opens {
                Opens::Panel => m.raw("<tr").number("data-r", *at).raw(">"),
                Opens::InPlace => m.raw("<tr>"),
            };
            for column in view.columns {
                self.cell(m, *column, row.2.iter().find(|cell| cell.0 == *column));
            }
            m.raw("</tr>");
        }
        if group.is_some() {
            m.raw("</tbody>\n");
        }
    }

    fn cell(&self, m: &mut Markup, at: usize, cell: Option<&CellData>) {
        let Some(column) = self.table.columns.get(at) else { return };
        let heads = at == 0 && column.2.is_none();
        m.raw(if heads { "<th scope=\"row\"" } else { "<td" }).attr("class", column.1);
        if self.opens == Opens::Panel {
            m.number("data-c", at);
        }
        m.raw(">");
        if let Some(cell) = cell {
            self.entries(m, &cell.1);
            self.verdict(m, cell.2, cell.3);
        } else if column.2.is_some() {
            self.verdict(m, self.table.empty.0, self.table.empty.1);
        }
        m.raw(if heads { "</th>" } else { "</td>" });
    }

    fn verdict(&self, m: &mut Markup, outcome: &str, verdict: u32) {
        if verdict != 0 {
            m.raw("<span")
                .attr("class", &format!("v {outcome}"))
                .raw(">")
                .words(self.data.word(verdict), self.lang)
                .raw("</span>");
        }
    }

    fn entries(&self, m: &mut Markup, entries: &[EntryData]) {
        if let [one] = entries {
            self.entry(m, 0, one);
            return;
        }
        let list = |m: &mut Markup, from: usize, part: &[EntryData]| {
            if part.is_empty() {
                return;
            }
            m.raw("<ul>");
            for (i, entry) in part.iter().enumerate() {
                m.raw("<li>");
                self.entry(m, from + i, entry);
                m.raw("</li>");
            }
            m.raw("</ul>");
        };
        // A summary that would hide one entry takes the room of that entry.
        let shown = if entries.len() <= SHOWN + 1 { entries.len() } else { SHOWN };
        let (first, others) = entries.split_at_checked(shown).unwrap_or((entries, &[]));
        list(m, 0, first);
        if !others.is_empty() {
            let more = self.words.more.replace("{n}", &others.len().to_string());
            m.raw("<details class=\"more\"><summary>").text(&more).raw("</summary>");
            list(m, shown, others);
            m.raw("</details>");
        }
    }

    fn entry(&self, m: &mut Markup, at: usize, entry: &EntryData) {
        match self.opens {
            Opens::Panel if !entry.2.is_empty() => {
                m.raw("<button type=\"button\" class=\"s\"").number("data-e", at).raw(">");
                self.said(m, entry);
                m.raw("</button>");
            }
            Opens::InPlace if !entry.2.is_empty() => {
                m.raw("<details><summary>");
                self.said(m, entry);
                m.raw("</summary>");
                for source in entry.2.iter().filter_map(|at| self.data.source(*at)) {
                    self.source(m, source);
                }
                m.raw("</details>");
            }
            _ => {
                m.raw("<span class=\"p\">");
                self.said(m, entry);
                m.raw("</span>");
            }
        }
    }

    fn said(&self, m: &mut Markup, entry: &EntryData) {
        let said = self.data.word(entry.0);
        m.raw("<b");
        if foreign(said, self.lang) {
            m.raw(" lang=\"zh\"");
        }
        m.raw(">").text(said).raw("</b>");
        if entry.1 != 0 {
            let rest = self.data.word(entry.1);
            let long = self.opens == Opens::Panel && rest.chars().count() > LONG;
            m.raw(if long { " <i class=\"long\">" } else { " <i>" }).words(rest, self.lang).raw("</i>");
        }
    }

    /// Plan, path, line, and the sentence with the part marked.
    fn source(&self, m: &mut Markup, source: &SourceData) {
        let plan = usize::try_from(source.plan).ok().and_then(|at| self.data.plans.get(at));
        m.raw("<p class=\"cp-source\"><cite>");
        if let Some(plan) = plan {
            m.words(self.data.word(plan.0), self.lang).raw(" ");
        }
        m.words(self.data.word(source.path), self.lang);
        for (label, number) in [(self.words.line, source.line), (self.words.page, source.page)] {
            if number != 0 {
                m.raw(" · ").text(&label.replace("{n}", &number.to_string()));
            }
        }
        m.raw("</cite>");
        let sentence = self.data.word(source.sentence);
        if let Some((before, part, after)) = cut(sentence, source.from, source.to) {
            m.raw(" <q lang=\"zh\">").text(before).raw("<mark>").text(part).raw("</mark>").text(after).raw("</q>");
        } else if source.title != 0 {
            m.raw(" ").words(self.data.word(source.title), self.lang);
        }
        if source.note != 0 {
            m.raw(" (").words(self.data.word(source.note), self.lang).raw(")");
        }
        m.raw("</p>");
    }
}

/// A sentence in three, at positions that count UTF-16 units.
fn cut(sentence: &str, from: u32, to: u32) -> Option<(&str, &str, &str)> {
    let byte = |units: u32| {
        let (mut seen, mut at) = (0, 0);
        for c in sentence.chars() {
            if seen >= units {
                break;
            }
            seen += u32::from(c.len_utf16() == 2) + 1;
            at += c.len_utf8();
        }
        at
    };
    if sentence.is_empty() || from >= to {
        return None;
    }
    let (from, to) = (byte(from), byte(to));
    Some((sentence.get(..from)?, sentence.get(from..to)?, sentence.get(to..)?))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn positions_count_as_the_script_counts() {
        assert_eq!(cut("建𠮷3所学校。", 1, 5), Some(("建", "𠮷3所", "学校。")));
        assert_eq!(cut("", 0, 0), None);
    }
}
