//! Unit words behind a number, and the typed unit that they stand for with what is counted.

use std::sync::LazyLock;

use super::scan::{first_chars, offset, starts};
use crate::model::Unit;
use crate::read::find::{Few, Starts, Tails, Words};

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
        "届" => &["时", "满", "毕业", "中", "高", "初", "全"],
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

/// Nouns that type a piece, the head of a noun phrase being its last one.
const NOUNS: &[(&str, Unit)] = &[
    ("学位", Unit::Place),
    ("托位", Unit::Place),
    ("园位", Unit::Place),
    ("床位", Unit::Place),
    ("工作室", Unit::Studio),
    ("共同体", Unit::Studio),
    ("工作坊", Unit::Studio),
    ("基地校", Unit::Base),
    ("基地", Unit::Base),
    ("幼儿园", Unit::Kindergarten),
    ("中心园", Unit::Kindergarten),
    ("公办园", Unit::Kindergarten),
    ("民办园", Unit::Kindergarten),
    ("示范园", Unit::Kindergarten),
    ("试点园", Unit::Kindergarten),
    ("普惠园", Unit::Kindergarten),
    ("优质园", Unit::Kindergarten),
    ("类园", Unit::Kindergarten),
    ("级园", Unit::Kindergarten),
    ("学校", Unit::School),
    ("中学", Unit::School),
    ("小学", Unit::School),
    ("初中", Unit::School),
    ("高中", Unit::School),
    ("示范校", Unit::School),
    ("试点校", Unit::School),
    ("特色校", Unit::School),
    ("标杆校", Unit::School),
    ("项目校", Unit::School),
    ("实验校", Unit::School),
    ("名校", Unit::School),
    ("校区", Unit::School),
    ("完小", Unit::School),
    ("教学班", Unit::Class),
    ("班级", Unit::Class),
    ("托班", Unit::Class),
    ("实验班", Unit::Class),
    ("团队", Unit::Team),
    ("代表队", Unit::Team),
    ("教师队", Unit::Team),
    ("乐团", Unit::Team),
    ("社团", Unit::Team),
    ("精品课程", Unit::Course),
    ("课程", Unit::Course),
    ("精品课", Unit::Session),
    ("优质课", Unit::Session),
    ("论文", Unit::Paper),
];

/// The typed unit of `word` with what stands before it and the noun phrase behind it.
pub(super) fn typed(word: Word, before: &str, phrase: &str) -> Unit {
    let other = |w: &str| Unit::Other(w.into());
    match word {
        Percent | Tenth | Double => Unit::Percent,
        Point => Unit::PercentagePoint,
        Yuan => Unit::Yuan,
        Times => Unit::Ratio,
        // 帮扶2名薄弱学校: a slip for 所.
        Person if phrase.ends_with("学校") => Unit::School,
        Person => Unit::Person,
        Year | Age => Unit::Year,
        Month => Unit::Month,
        Day => Unit::Day,
        Hour => Unit::Hour,
        Session => Unit::Session,
        Paper => Unit::Paper,
        Team => Unit::Team,
        SqMetre => Unit::SqMetre,
        Place => Unit::Place,
        Class => Unit::Class,
        Clock => Unit::TimeOfDay,
        Course => Unit::Course,
        Round(w) | Other(w) => other(w),
        Weak("校") => Unit::School,
        Weak("园") => Unit::Kindergarten,
        Weak(w) => other(w),
        Piece(w) => piece(w, before, phrase),
    }
}

/// What is counted in pieces.
#[inline(never)]
fn piece(w: &'static str, before: &str, head: &str) -> Unit {
    // 东山小学等6个新建项目: projects, whatever stands before.
    if w == "个" && head.ends_with("项目") && last_noun(head).is_none() {
        return Unit::Other(w.into());
    }
    let found = last_noun(head).or_else(|| if head.is_empty() || starts_with_verb(head) { None } else { short_tail(head) });
    let found = found.or_else(|| {
        if head.is_empty() || starts_with_verb(head) || w == "所" {
            let before = if w == "所" { before } else { behind_maker(before) };
            let ends = ENDS.longest(before).is_some();
            let short = if ends || w == "所" { None } else { short_tail(before) };
            short.or_else(|| last_noun(before)).or_else(|| short_tail(before))
        } else {
            None
        }
    });
    match (w, found) {
        ("所", Some(unit @ (Unit::School | Unit::Kindergarten | Unit::Base))) => unit,
        ("所", _) => Unit::School,
        (_, Some(unit)) => unit,
        (w, None) => Unit::Other(w.into()),
    }
}

/// 学校组建联盟15个: what stands before the verb is not counted.
fn behind_maker(before: &str) -> &str {
    static MADE: Words = Words::of(&["组建", "成立", "开设", "设立", "打造", "增设"]);
    let mut from = 0;
    MADE.scan(before, |at, n| {
        from = at + MADE.len(n);
        false
    });
    before.get(from..).filter(|made| !made.trim().is_empty()).unwrap_or(before)
}

/// …园 and …校 whose compound is in no list: 安吉游戏园, 联盟校.
fn short_tail(phrase: &str) -> Option<Unit> {
    let phrase = phrase.trim_end_matches(['”', '"', '’', '）', ')', ' ', '》']);
    match phrase.chars().next_back()? {
        '园' if !phrase.ends_with("校园") && !phrase.ends_with("家园") && !phrase.ends_with("公园") => {
            Some(Unit::Kindergarten)
        }
        '校' => Some(Unit::School),
        '队' => Some(Unit::Team),
        '班' => Some(Unit::Class),
        '课' => Some(Unit::Course),
        _ => None,
    }
}

/// The stretch behind a unit word that can be its noun phrase.
pub(super) fn noun_phrase(after: &str) -> &str {
    let mut after = after;
    if !matches!(after.as_bytes(), [0xe4..=0xe9, ..] | []) {
        after = after.trim_start_matches([' ', '“', '"', '”', '‘']);
    }
    const BOUNDS: [&str; 7] = ["及以上", "以上", "以下", "以内", "左右", "（含）", "的"];
    static BOUND: Few<{ BOUNDS.len() }> = Few::of(BOUNDS);
    if BOUND.beginning(after).is_some() {
        after = BOUNDS.iter().fold(after, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
        after = after.trim_start_matches([' ', '“', '"']);
    }
    // 具有代表性、特色性的课程: the noun stands behind 的.
    let bytes = after.as_bytes();
    let word = bytes.get(..18).unwrap_or(bytes).windows(3).position(|sign| sign == "、".as_bytes());
    let quality = word.is_some_and(|len| after.get(..len).is_some_and(|word| word.ends_with(['性', '型', '化'])));
    if quality || starts!(after, ["具有", "富有"]).is_some() {
        let clause = first_chars(after.split(['，', '。', '；', '\n']).next().unwrap_or(after), 30);
        if let Some((_, noun)) = clause.rsplit_once('的') {
            after = after.get(offset(after, noun)..).unwrap_or(after);
        }
    }
    let mut rest = after.as_bytes();
    for _ in 0..24 {
        rest = match rest {
            [0xe4, 0xb8, 0x8e, ..] | [0xe5, 0x92, 0x8c, ..] | [0xe5, 0x8f, 0x8a, ..] => break, // 与, 和, 及
            [0xe4..=0xe9, _, _, behind @ ..] => behind,
            [] => break,
            _ => {
                let at = after.len() - rest.len();
                let Some(c) = after.get(at..).and_then(|rest| rest.chars().next()) else { break };
                let ends = matches!(c, '，' | '。' | '；' | '：' | '、' | '\n' | ',' | ';' | ':' | '（' | '(' | '）' | ')');
                if ends || c.is_ascii_digit() {
                    break;
                }
                rest.get(c.len_utf8()..).unwrap_or_default()
            }
        };
    }
    after.get(..after.len() - rest.len()).unwrap_or(after)
}

/// Whether the stretch goes on with what is done rather than with what is counted.
pub(super) fn starts_with_verb(phrase: &str) -> bool {
    static VERBS: Words = Words::of(&[
        "达到",
        "建成",
        "完成",
        "投入",
        "进行",
        "给予",
        "由",
        "以",
        "对",
        "用于",
        "实现",
        "并",
        "纳入",
        "列入",
        "的标准",
        "标准",
        "为",
        "全部",
        "分别",
        "作为",
        "成为",
        "共",
        "在",
        "新增",
        "新建",
        "改",
        "用",
        "支持",
        "更新",
        "建设",
        "开设",
        "每",
        "不",
        "及时",
        "工作量",
        "后",
        "前",
        "内",
        "起",
        "一次",
        "同时",
        "即",
        "方可",
        "进入",
        "参加",
        "通过",
        "获得",
        "专项用于",
        "左右",
        "余",
        "其中",
        "且",
        "或",
    ]);
    VERBS.beginning(phrase).is_some()
}

static ENDS: Tails = Tails::of(&first::<{ NOUNS.len() }, _>(NOUNS));

fn last_noun(phrase: &str) -> Option<Unit> {
    // From the right: the first place where a noun ends, the longest of those that end there.
    let mut head = phrase;
    loop {
        if let Some(n) = ENDS.longest(head) {
            // 课程案例, 学校联盟: not the noun, what is made of it.
            let rest = phrase.get(head.len()..).unwrap_or_default();
            if starts!(rest, ["案例", "联盟", "图谱", "资源包", "项目库"]).is_none() {
                return NOUNS.get(n).map(|(_, unit)| unit.clone());
            }
        }
        let mut chars = head.chars();
        chars.next_back()?;
        head = chars.as_str();
    }
}

/// Nouns of slogans and structures: counts of a phrase that such a one heads promise nothing.
pub(super) fn counts_slogans(phrase: &str, held: bool) -> bool {
    static HEADS: Words = Words::of(&[
        "体系",
        "机制",
        "方面",
        "环节",
        "等次",
        "等级",
        "层次",
        "阶段",
        "时间段",
        "领域",
        "维度",
        "模式",
        "专项",
        "行动",
        "工程",
        "任务",
        "措施",
        "制度",
        "管理",
        "举措",
        "计划",
        "准则",
        "规定",
        "要求",
        "内容",
        "坚持",
        "确保",
        "全覆盖",
        "增长",
        "提升",
        "转变",
        "结合",
        "统一",
        "体",
        "课堂",
        "原则",
        "重点",
        "关键",
        "目标",
        "问题",
        "跃升",
        "突破",
        "优先",
        "只增",
        "方向",
        "理念",
        "意识",
        "自信",
        "维护",
        "步骤",
        "批次",
        "一",
        "高质量",
        "维",
        "清单",
        "转型",
        "清零",
        "落实",
        "同步",
        "到位",
        "主体",
        "校区域",
        "发展",
        "中心",
        "服务",
        "平台",
        "育人",
        "主题",
        "板块",
        "系列",
        "必须",
        "不得",
        "严禁",
        "明确",
        "强化",
        "“",
        "关系",
        "导向",
        "抓手",
        "层面",
    ]);
    static NEAR: Words =
        Words::of(&["行动", "工程", "体系", "机制", "举措", "措施", "等次", "环节", "方面", "任务", "时间段", "阶段", "周期"]);
    !held && HEADS.beginning(phrase).is_some() || NEAR.in_text(first_chars(phrase, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_by_what_is_counted() {
        let unit = |before: &str, rest: &str| {
            let (word, len) = unit_word(rest).unwrap();
            typed(word, before, noun_phrase(&rest[len..])).to_string()
        };
        for (before, rest, expected) in [
            ("新建", "所公办幼儿园", "kindergarten"),
            ("改造", "所农村学校", "school"),
            ("示范性幼儿园", "所", "kindergarten"),
            ("组建名班主任工作室", "个", "studio"),
            ("新增", "个公办学位", "place"),
            ("", "个学位", "place"),
            ("建设", "个“双师课堂”实践基地", "base"),
            ("提高", "个百分点", "percentage_point"),
            ("建设", "支青年教师团队", "team"),
            ("新增教学班", "个", "class"),
            ("校车", "辆", "other:辆"),
            ("", "学时培训", "hour"),
            ("", "个工作日内", "day"),
        ] {
            assert_eq!(unit(before, rest), expected, "{before}N{rest}");
        }
    }

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
