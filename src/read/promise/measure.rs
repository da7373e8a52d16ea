//! Measure words and other unit words behind a number.

use std::sync::LazyLock;

use crate::read::find::{Starts, Words};

/// What kind of unit word stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Percent,
    Point,
    Yuan,
    /// 成: tenths.
    Tenth,
    /// 倍.
    Times,
    /// 番: doublings.
    Double,
    /// 所, 个, 家, 处 …: typed by the noun.
    Piece(&'static str),
    Person,
    Year,
    Age,
    Month,
    Day,
    Hour,
    /// 节, 次, 场, 期.
    Session,
    /// 批, 遍, 轮.
    Round(&'static str),
    Paper,
    Course,
    Team,
    SqMetre,
    Place,
    Class,
    /// 项, 种, 类 …: counts of anything, promises only with support.
    Weak(&'static str),
    /// 米, 册, 台 …: real things.
    Other(&'static str),
    /// 点, 时: times of day.
    Clock,
}

impl Word {
    /// Whether it counts persons or things, which are named behind it.
    pub(super) fn counts(self) -> bool {
        matches!(self, Piece(_) | Person | Team | Course | Paper | Session | Class | Place | Weak(_) | Other(_) | Hour)
    }
}

use Word::{
    Age, Class, Clock, Course, Day, Double, Hour, Month, Other, Paper, Percent, Person, Piece, Place, Point, Round, Session,
    SqMetre, Team, Tenth, Times, Weak, Year, Yuan,
};

/// Spellings, the longer before the shorter where one begins with the other.
pub(super) const SPELLINGS: &[(&str, Word)] = &[
    ("%", Percent),
    ("％", Percent),
    ("个百分点", Point),
    ("百分点", Point),
    ("个园位", Place),
    ("个学位", Place),
    ("学位", Place),
    ("个托位", Place),
    ("托位", Place),
    ("个工作日", Day),
    ("工作日", Day),
    ("个半小时", Hour),
    ("个半月", Month),
    ("个小时", Hour),
    ("小时", Hour),
    ("个学时", Hour),
    ("学时", Hour),
    ("课时", Hour),
    ("个课时", Hour),
    ("个学分", Other("学分")),
    ("学分", Other("学分")),
    ("分钟", Other("分钟")),
    ("个季度", Other("季度")),
    ("个月", Month),
    ("个年度", Year),
    ("个学年", Year),
    ("学年", Year),
    ("个学期", Other("学期")),
    ("学期", Other("学期")),
    ("个教学班", Class),
    ("教学班", Class),
    ("个班级", Class),
    ("个班", Class),
    ("班", Class),
    ("个平方米", SqMetre),
    ("平方米", SqMetre),
    ("平米", SqMetre),
    ("㎡", SqMetre),
    ("m²", SqMetre),
    ("m2", SqMetre),
    ("平方公里", Other("平方公里")),
    ("人次", Person),
    ("人", Person),
    ("名", Person),
    ("位", Person),
    ("元", Yuan),
    ("块", Other("块")),
    ("所", Piece("所")),
    ("家", Piece("家")),
    ("处", Piece("处")),
    ("座", Piece("座")),
    ("个", Piece("个")),
    ("支", Team),
    ("门", Course),
    ("篇", Paper),
    ("届", Session),
    ("节次", Session),
    ("节", Session),
    ("场次", Session),
    ("场", Session),
    ("堂", Session),
    ("次", Session),
    ("期", Session),
    ("讲", Session),
    ("批次", Round("批")),
    ("批", Round("批")),
    ("遍", Round("遍")),
    ("轮", Round("轮")),
    ("周岁", Age),
    ("岁", Age),
    ("周年", Year),
    ("年", Year),
    ("日", Day),
    ("天", Day),
    ("周", Other("周")),
    ("成", Tenth),
    ("倍", Times),
    ("番", Double),
    ("间", Other("间")),
    ("张", Other("张")),
    ("套", Other("套")),
    ("台", Other("台")),
    ("辆", Other("辆")),
    ("部", Other("部")),
    ("册", Other("册")),
    ("幅", Other("幅")),
    ("栋", Other("栋")),
    ("幢", Other("栋")),
    ("亩", Other("亩")),
    ("公顷", Other("公顷")),
    ("公里", Other("公里")),
    ("米", Other("米")),
    ("千克", Other("千克")),
    ("公斤", Other("公斤")),
    ("克", Other("克")),
    ("兆", Other("兆")),
    ("户", Other("户")),
    ("片", Other("片")),
    ("首", Other("首")),
    ("起", Other("起")),
    ("季度", Other("季度")),
    ("件", Other("件")),
    ("餐", Other("餐")),
    ("份", Weak("份")),
    ("本", Weak("本")),
    ("对", Other("对")),
    ("项", Weak("项")),
    ("种", Weak("种")),
    ("类", Weak("类")),
    ("条", Weak("条")),
    ("款", Weak("款")),
    ("分", Weak("分")),
    ("校", Weak("校")),
    ("园", Weak("园")),
    ("点", Clock),
    ("时", Clock),
];

/// The first of each pair.
pub(super) const fn first<const N: usize, T>(pairs: &[(&'static str, T)]) -> [&'static str; N] {
    let mut all = [""; N];
    let mut n = 0;
    #[allow(clippy::indexing_slicing)] // The callers make both as long.
    while n < N {
        all[n] = pairs[n].0;
        n += 1;
    }
    all
}

static SPELT: Words = Words::of(&first::<{ SPELLINGS.len() }, _>(SPELLINGS));

/// For each spelling what it must not go on with.
static LONGER: LazyLock<Vec<Starts>> = LazyLock::new(|| SPELLINGS.iter().map(|(word, _)| Starts::of(longer(word))).collect());

/// The unit word with which `text` begins, and its length.
pub(super) fn unit_word(text: &str) -> Option<(Word, usize)> {
    let at = SPELT.first(text)?;
    let (spelling, word) = SPELLINGS.get(at)?;
    let rest = text.get(spelling.len()..).unwrap_or_default();
    let longer = LONGER.get(at).is_some_and(|longer| longer.begin(rest));
    (!longer).then_some((*word, spelling.len()))
}

/// 名师, 家庭, 分别, 点对点 …: what makes the unit word the head of a longer word.
fn longer(spelling: &str) -> &'static [&'static str] {
    match spelling {
        "家" => &["庭", "长", "校", "国", "园"],
        "人" => &["才", "民", "均", "员", "工", "文", "格", "大"],
        "位" => &["一体", "数", "置", "于", "列"],
        "分" => &["别", "之", "析", "类", "校", "层", "级", "布", "配", "管", "步", "批", "期", "流", "开"],
        "点" => &["对", "一", "带", "面", "位", "要求", "意见", "建议", "式"],
        "时" => &["代", "期", "间", "常", "段", "候", "效", "空"],
        "类" => &["型", "别"],
        "期" => &["间", "末", "限", "满"],
        "节" => &["约", "日", "点", "假"],
        "次" => &["数", "性", "全会"],
        "门" => &["类", "户"],
        "套" => &["餐"],
        "部" => &["门", "分", "委", "署", "级", "属"],
        "成" => &["为", "立", "果", "效", "长", "就", "员", "熟", "本", "绩", "才", "人", "功", "都"],
        "周" => &["期", "边", "密", "转"],
        "日" => &["常", "益", "程"],
        "场" => &["地", "所", "馆", "景"],
        "本" => &["科", "县", "区", "市", "省", "级", "地", "校", "领域", "学科", "职"],
        "对" => &["一", "口", "应", "于", "外", "接"],
        "园" => &["长", "区", "丁", "本"],
        "校" => &["长", "级", "园", "本", "区", "外", "内", "际", "企", "社"],
        "班" => &["主任", "子", "会", "额", "级文化"],
        "处" => &["理", "于", "分", "罚", "长", "级"],
        "项" => &["目化"],
        "年" => &["级"],
        "米" => &["德"],
        "餐" => &["厅", "饮", "具", "补", "费", "桌", "食"],
        "克" => &["服", "难", "隆"],
        "支" => &["持", "撑", "教", "部", "出", "援", "付", "行"],
        "批" => &["准", "改", "复", "评"],
        "轮" => &["岗", "训", "流", "换"],
        "个" => &["人", "性", "体户", "体工商", "体差", "体化", "别"],
        "户" => &["外", "籍"],
        "届" => &["时", "满", "毕业", "中央", "中全", "高中", "高三", "初中", "初三", "全会", "全国人", "全国代"],
        "片" => &["区", "面", "段"],
        "首" => &["席", "次", "批", "先", "创", "要", "个", "位", "都", "府", "付"],
        "起" => &["步", "始", "点", "来", "草", "到", "施", "薪", "执", "实", "用", "，", "在", "每", "全"],
        "台" => &["账", "湾"],
        "元" => &["旦", "素"],
        "间" => &["接", "隔"],
        "份" => &["额"],
        "讲" => &["座", "话", "师"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_reached() {
        for (spelling, _) in SPELLINGS {
            assert!(unit_word(spelling).is_some(), "{spelling}");
        }
    }

    #[test]
    fn heads_of_longer_words_are_no_units() {
        for text in ["家庭", "人才", "位一体", "体化", "分别", "支持", "对一", "校园", "轮岗"] {
            assert!(unit_word(text).is_none(), "{text}");
        }
    }
}
