//! The heads of the documents, and how much they hold.

use super::Corpus;
use super::table::{Cell, Column, Kind, Table, Value};
use crate::model::{AnnexText, Due, Plan};

/// The table `documents`: a row for each field of the head, then counts of what the plans hold (all of it, annexes too, whatever the options
/// say); a column for each plan. An empty cell is a field that the plan does not have.
pub fn documents(corpus: &Corpus<'_>) -> Table {
    let about = [Column::new("field", "项目", "Field", Kind::Text)];
    let mut table = Table::new("documents", "文件", "Documents", corpus.columns(about));
    let mut row = |id: &str, zh: &str, en: &str, values: &dyn Fn(&Plan) -> Vec<Value>| {
        let mut cells = vec![Cell::of(Value::Said(super::table::names(zh, en)))];
        cells.extend(corpus.plans().iter().map(|compared| Cell::list(values(compared.plan), &[])));
        table.push(id, None, cells);
    };
    let text = |text: &str| Value::Text(text.to_owned());
    let count = |n: usize| vec![Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))];
    row("title", "标题", "Title", &|plan| vec![text(&plan.title)]);
    row("place", "地方", "Place", &|plan| vec![text(&plan.place.full_name())]);
    row("level", "层级", "Level", &|plan| vec![Value::Term { list: "level".to_owned(), id: plan.place.level.to_string() }]);
    row("code", "区划代码（版本）", "Division code (edition)", &|plan| {
        plan.place.code.iter().map(|code| text(&format!("{} ({})", code.code, code.edition))).collect()
    });
    row("issuers", "发文机关", "Issuers", &|plan| plan.issuers.iter().map(|issuer| text(issuer)).collect());
    row("number", "文号", "Document number", &|plan| plan.document_number.iter().map(|number| text(number)).collect());
    row("issued", "成文日期", "Issued", &|plan| plan.issued.map(|date| Value::Due(Due::Day(date))).into_iter().collect());
    row("effective", "施行日期", "In force from", &|plan| {
        plan.effective.map(|date| Value::Due(Due::Day(date))).into_iter().collect()
    });
    row("status", "状态", "Status", &|plan| vec![Value::Term { list: "status".to_owned(), id: plan.status.to_string() }]);
    row("from", "起始年", "First year", &|plan| {
        plan.period.map(|period| Value::Due(Due::Year(period.from))).into_iter().collect()
    });
    row("to", "末年", "Last year", &|plan| plan.period.map(|period| Value::Due(Due::Year(period.to))).into_iter().collect());
    row("annexes", "附件（有正文）", "Annexes with their text", &|plan| {
        count(plan.annexes.iter().filter(|annex| annex.text == AnnexText::Included).count())
    });
    row("units", "单元", "Units of the outline", &|plan| count(plan.units().count()));
    row("goals", "目标", "Goals", &|plan| count(plan.goals.len()));
    row("measures", "措施", "Measures", &|plan| count(plan.measures.len()));
    row("incentives", "激励", "Incentives", &|plan| count(plan.incentives.len()));
    row("funding", "经费", "Funding", &|plan| count(plan.funding.len()));
    row("accountability", "问责", "Accountability", &|plan| count(plan.accountability.len()));
    row("promises", "承诺", "Promises", &|plan| count(plan.promises().count()));
    row("quantified", "有数字的承诺", "Promises with a number", &|plan| {
        count(plan.promises().filter(|(_, target)| target.quantity.is_some()).count())
    });
    table
}
