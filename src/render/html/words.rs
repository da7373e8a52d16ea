//! The words of the page itself, in Chinese and English.

use serde::Serialize;

use crate::model::Class;
use crate::vocabulary::Lang;

/// Every fixed text of a report. The script takes its own from the same list, so that no word stands twice.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    #[serde(skip)]
    pub(super) lang: &'static str,
    #[serde(skip)]
    pub(super) title: &'static str,
    #[serde(skip)]
    pub(super) skip: &'static str,
    #[serde(skip)]
    pub(super) skip_table: &'static str,
    #[serde(skip)]
    pub(super) contents: &'static str,
    #[serde(skip)]
    pub(super) settings: &'static str,
    #[serde(skip)]
    pub(super) lede: &'static str,
    #[serde(skip)]
    pub(super) lede_texts: &'static str,
    #[serde(skip)]
    pub(super) table: &'static str,
    #[serde(skip)]
    pub(super) figure: &'static str,
    #[serde(skip)]
    pub(super) behind: &'static str,
    #[serde(skip)]
    pub(super) filter: &'static str,
    #[serde(skip)]
    pub(super) find_county: &'static str,
    #[serde(skip)]
    pub(super) choose_all: &'static str,
    #[serde(skip)]
    pub(super) choose_first: &'static str,
    #[serde(skip)]
    pub(super) previous: &'static str,
    #[serde(skip)]
    pub(super) next: &'static str,
    #[serde(skip)]
    pub(super) page_size: &'static str,
    #[serde(skip)]
    pub(super) pages_of: &'static str,
    #[serde(skip)]
    pub(super) no_script: &'static str,
    #[serde(skip)]
    pub(super) reading: &'static str,
    #[serde(skip)]
    pub(super) reading_text: &'static [&'static str],
    #[serde(skip)]
    pub(super) made_with: &'static str,
    #[serde(skip)]
    pub(super) close: &'static str,
    #[serde(skip)]
    pub(super) first_rows: &'static str,
    #[serde(skip)]
    pub(super) all: &'static str,
    pub(super) more: &'static str,
    pub(super) rows: &'static str,
    pub(super) rows_filtered: &'static str,
    pub(super) no_rows: &'static str,
    pub(super) left_out: &'static str,
    pub(super) chosen: &'static str,
    pub(super) dark: &'static str,
    pub(super) light: &'static str,
    #[serde(skip)]
    pub(super) source: &'static str,
    pub(super) line: &'static str,
    pub(super) page: &'static str,
    pub(super) note: &'static str,
    pub(super) id: &'static str,
    pub(super) no_text: &'static str,
    pub(super) no_span: &'static str,
    pub(super) no_source: &'static str,
}

static ZH: Words = Words {
    lang: "zh-Hans",
    title: "县域教育规划比较",
    skip: "跳到正文",
    skip_table: "跳过此表",
    contents: "目录",
    settings: "显示设置",
    lede: "份规划的比较：谁承诺什么、何时、花多少钱、由谁负责。每个单元格都可打开出处。",
    lede_texts: "份附有原文，出处显示原句。",
    table: "表",
    figure: "图",
    behind: "数据见",
    filter: "筛选",
    find_county: "查找县区",
    choose_all: "全部",
    choose_first: "默认",
    previous: "上一页",
    next: "下一页",
    page_size: "每页行数",
    pages_of: "翻页：",
    no_script: "未启用脚本：各表只显示第一页，出处不能打开。",
    reading: "读法",
    reading_text: &[
        "≥ 不低于，> 高于，≤ 不高于，< 低于，≈ 约，+ 增加，− 减少；✓ 为没有数字的承诺。",
        "力度由强到弱：约束、计划、力争、鼓励。",
        "同、异、无、不可比：与同一行其他县区相比；差多少、为何不可比写在其后。",
        "点按（或回车）任一条目可见出处：规划、章节、行号；附有原文时显示原句并标出所据部分。",
    ],
    made_with: "制作",
    close: "关闭",
    first_rows: "行；显示其余各行需要脚本。",
    all: "全部",
    more: "其余 {n} 条",
    rows: "第 {a}–{b} 行，共 {n} 行",
    rows_filtered: "筛选后第 {a}–{b} 行，共 {n} 行（全表 {m} 行）",
    no_rows: "没有符合条件的行",
    left_out: "；所选县区均未提及的 {n} 行未列",
    chosen: "县区：已选 {n} / {m}",
    dark: "深色",
    light: "浅色",
    source: "出处",
    line: "第 {n} 行",
    page: "第 {n} 页",
    note: "备注",
    id: "编号",
    no_text: "未附原文",
    no_span: "未记录原文位置",
    no_source: "此值由计算得出，不出自某一条目；做法见表下说明。",
};

static EN: Words = Words {
    lang: "en",
    title: "County education plans compared",
    skip: "Skip to the content",
    skip_table: "Skip this table",
    contents: "Contents",
    settings: "Display",
    lede: "plans compared: who promises what, by when, with how much money, and who answers for it. Every cell opens its source.",
    lede_texts: "with their text at hand, so that a source shows its sentence.",
    table: "Table",
    figure: "Figure",
    behind: "Data in",
    filter: "Filter",
    find_county: "Find a county",
    choose_all: "All",
    choose_first: "Default",
    previous: "Previous",
    next: "Next",
    page_size: "Rows per page",
    pages_of: "Pages: ",
    no_script: "Scripts are off: each table shows its first page, and sources cannot be opened.",
    reading: "How to read",
    reading_text: &[
        "≥ at least, > more than, ≤ at most, < less than, ≈ about, + rise by, − fall by; ✓ is a promise without a number.",
        "Force, from strong to weak: binding, planned, aspirational, encouraged.",
        "Same, differs, absent, not comparable: against the other counties of the row; by how much, or why not, stands behind.",
        "Click an entry, or press Enter on it, to see where it comes from: plan, section, line, and the sentence with the part marked \
         when the text was given. Words of the plans are in Chinese.",
    ],
    made_with: "Made with",
    close: "Close",
    first_rows: "rows; the others need scripts.",
    all: "All",
    more: "{n} more",
    rows: "Rows {a}–{b} of {n}",
    rows_filtered: "Rows {a}–{b} of {n} that match ({m} in all)",
    no_rows: "No row matches",
    left_out: "; {n} rows on which no chosen county says anything are left out",
    chosen: "Counties: {n} of {m} chosen",
    dark: "Dark",
    light: "Light",
    source: "Source",
    line: "line {n}",
    page: "page {n}",
    note: "Note",
    id: "Id",
    no_text: "The text was not given",
    no_span: "The place in the text is not recorded",
    no_source: "This value is worked out and rests on no single item; the notes under the table say how.",
};

/// The words in a language.
pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// One item of a class.
pub(super) fn class(class: Class, lang: Lang) -> &'static str {
    let (zh, en) = match class {
        Class::Goal => ("目标", "Goal"),
        Class::Measure => ("措施", "Measure"),
        Class::Incentive => ("激励", "Incentive"),
        Class::Funding => ("经费", "Funding"),
        Class::Accountability => ("问责", "Accountability"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
