//! Targets by indicator as a table.

use super::{TargetCell, TargetRow, Targets};
use crate::compare::statement::unit_of_changes;
use crate::compare::table::{Cell, Column, Entry, Kind, Outcome, Table, Value, Verdict};
use crate::compare::{Base, Corpus};
use crate::model::{Bound, Quantity};
use crate::vocabulary::{Lang, Names};

impl Targets<'_> {
    /// The table `targets`: a row for each indicator, grouped by topic; the national reference; a column for each plan.
    ///
    /// Derived values of an entry: `stands` (it stands for its plan; said where the plan has several statements), `parts`, `rank`, `distance`,
    /// `reference_met`, `years_apart`, `pace`, `pace_from`, `conflict` or `deviation` (the path of the other statement).
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let about = [
            Column::new("indicator", "指标", "Indicator", Kind::Term),
            Column::new("reference", "全国参照", "National reference", Kind::Entries),
        ];
        let mut table = Table::new("targets", "指标", "Targets by indicator", corpus.columns(about));
        for row in &self.rows {
            let topic = row.indicator.topic.as_deref();
            let group = topic.map(|topic| {
                let label = |lang| format!("{topic} {}", corpus.words().topics.label(topic, lang));
                Names { zh: label(Lang::Zh), en: label(Lang::En) }
            });
            let term = Value::Term { list: "indicator".to_owned(), id: row.indicator.id.clone() };
            let mut cells = vec![Cell::of(term), references(corpus, row)];
            cells.extend(row.cells.iter().map(cell));
            table.push(row.indicator.id.clone(), group, cells);
        }
        let counted = self.uncatalogued.iter().filter(|one| one.target.quantity.is_some()).count();
        let rest = self.uncatalogued.len() - counted;
        table
            .note(
                "一县有多条表述时，代表该县的一条依次取：有数字；水平值；覆盖全域；期限较晚（未写则按方案末年）；目标先于措施；正文先于附件；\
                 行文在先。排名只在方向明确的指标上，在单位、分摊对象、频次、范围、水平或增减均相同的代表表述之间进行，只看数值，同值同名次。",
                "Of several statements of a plan one stands for it, in this order: with a number; a level; for the whole place; the later \
                 year (the plan's last year where none is said); goals before measures; the main body before annexes; text order. Ranks are \
                 given where the indicator has a direction, among the standing statements with the same unit, per, frequency, scope, and \
                 level or change; by value alone, equal values sharing a rank.",
            )
            .note(
                "与全国参照的距离为本县数值减参照值；参照取年份最近者，年份不同时注明相差年数（参照年减期限年）。年度进度为（目标值－基期值）÷\
                 （期限年－基期年），基期年未写时取方案起始年，再取发文年。",
                "Distance to the national reference is the plan's value less the reference, taken from the reference with the nearest \
                 year; where the years differ it says by how many (reference less due). Pace is (target less baseline) over (due year less \
                 baseline year); a baseline without a year counts from the first year of the plan, else from its year of issue.",
            )
            .note(
                &format!("另有{counted}项量化承诺和{rest}项无数字的承诺不属于指标目录，见 facts 导出与各表。"),
                &format!(
                    "{counted} more promises with a number and {rest} without belong to no indicator of the catalogue; the facts \
                     export and the other tables have them."
                ),
            )
    }
}

fn references(corpus: &Corpus<'_>, row: &TargetRow<'_>) -> Cell {
    let entries = row.indicator.references.iter().map(|reference| {
        let quantity = Quantity {
            bound: reference.bound,
            value: reference.value,
            upper: reference.upper,
            unit: reference.unit.clone(),
            per: None,
        };
        let mut entry = Entry::new(Value::Quantity(quantity), Vec::new());
        if let Some(year) = reference.year {
            entry = entry.derive("year", "年份", "year", Value::Integer(year.into()));
        }
        entry.derive("source", "依据", "source", Value::Text(reference.source.clone()))
    });
    let entries: Vec<Entry> = entries.collect();
    let base = corpus.settings().base == Base::National && !entries.is_empty();
    Cell { entries, verdict: base.then(|| Verdict::new(Outcome::Base)) }
}

fn cell(cell: &TargetCell<'_>) -> Cell {
    let several = cell.entries.len() > 1;
    let entries = cell.entries.iter().enumerate().map(|(at, one)| {
        let stands = cell.lead == Some(at);
        let mut entry = one.statement.entry();
        if stands && several {
            entry = entry.derive("stands", "代表本县", "stands for the plan", Value::Flag(true));
        }
        if stands && cell.parts {
            entry =
                entry.derive("parts", "同一指标下分列多项，不作比较", "one of several parts, not compared", Value::Flag(true));
        }
        if let Some(rank) = cell.rank.filter(|_| stands) {
            entry = entry.derive("rank", "名次", "rank", Value::Rank { place: rank.place, of: rank.of });
        }
        if let Ok(distance) = &one.distance {
            let none = || Quantity::new(Bound::Exactly, 0, unit_of_changes(&distance.reference.unit));
            let by = distance.by.clone().unwrap_or_else(none);
            entry = entry.derive("distance", "距全国参照", "from national reference", Value::Quantity(by)).derive(
                "reference_met",
                "达到全国参照",
                "national reference met",
                Value::Flag(distance.met),
            );
            if let Some(years) = distance.years.filter(|years| *years != 0) {
                entry =
                    entry.derive("years_apart", "参照年减期限年", "reference year less due year", Value::Integer(years.into()));
            }
        }
        if let Some(pace) = &one.pace {
            entry = entry.derive("pace", "所需年度进度", "required in a year", Value::Quantity(pace.per_year.clone())).derive(
                "pace_from",
                "起算年",
                "counted from",
                Value::Integer(pace.from.into()),
            );
        }
        if let Some(conflict) = &one.conflict {
            let path = Value::Text(conflict.path.to_string());
            entry = match conflict.excludes {
                true => entry.derive("conflict", "与本方案他处矛盾", "contradicts another place of the plan", path),
                false => entry.derive("deviation", "与本方案他处表述不一", "worded otherwise at another place of the plan", path),
            };
        }
        entry
    });
    Cell { entries: entries.collect(), verdict: Some(cell.verdict.clone()) }
}
