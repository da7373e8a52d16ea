//! The comparison as terminal text: tables whose columns line up although Chinese characters are two cells wide.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use super::cells::grid;
use super::label::Labels;
use crate::compare::tables::{Alone, Column, Listed, TargetCell, alone, listing, measures, targets, uncatalogued};
use crate::model::{Class, Condition, ItemRef, Plan, Target};
use crate::vocabulary::{Entry, Lang, Vocabulary};

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

    /// The vocabulary that rows and names come from.
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

/// The whole comparison: head, targets, measures, what each alone has, incentives, funding, accountability.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::tables::Column;
/// use crossplan::render::{TextOptions, comparison};
/// let plans = crossplan::samples::plans()?;
/// let columns: Vec<Column<'_>> = plans.iter().map(|(code, plan)| Column { name: code, plan }).collect();
/// let text = comparison(&columns, &TextOptions::new().width(120));
/// assert!(text.contains("徐水区"));
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn comparison(columns: &[Column<'_>], options: &TextOptions<'_>) -> String {
    let sheet = Sheet { columns, labels: options.labels(), width: options.width };
    let tables = [
        sheet.head(),
        sheet.targets(),
        sheet.measures(),
        sheet.alone(),
        sheet.incentives(),
        sheet.funding(),
        sheet.accountability(),
        sheet.made_with(),
    ];
    tables.join("\n")
}

/// One table as terminal text: title, columns that line up, long cells wrapped, notes below.
pub fn terminal(table: &crate::compare::table::Table, options: &TextOptions<'_>) -> String {
    let labels = options.labels();
    let (header, rows) = grid(table, &labels);
    let rows = rows.into_iter().map(|row| row.into_iter().map(|cell| cell.join("\n")).collect()).collect();
    let mut out = drawn(labels.pick(&table.title), header, rows, &labels, options.width);
    for note in &table.notes {
        out.push_str(&format!("  {}\n", labels.pick(note)));
    }
    out
}

fn drawn(title: &str, header: Vec<String>, rows: Vec<Vec<String>>, labels: &Labels<'_>, width: u16) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width);
    if labels.lang == Lang::Zh {
        // Chinese breaks anywhere; at spaces only, a cell would be torn at the few it has. No text holds this character.
        table.set_delimiter('\u{1}');
    }
    table.set_header(header);
    table.add_rows(rows);
    format!("{title}\n{}\n", table.trim_fmt())
}

struct Sheet<'a> {
    columns: &'a [Column<'a>],
    labels: Labels<'a>,
    width: u16,
}

impl<'a> Sheet<'a> {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.labels.lang == Lang::Zh { zh } else { en }
    }

    fn table(&self, title: &str, header: Vec<String>, rows: Vec<Vec<String>>) -> String {
        drawn(title, header, rows, &self.labels, self.width)
    }

    /// The versions that the tables depend on, so that they can be made again.
    fn made_with(&self) -> String {
        let editions: Vec<String> =
            self.labels.vocabulary.editions().into_iter().map(|e| format!("{} {}", e.id, e.version)).collect();
        let made = self.pick("制表", "Made with");
        format!("{made}: crossplan {}\n  {}\n", env!("CARGO_PKG_VERSION"), editions.join("\n  "))
    }

    fn names(&self) -> Vec<String> {
        let name = |c: &Column<'_>| format!("{} {}", c.name, c.plan.place.name);
        self.columns.iter().map(name).collect()
    }

    fn head(&self) -> String {
        let mut header = vec![String::new()];
        header.extend(self.names());
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
        let code = |code: &crate::model::DivisionCode| format!("{} ({})", code.code, code.edition);
        let row = |zh: &'static str, en: &'static str, value: &dyn Fn(&Plan) -> String| {
            let mut row = vec![self.pick(zh, en).to_owned()];
            row.extend(self.columns.iter().map(|column| value(column.plan)));
            row
        };
        let rows = vec![
            row("标题", "Title", &|p| p.title.clone()),
            row("地方", "Place", &|p| p.place.full_name()),
            row("区划代码（版本）", "Division code (edition)", &|p| or_dash(p.place.code.as_ref().map(code))),
            row("发文机关", "Issuers", &|p| or_dash(joined(&p.issuers))),
            row("文号", "Document number", &|p| or_dash(p.document_number.clone())),
            row("成文日期", "Issued", &|p| or_dash(p.issued.map(|date| date.to_string()))),
            row("状态", "Status", &|p| self.labels.kind("status", p.status.as_str()).to_owned()),
            row("期限", "Period", &|p| or_dash(p.period.map(|period| period.to_string()))),
            row("目标/措施/激励/经费/问责", "Goals/measures/incentives/funding/accountability", &|p| {
                let counts = [p.goals.len(), p.measures.len(), p.incentives.len(), p.funding.len(), p.accountability.len()];
                counts.map(|n| n.to_string()).join(" / ")
            }),
        ];
        self.table(self.pick("一、文件", "1. Documents"), header, rows)
    }

    fn targets(&self) -> String {
        let mut header = vec![self.pick("指标", "Indicator").to_owned(), self.pick("国家参照", "National reference").to_owned()];
        header.extend(self.names());
        let rows = targets(self.columns, self.labels.vocabulary)
            .into_iter()
            .map(|row| {
                let references: Vec<String> = row.indicator.references.iter().map(|r| self.labels.reference(r)).collect();
                let mut cells = vec![row.indicator.name(self.labels.lang).to_owned(), references.join("\n")];
                cells.extend(row.cells.iter().map(|cell| self.target_cell(cell)));
                cells
            })
            .collect();
        let mut text = self.table(self.pick("二、指标", "2. Targets by indicator"), header, rows);
        let left: usize = uncatalogued(self.columns, self.labels.vocabulary).iter().map(Vec::len).sum();
        if left > 0 {
            text.push_str(&match self.labels.lang {
                Lang::Zh => format!("另有 {left} 项量化承诺不属于指标目录，见 facts 导出。\n"),
                Lang::En => format!("{left} more quantified promises belong to no indicator; the facts export lists them.\n"),
            });
        }
        text
    }

    /// Equal statements at several places are one line with the places behind it.
    fn target_cell(&self, cell: &[TargetCell<'_>]) -> String {
        let mut lines: indexmap::IndexMap<String, Vec<String>> = indexmap::IndexMap::new();
        for one in cell {
            let mut line = self.labels.promise(one.target);
            if let Some(scope) = &one.target.scope {
                line.push_str(&format!(" [{scope}]"));
            }
            line.push_str(&format!(" · {}", self.labels.force(one.force)));
            let places = lines.entry(line).or_default();
            let path = one.item.path().to_string();
            if !places.contains(&path) {
                places.push(path);
            }
        }
        lines.into_iter().map(|(line, places)| format!("{line} ({})", places.join(", "))).collect::<Vec<_>>().join("\n")
    }

    fn measures(&self) -> String {
        let mut header = vec![self.pick("主题", "Topic").to_owned()];
        header.extend(self.names());
        let rows = measures(self.columns, self.labels.vocabulary)
            .into_iter()
            .map(|row| {
                let name = self.labels.vocabulary.topics.label(&row.topic.id, self.labels.lang);
                let mut cells = vec![format!("{} {name}", row.topic.id)];
                for cell in &row.cells {
                    let lines: Vec<String> = cell
                        .iter()
                        .map(|m| {
                            let mark = if m.primary { "●" } else { "○" };
                            format!("{mark} {}\n  {}", m.measure.title, m.measure.path)
                        })
                        .collect();
                    cells.push(lines.join("\n"));
                }
                cells
            })
            .collect();
        let title = self.pick("三、措施（● 首要主题，○ 兼及）", "3. Measures by topic (● first topic, ○ further topic)");
        self.table(title, header, rows)
    }

    fn alone(&self) -> String {
        let header = vec![
            self.pick("地方", "Place").to_owned(),
            self.pick("独有的主题", "Topics that no other has").to_owned(),
            self.pick("独有的指标", "Indicators that no other has").to_owned(),
        ];
        let lang = self.labels.lang;
        let rows = self
            .names()
            .into_iter()
            .zip(alone(self.columns, self.labels.vocabulary))
            .map(|(name, Alone { topics, indicators })| {
                let topics: Vec<String> = topics.iter().map(|t| format!("{} {}", t.id, t.name(lang))).collect();
                let indicators: Vec<&str> = indicators.iter().map(|i| i.name(lang)).collect();
                vec![name, topics.join("\n"), indicators.join(self.pick("、", "; "))]
            })
            .collect();
        self.table(self.pick("四、独有", "4. What one place alone has"), header, rows)
    }

    fn list(
        &self,
        title: &str,
        class: Class,
        header: &[(&'static str, &'static str)],
        row: impl Fn(ItemRef<'_>) -> Vec<String>,
    ) -> String {
        let mut columns = vec![self.pick("地方", "Place").to_owned()];
        columns.extend(header.iter().map(|(zh, en)| self.pick(zh, en).to_owned()));
        columns.push(self.pick("出处", "Source").to_owned());
        let names: Vec<&str> = self.columns.iter().map(|c| c.name).collect();
        let rows = listing(self.columns, class)
            .into_iter()
            .map(|Listed { column, item }| {
                let mut cells = vec![names.get(column).copied().unwrap_or_default().to_owned()];
                cells.extend(row(item));
                cells.push(self.place(item));
                cells
            })
            .collect();
        self.table(title, columns, rows)
    }

    /// Path and line: what a reader needs to find the sentence.
    fn place(&self, item: ItemRef<'_>) -> String {
        match (item.source().line, item.source().page) {
            (Some(line), _) => format!("{} :{line}", item.path()),
            (None, Some(page)) => format!("{} p.{page}", item.path()),
            (None, None) => item.path().to_string(),
        }
    }

    fn promises(&self, list: &[Target]) -> String {
        list.iter().map(|t| format!("{} {}", t.subject, self.labels.promise(t))).collect::<Vec<_>>().join("\n")
    }

    fn conditions(&self, list: &[Condition]) -> String {
        list.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    fn incentives(&self) -> String {
        let header = [
            ("给谁", "Who"),
            ("给什么", "What"),
            ("多少、多久一次", "How much, how often"),
            ("名额", "Quota"),
            ("条件", "Condition"),
            ("谁出", "Payer"),
        ];
        let title = self.pick("五、激励", "5. Incentives");
        self.list(title, Class::Incentive, &header, |item| {
            let ItemRef::Incentive(i) = item else { return Vec::new() };
            let kinds: Vec<&str> = i.kinds.iter().map(|k| self.labels.kind("incentive_kind", k.as_str())).collect();
            vec![
                joined(&i.beneficiaries).unwrap_or_default(),
                format!("{}\n{}", kinds.join("、"), i.title),
                self.promises(&i.awards),
                self.promises(&i.quotas),
                self.conditions(&i.conditions),
                i.payer.clone().unwrap_or_default(),
            ]
        })
    }

    fn funding(&self) -> String {
        let header = [
            ("种类", "Kind"),
            ("内容", "What"),
            ("数额或规则", "Amount or rule"),
            ("来源", "Source of money"),
            ("强度", "Force"),
        ];
        let title = self.pick("六、经费", "6. Funding");
        self.list(title, Class::Funding, &header, |item| {
            let ItemRef::Funding(f) = item else { return Vec::new() };
            vec![
                self.labels.kind("funding_kind", f.kind.as_str()).to_owned(),
                f.title.clone(),
                self.promises(&f.amounts),
                joined(&f.sources).unwrap_or_default(),
                self.labels.force(f.force).to_owned(),
            ]
        })
    }

    fn accountability(&self) -> String {
        let header = [
            ("机制", "Mechanism"),
            ("内容", "What"),
            ("对谁", "Who is held"),
            ("由谁", "By whom"),
            ("触发", "Trigger"),
            ("后果（由轻到重）", "Consequences, mildest first"),
            ("量", "Terms"),
        ];
        let title = self.pick("七、问责", "7. Accountability");
        self.list(title, Class::Accountability, &header, |item| {
            let ItemRef::Accountability(a) = item else { return Vec::new() };
            let ladder: Vec<String> = a
                .consequences
                .iter()
                .enumerate()
                .map(|(i, rung)| {
                    let when = rung.when.as_ref().map(|w| format!("{} → ", w.text)).unwrap_or_default();
                    let amount = rung.target.as_ref().map(|t| format!(" ({})", self.labels.promise(t))).unwrap_or_default();
                    format!("{}. {when}{}{amount}", i + 1, rung.text)
                })
                .collect();
            vec![
                self.labels.kind("mechanism", a.mechanism.as_str()).to_owned(),
                a.title.clone(),
                joined(&a.actors).unwrap_or_default(),
                joined(&a.forums).unwrap_or_default(),
                self.conditions(&a.triggers),
                ladder.join("\n"),
                self.promises(&a.terms),
            ]
        })
    }
}

fn joined(list: &[String]) -> Option<String> {
    (!list.is_empty()).then(|| list.join("、"))
}
