//! The typed unit that a measure word stands for with what is counted.

use super::measure::Word::{
    self, Age, Class, Clock, Course, Day, Double, Hour, Month, Other, Paper, Percent, Person, Piece, Place, Point, Round,
    Session, SqMetre, Team, Tenth, Times, Weak, Year, Yuan,
};
use super::measure::first;
use super::scan::{first_chars, offset, starts};
use crate::model::Unit;
use crate::read::find::{Few, Tails, Words};

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
    ("大班额", Unit::Class),
    ("实验班", Unit::Class),
    ("团队", Unit::Team),
    ("代表队", Unit::Team),
    ("教师队", Unit::Team),
    ("乐团", Unit::Team),
    ("艺术团", Unit::Team),
    ("合唱团", Unit::Team),
    ("舞蹈团", Unit::Team),
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
        Person if phrase.ends_with("学校") && !phrase.contains(['师', '长', '员', '生', '干', '到']) => Unit::School,
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
            if starts!(rest, ["案例", "联盟", "图谱", "资源包", "项目库", "食堂", "宿舍", "厕所", "操场", "运动场", "校舍"])
                .is_none()
            {
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
    use super::super::measure::unit_word;
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
}
