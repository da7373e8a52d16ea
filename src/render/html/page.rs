//! The page around the tables: head, contents, settings, sections, colophon, the panel for sources, data and script.

use super::ReportOptions;
use super::charts::Chart;
use super::data::{Data, TableData};
use super::markup::Markup;
use super::table::{self, View};
use super::words::Words;
use crate::compare::Corpus;
use crate::render::Labels;
use crate::vocabulary::Lang;

pub(super) const STYLE: &str = include_str!("style.css");
pub(super) const SCRIPT: &str = include_str!("script.js");

/// SHA-256 of style and script, as the policy of the page names them: the browser runs these two and nothing else. A test of this file
/// works them out anew.
const STYLE_HASH: &str = "sha256-w6gCc+hToicfU0cMi9Vc6bSE5BN3921mGenTWjtXTvo=";
const SCRIPT_HASH: &str = "sha256-H3gX/5JizFKaDO22Sv5KSS4JGEGu4ZMWirA4Oj/Cylo=";

/// What a page is made of.
pub(super) struct Page<'p, 'a> {
    pub(super) corpus: &'p Corpus<'a>,
    pub(super) data: &'p Data,
    /// The drawings of each table.
    pub(super) charts: &'p [Vec<Chart>],
    pub(super) options: &'p ReportOptions,
    pub(super) labels: &'p Labels<'p>,
    pub(super) words: &'static Words,
}

/// What the script is told beside the tables.
#[derive(serde::Serialize)]
struct Told<'t> {
    lang: &'static str,
    page: usize,
    shown: usize,
    entries: usize,
    long: usize,
    words: &'t Words,
    data: &'t Data,
}

impl Page<'_, '_> {
    pub(super) fn write(&self) -> Result<String, serde_json::Error> {
        let mut m = Markup::new();
        m.raw("<!DOCTYPE html>\n<html").attr("lang", self.words.lang).raw(">\n");
        self.head(&mut m);
        m.raw("<body>\n<a class=\"skip\" href=\"#main\">").text(self.words.skip).raw("</a>\n");
        self.masthead(&mut m);
        m.raw("<div class=\"frame\">\n");
        self.aside(&mut m);
        m.raw("<main id=\"main\" tabindex=\"-1\">\n");
        m.raw("<noscript><p class=\"remark\">").text(self.words.no_script).raw("</p></noscript>\n");
        let mut figures = 0;
        for (n, table) in self.data.tables.iter().enumerate() {
            let charts = self.charts.get(n).map_or(&[][..], Vec::as_slice);
            self.section(&mut m, n, table, charts, &mut figures);
        }
        self.reading(&mut m);
        m.raw("</main>\n</div>\n");
        self.colophon(&mut m);
        self.panel(&mut m);
        let told = Told {
            lang: self.words.lang,
            page: self.options.page_size,
            shown: self.options.counties,
            entries: table::SHOWN,
            long: table::LONG,
            words: self.words,
            data: self.data,
        };
        m.raw("<script type=\"application/json\" id=\"data\">").json(&serde_json::to_string(&told)?).raw("</script>\n");
        m.raw("<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
        Ok(m.finish())
    }

    fn title(&self) -> &str {
        self.options.title.as_deref().unwrap_or(self.words.title)
    }

    fn head(&self, m: &mut Markup) {
        m.raw("<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"");
        let policy = format!(
            "default-src 'none'; script-src '{SCRIPT_HASH}'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'; \
             require-trusted-types-for 'script'"
        );
        m.attr("content", &policy).raw(">\n");
        m.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        m.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        m.raw("<meta name=\"generator\" content=\"crossplan ").raw(env!("CARGO_PKG_VERSION")).raw("\">\n");
        m.raw("<title>").text(self.title()).raw("</title>\n<style>").raw(STYLE).raw("</style>\n</head>\n");
    }

    fn masthead(&self, m: &mut Markup) {
        let plans = self.corpus.plans();
        m.raw("<header class=\"masthead\">\n<h1>").words(self.title(), self.labels.lang).raw("</h1>\n<p class=\"lede\">");
        let gap = if self.labels.lang == Lang::Zh { "" } else { " " };
        m.figure(plans.len()).raw(gap).text(self.words.lede);
        let texts = plans.iter().filter(|compared| compared.text.is_some()).count();
        if texts > 0 {
            m.raw(gap).figure(texts).raw(gap).text(self.words.lede_texts);
        }
        m.raw("</p>\n");
        // More names than a reader takes in are for the settings.
        if plans.len() <= 24 {
            m.raw("<p class=\"names\">");
            for (i, plan) in self.data.plans.iter().enumerate() {
                let name = format!("{} {}", self.data.word(plan.0), self.data.word(plan.1));
                m.raw(if i > 0 { " · " } else { "" }).words(&name, self.labels.lang);
            }
            m.raw("</p>\n");
        }
        m.raw("</header>\n");
    }

    /// Contents and settings.
    fn aside(&self, m: &mut Markup) {
        m.raw("<div class=\"aside\">\n<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">");
        m.text(self.words.contents).raw("</h2>\n<ol>\n");
        for (n, table) in self.data.tables.iter().enumerate() {
            m.raw("<li><a")
                .attr("href", &format!("#s{}", n + 1))
                .raw(">")
                .words(&table.title, self.labels.lang)
                .raw("</a></li>\n");
        }
        m.raw("<li><a href=\"#reading\">").text(self.words.reading).raw("</a></li>\n</ol>\n</nav>\n");
        m.raw("<section class=\"settings live\" aria-labelledby=\"settings\">\n<h2 id=\"settings\">");
        m.text(self.words.settings).raw("</h2>\n");
        m.raw("<p><button type=\"button\" class=\"plain\" id=\"theme\">").text(self.words.dark).raw("</button></p>\n");
        if self.data.plans.len() > 1 {
            self.chooser(m);
        }
        m.raw("</section>\n</div>\n");
    }

    fn chooser(&self, m: &mut Markup) {
        let chosen = self.words.chosen.replace("{n}", &self.shown().len().to_string());
        let chosen = chosen.replace("{m}", &self.data.plans.len().to_string());
        m.raw("<details class=\"chooser\">\n<summary id=\"chosen\">").text(&chosen).raw("</summary>\n");
        m.raw("<p><label>")
            .text(self.words.find_county)
            .raw(" <input type=\"search\" id=\"find\" autocomplete=\"off\"></label></p>\n<p>");
        m.raw("<button type=\"button\" class=\"plain\" id=\"all\">").text(self.words.choose_all).raw("</button> ");
        m.raw("<button type=\"button\" class=\"plain\" id=\"first\">").text(self.words.choose_first).raw("</button></p>\n");
        m.raw("<div class=\"names\" role=\"group\" aria-labelledby=\"chosen\" id=\"plans\">\n");
        for (i, plan) in self.data.plans.iter().enumerate() {
            m.raw("<label><input type=\"checkbox\"").number("value", i).raw(if i < self.options.counties {
                " checked"
            } else {
                ""
            });
            let name = format!("{} {}", self.data.word(plan.0), self.data.word(plan.1));
            m.raw("> ").words(&name, self.labels.lang).raw("</label>\n");
        }
        m.raw("</div>\n</details>\n");
    }

    /// The plans whose columns are shown at first.
    fn shown(&self) -> Vec<usize> {
        (0..self.data.plans.len()).take(self.options.counties).collect()
    }

    fn section(&self, m: &mut Markup, n: usize, table: &TableData, charts: &[Chart], figures: &mut usize) {
        let number = (n + 1).to_string();
        let id = |part: &str| format!("{part}{number}");
        m.raw("<section").attr("id", &id("s")).attr("aria-labelledby", &id("h")).attr("data-table", &table.id).raw(">\n");
        m.raw("<h2").attr("id", &id("h")).raw(">").words(&table.title, self.labels.lang).raw("</h2>\n");
        for chart in charts {
            *figures += 1;
            self.figure(m, *figures, n + 1, chart);
        }
        let columns: Vec<usize> = (0..table.columns.len())
            .filter(|at| table.columns.get(*at).and_then(|column| column.2).is_none_or(|plan| plan < self.options.counties))
            .collect();
        let chosen = columns.len() < table.columns.len();
        // Rows that say nothing of the counties shown wait until theirs are chosen.
        let of_shown = |row: &super::data::RowData| {
            let theirs = |at: usize| columns.binary_search(&at).is_ok() && table.columns.get(at).is_some_and(|c| c.2.is_some());
            !chosen || row.2.iter().any(|cell| theirs(cell.0) && !cell.1.is_empty())
        };
        let all: Vec<usize> = table.rows.iter().enumerate().filter(|(_, row)| of_shown(row)).map(|(at, _)| at).collect();
        let rows = all.get(..self.options.page_size.min(all.len())).unwrap_or(&all);
        let status = self.status(rows.len(), all.len(), table.rows.len());
        self.tools(m, [&id("q"), &id("n"), &id("t")], &status, table);
        m.raw("<p class=\"skip-table\"><a class=\"skip\"")
            .attr("href", &id("#e"))
            .raw(">")
            .text(self.words.skip_table)
            .raw("</a></p>\n");
        m.raw("<section class=\"region\" tabindex=\"0\"").attr("aria-labelledby", &id("c")).raw(">\n<table");
        m.attr("id", &id("t"))
            .raw(">\n<caption")
            .attr("id", &id("c"))
            .raw("><span class=\"no\">")
            .text(self.words.table)
            .raw(" ");
        m.figure(n + 1).raw("</span> ").words(&table.title, self.labels.lang).raw("</caption>\n");
        table::write(m, self.data, table, self.labels.lang, View { columns: &columns, rows });
        m.raw("</table>\n</section>\n");
        if rows.len() < all.len() {
            m.raw("<noscript><p class=\"remark\">").figure(rows.len()).raw(" / ").figure(all.len()).raw(" ");
            m.text(self.words.first_rows).raw("</p></noscript>\n");
        }
        self.pager(m, &id("t"), &table.title, all.len() <= self.options.page_size);
        if !table.notes.is_empty() {
            m.raw("<ul class=\"notes\">\n");
            for note in &table.notes {
                m.raw("<li>").words(note, self.labels.lang).raw("</li>\n");
            }
            m.raw("</ul>\n");
        }
        m.raw("<p class=\"end\" tabindex=\"-1\"").attr("id", &id("e")).raw("></p>\n</section>\n");
    }

    /// The filter and how many rows it leaves.
    fn tools(&self, m: &mut Markup, [input, status, table]: [&str; 3], said: &str, data: &TableData) {
        m.raw("<div class=\"tools live\">\n<label").attr("for", input).raw(">").text(self.words.filter);
        m.raw(" <span class=\"hidden\">").words(&data.title, self.labels.lang).raw("</span></label>\n");
        m.raw("<input type=\"search\" autocomplete=\"off\"").attr("id", input).attr("aria-controls", table).raw(">\n");
        m.raw("<p class=\"status\" role=\"status\"").attr("id", status).raw(">").text(said).raw("</p>\n</div>\n");
    }

    /// Which rows are shown, of how many, and how many wait.
    fn status(&self, shown: usize, of: usize, all: usize) -> String {
        let fill = |text: &str, values: &[(&str, usize)]| {
            values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, &value.to_string()))
        };
        let mut status = match shown {
            0 => self.words.no_rows.to_owned(),
            _ => fill(self.words.rows, &[("{a}", 1), ("{b}", shown), ("{n}", of)]),
        };
        if of < all {
            status.push_str(&fill(self.words.left_out, &[("{n}", all - of)]));
        }
        status
    }

    fn pager(&self, m: &mut Markup, table: &str, title: &str, idle: bool) {
        m.raw("<nav class=\"pager live\"")
            .raw(if idle { " hidden" } else { "" })
            .attr("aria-label", &format!("{}{title}", self.words.pages_of))
            .raw(">\n");
        m.raw("<button type=\"button\" class=\"plain back\"").attr("aria-controls", table).raw(">").text(self.words.previous);
        m.raw("</button>\n<button type=\"button\" class=\"plain on\"")
            .attr("aria-controls", table)
            .raw(">")
            .text(self.words.next);
        m.raw("</button>\n<label>").text(self.words.page_size).raw(" <select>");
        let mut sizes = vec![10, 25, 50, 100];
        if !sizes.contains(&self.options.page_size) && self.options.page_size < usize::MAX {
            sizes.push(self.options.page_size);
            sizes.sort_unstable();
        }
        for size in sizes {
            let chosen = if size == self.options.page_size { " selected" } else { "" };
            m.raw("<option").number("value", size).raw(chosen).raw(">").figure(size).raw("</option>");
        }
        let chosen = if self.options.page_size == usize::MAX { " selected" } else { "" };
        m.raw("<option value=\"0\"").raw(chosen).raw(">").text(self.words.all).raw("</option></select></label>\n</nav>\n");
    }

    fn figure(&self, m: &mut Markup, n: usize, table: usize, chart: &Chart) {
        let id = |part: &str| format!("f{n}{part}");
        m.raw("<figure class=\"chart\"").attr("id", &id("")).attr("data-chart", chart.kind).raw(">\n");
        m.raw("<figcaption").attr("id", &id("c")).raw("><span class=\"no\">").text(self.words.figure).raw(" ").figure(n);
        m.raw("</span> ").words(&chart.title, self.labels.lang).raw("</figcaption>\n").part(&chart.legend);
        m.raw("<section class=\"region\" tabindex=\"0\"").attr("aria-labelledby", &id("c")).raw(">\n");
        for (i, drawing) in chart.drawings.iter().enumerate() {
            let (title, desc) = (id(&format!("t{i}")), id(&format!("d{i}")));
            m.raw("<svg role=\"img\"").attr("aria-labelledby", &format!("{title} {desc}"));
            m.number("width", drawing.width).number("height", drawing.height);
            m.attr("viewBox", &format!("0 0 {} {}", drawing.width.ceil(), drawing.height.ceil()));
            m.raw(">\n<title").attr("id", &title).raw(">").text(&drawing.title).raw("</title>\n<desc").attr("id", &desc).raw(">");
            m.text(&drawing.text).raw("</desc>\n").part(&drawing.marks).raw("</svg>\n");
        }
        m.raw("</section>\n<p class=\"behind\">").text(self.words.behind).raw(" <a").attr("href", &format!("#s{table}")).raw(">");
        m.text(self.words.table).raw(" ").figure(table).raw("</a></p>\n</figure>\n");
    }

    fn reading(&self, m: &mut Markup) {
        m.raw("<section id=\"reading\" aria-labelledby=\"how\">\n<h2 id=\"how\">")
            .text(self.words.reading)
            .raw("</h2>\n<ul class=\"notes\">\n");
        for line in self.words.reading_text {
            m.raw("<li>").text(line).raw("</li>\n");
        }
        m.raw("</ul>\n</section>\n");
    }

    /// The versions on which the figures depend.
    fn colophon(&self, m: &mut Markup) {
        m.raw("<footer class=\"colophon\">\n<p>").text(self.words.made_with).raw(" crossplan ").raw(env!("CARGO_PKG_VERSION"));
        for edition in self.corpus.words().editions() {
            m.raw(" · ").text(&edition.id).raw(" ").text(&edition.version);
        }
        m.raw("</p>\n</footer>\n");
    }

    fn panel(&self, m: &mut Markup) {
        m.raw("<dialog id=\"panel\" aria-labelledby=\"panel-title\">\n<form method=\"dialog\"><button type=\"submit\" class=\"plain\">");
        m.text(self.words.close).raw("</button></form>\n<h2 id=\"panel-title\">").text(self.words.source);
        m.raw("</h2>\n<div id=\"panel-body\"></div>\n</dialog>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use sha2::Digest;

    #[test]
    fn the_policy_names_this_style_and_this_script() {
        for (text, stated) in [(STYLE, STYLE_HASH), (SCRIPT, SCRIPT_HASH)] {
            let digest = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text));
            assert_eq!(stated, format!("sha256-{digest}"), "the file has changed: put its new hash into this file");
        }
    }

    #[test]
    fn style_and_script_stay_in_their_elements_and_ask_for_nothing() {
        for text in [STYLE, SCRIPT] {
            for bad in ["</", "<!--", "http:", "https:", "url(", "@import", "innerHTML", "eval(", "\r"] {
                assert!(!text.contains(bad), "{bad}");
            }
        }
    }
}
