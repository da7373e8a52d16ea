//! Every table by its id.

use super::options::CompareError;
use super::table::{Cell, Column, Kind, Table, Value};
use super::wording::cited_table;
use super::{
    Codebook, Corpus, OriginOptions, SimilarityOptions, accountability, alone, coverage, documents, facts_table, funding,
    incentives, items_table, measures, origins, pairs_table, pmc, profile, responsibility, similarity, targets, topics,
    units_table,
};

/// A table that can be made from a corpus.
#[derive(Clone, Copy, Debug)]
pub struct TableInfo {
    /// Its id.
    pub id: &'static str,
    /// Its title in Chinese.
    pub zh: &'static str,
    /// Its title in English.
    pub en: &'static str,
    /// What it is, in Chinese.
    pub about_zh: &'static str,
    /// What it is, in English.
    pub about_en: &'static str,
    /// Whether it is laid out for readers or for programs.
    pub form: Form,
    make: fn(&Corpus<'_>) -> Result<Table, CompareError>,
}

/// What a table is laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// To be read: it stands in a report.
    Report,
    /// One row a fact, to be worked on: an export, a data frame.
    Data,
}

/// Every table, in the order of a report; those for programs at the end.
pub const TABLES: &[TableInfo] = &[
    TableInfo {
        id: "documents",
        zh: "文件",
        en: "Documents",
        about_zh: "各方案的文头与篇幅。",
        about_en: "The heads of the plans, and how much they hold.",
        form: Form::Report,
        make: |corpus| Ok(documents(corpus)),
    },
    TableInfo {
        id: "targets",
        zh: "指标",
        en: "Targets by indicator",
        about_zh: "每项指标各县的承诺、排名、与全国参照的距离、所需年度进度。",
        about_en: "For each indicator what each plan promises, with rank, distance to the national reference and required yearly pace.",
        form: Form::Report,
        make: |corpus| Ok(targets(corpus).table(corpus)),
    },
    TableInfo {
        id: "measures",
        zh: "措施对照",
        en: "Measures side by side",
        about_zh: "按对齐结果逐行对照各县的措施。",
        about_en: "The rows of the alignment: what the plans do on the same object.",
        form: Form::Report,
        make: |corpus| Ok(measures(corpus)?.table(corpus)),
    },
    TableInfo {
        id: "topics",
        zh: "措施（按主题）",
        en: "Measures by topic",
        about_zh: "每个主题下各县的措施。",
        about_en: "The measures of each plan under each topic.",
        form: Form::Report,
        make: |corpus| Ok(topics(corpus).table(corpus)),
    },
    TableInfo {
        id: "incentives",
        zh: "激励",
        en: "Incentives",
        about_zh: "按对象和种类对照激励，金额折为每人每年。",
        about_en: "Incentives by beneficiary and kind, amounts in yuan for each person and year.",
        form: Form::Report,
        make: |corpus| Ok(incentives(corpus).table(corpus)),
    },
    TableInfo {
        id: "funding",
        zh: "经费",
        en: "Funding",
        about_zh: "各县的经费和经费规则，数额折为每年，不作合计。",
        about_en: "Money and rules on money, amounts a year, without totals.",
        form: Form::Report,
        make: |corpus| Ok(funding(corpus).table(corpus)),
    },
    TableInfo {
        id: "accountability",
        zh: "问责",
        en: "Accountability",
        about_zh: "逐条列出机制、对谁、由谁、触发和后果。",
        about_en: "Each mechanism with who is held, by whom, what sets it off and what follows.",
        form: Form::Report,
        make: |corpus| Ok(accountability(corpus).table(corpus)),
    },
    TableInfo {
        id: "mechanisms",
        zh: "问责机制",
        en: "Accountability by mechanism",
        about_zh: "每种问责机制下各县的条目。",
        about_en: "The items of each plan under each mechanism.",
        form: Form::Report,
        make: |corpus| Ok(accountability(corpus).mechanisms_table(corpus)),
    },
    TableInfo {
        id: "responsibility",
        zh: "责任单位与主题",
        en: "Responsible units by topic",
        about_zh: "各单位在各主题上牵头、负责、配合的次数。",
        about_en: "How often each office leads, is responsible or helps on each topic.",
        form: Form::Report,
        make: |corpus| Ok(responsibility(corpus).table(corpus)),
    },
    TableInfo {
        id: "coverage",
        zh: "主题覆盖",
        en: "Coverage of topics",
        about_zh: "各县在每个主题上的深度（0至3）及判定依据。",
        about_en: "How deep each plan goes on each topic, 0 to 3, and the items that decide.",
        form: Form::Report,
        make: |corpus| Ok(coverage(corpus).table(corpus)),
    },
    TableInfo {
        id: "alone",
        zh: "独有与独缺",
        en: "Alone in having or lacking",
        about_zh: "唯有本县有的，以及其余各县均有而本县没有的主题、指标、措施。",
        about_en: "Topics, indicators and measures that one plan alone has, and those that all others have and it lacks.",
        form: Form::Report,
        make: |corpus| Ok(alone(corpus)?.table(corpus)),
    },
    TableInfo {
        id: "profile",
        zh: "方案概貌",
        en: "Profiles of the plans",
        about_zh: "措施的具体程度，以及力度、工具、学段、主题的构成。",
        about_en: "How specific the measures are, and the mix of forces, instruments, stages and topics.",
        form: Form::Report,
        make: |corpus| Ok(profile(corpus).table(corpus)),
    },
    TableInfo {
        id: "pmc",
        zh: "PMC指数",
        en: "PMC index",
        about_zh: "政策一致性指数：各变量与子变量的取值、判定依据、总分与等级。",
        about_en: "Policy modelling consistency: each variable and sub-variable with what decided it, the index and its grade.",
        form: Form::Report,
        make: |corpus| Ok(pmc(corpus, Codebook::standard())?.table(corpus)),
    },
    TableInfo {
        id: "similarity",
        zh: "方案相似度",
        en: "Similarity of the plans",
        about_zh: "两两方案在主题、指标、用语上的相似程度。",
        about_en: "How alike every two plans are in topics, targets and wording.",
        form: Form::Report,
        make: |corpus| Ok(similarity(corpus, SimilarityOptions::new()).table(corpus)),
    },
    TableInfo {
        id: "origins",
        zh: "措施用语来源",
        en: "Origins of the measures’ wording",
        about_zh: "与在先或上级方案用语相同的措施，及其相同的词句。",
        about_en: "Measures that share passages with an earlier or superior plan, and the passages.",
        form: Form::Report,
        make: |corpus| Ok(origins(corpus, OriginOptions::new()).table(corpus)),
    },
    TableInfo {
        id: "cited",
        zh: "引用文件",
        en: "Cited documents",
        about_zh: "各方案引用的文件、其层级，以及是否在语料之中。",
        about_en: "The documents that each plan cites, their level, and whether the corpus holds them.",
        form: Form::Report,
        make: |corpus| Ok(cited_table(corpus)),
    },
    TableInfo {
        id: "items",
        zh: "条目",
        en: "Items",
        about_zh: "每份文件的全部条目：编号、主题、力度、责任单位、承诺。",
        about_en: "Every item of every plan: id, topics, force, responsible units, promises.",
        form: Form::Data,
        make: |corpus| Ok(items_table(corpus)),
    },
    TableInfo {
        id: "facts",
        zh: "量化承诺",
        en: "Promises with a number",
        about_zh: "每项有数字的承诺一行。",
        about_en: "Every promise with a number, a row each.",
        form: Form::Data,
        make: |corpus| Ok(facts_table(corpus)),
    },
    TableInfo {
        id: "units",
        zh: "单元",
        en: "Units",
        about_zh: "每个单元一行，附主题、学段、工具、责任单位。",
        about_en: "Every unit of the outlines, a row each, with topics, stages, instruments and duties.",
        form: Form::Data,
        make: |corpus| Ok(units_table(corpus)),
    },
    TableInfo {
        id: "pairs",
        zh: "可比的措施对",
        en: "Comparable pairs",
        about_zh: "每对可比的单元一行，附相近度。",
        about_en: "Every comparable pair of units, a row each, with its closeness.",
        form: Form::Data,
        make: |corpus| pairs_table(corpus),
    },
];

/// The table of that id.
///
/// # Errors
/// An id that no table has; plans that cannot be aligned, where a table rests on their alignment.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, make};
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans);
/// let table = make(&corpus, "targets")?;
/// let cell = table.cell("preschool-gross-enrolment", "XS").expect("a row and a column");
/// assert_eq!(cell.entries.len(), 1);
/// assert!(make(&corpus, "target").is_err());
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn make(corpus: &Corpus<'_>, id: &str) -> Result<Table, CompareError> {
    let info = TABLES.iter().find(|info| info.id == id);
    let info = info.ok_or_else(|| CompareError::table(id, TABLES.iter().map(|info| info.id)))?;
    info.make(corpus)
}

/// The tables that there are, as a table: id, title, what each is.
pub fn contents(corpus: &Corpus<'_>) -> Table {
    let columns = vec![
        Column::new("id", "编号", "Id", Kind::Text),
        Column::new("title", "名称", "Title", Kind::Text),
        Column::new("about", "说明", "About", Kind::Text),
    ];
    let names: Vec<&str> = corpus.plans().iter().map(|plan| plan.name).collect();
    let mut table = Table::new("contents", "比较表", "Tables", columns).note(&names.join("、"), &names.join(", "));
    for info in TABLES {
        let said = |zh: &str, en: &str| Cell::of(Value::Said(super::table::names(zh, en)));
        let cells = vec![Cell::of(Value::Text(info.id.to_owned())), said(info.zh, info.en), said(info.about_zh, info.about_en)];
        table.push(info.id, None, cells);
    }
    table
}

/// Every table that is laid out for readers, in the order of [`TABLES`].
///
/// # Errors
/// Plans that cannot be aligned.
pub fn make_all(corpus: &Corpus<'_>) -> Result<Vec<Table>, CompareError> {
    TABLES.iter().filter(|info| info.form == Form::Report).map(|info| info.make(corpus)).collect()
}

impl TableInfo {
    /// Makes it.
    ///
    /// # Errors
    /// Plans that cannot be aligned, where it rests on their alignment.
    pub fn make(&self, corpus: &Corpus<'_>) -> Result<Table, CompareError> {
        (self.make)(corpus)
    }
}
