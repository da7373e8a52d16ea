//! Every table by its id.

use super::options::CompareError;
use super::table::Table;
use super::{Codebook, Corpus, alone, coverage, documents, measures, pmc, profile, targets, topics};

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
