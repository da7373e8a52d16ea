//! What an amount is for each of, and how often it recurs.

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use super::amount::{Amount, Sight};
use super::headings::Headings;
use super::lists;
use super::marks::Mark;
use super::measure::{Word, first};
use super::scan::{after, before, ends, first_chars, holds, slice, starts};
use super::words::{ANNUAL, BUILD, DAILY, EACH, HALF, MONTHLY, OFTEN, ONCE, PER_HEAD, QUARTER, SEMESTER, WEEKLY};
use crate::model::{Bound, Frequency, Per, Unit};
use crate::read::find::Words;
use crate::read::number::Number;

/// Whose numbers are counted: nouns behind 每, the first one in the text decides.
const EACH_OF: &[(&str, Per)] = &[
    ("工作室", Per::Studio),
    ("幼儿园", Per::Kindergarten),
    ("园", Per::Kindergarten),
    ("学校", Per::School),
    ("中学", Per::School),
    ("小学", Per::School),
    ("高中", Per::School),
    ("初中", Per::School),
    ("校长", Per::Principal),
    ("园长", Per::Principal),
    ("校", Per::School),
    ("教研员", Per::Person),
    ("教师", Per::Teacher),
    ("班主任", Per::Teacher),
    ("名师", Per::Teacher),
    ("学生", Per::Student),
    ("幼儿", Per::Student),
    ("儿童", Per::Student),
    ("生", Per::Student),
    ("教学班", Per::Class),
    ("班", Per::Class),
    ("人", Per::Person),
    ("学期", Per::Term),
];

static NOUNS: Words = Words::of(&first::<{ EACH_OF.len() }, _>(EACH_OF));

impl Sight<'_> {
    /// How often, as the text says it; `true` if the amount's own clause says so.
    pub(super) fn frequency(&self, amount: &Amount) -> Option<Frequency> {
        // 每季度通报，连续2次落后的: a run is no rate.
        if matches!(amount.unit, Unit::Year | Unit::TimeOfDay) || before(self.text, amount.number.start).ends_with("连续") {
            return None;
        }
        // 每周送教1次、每次不少于3课时: the time is that of one.
        let timed =
            matches!(amount.unit, Unit::Hour | Unit::Day | Unit::Yuan | Unit::Session) || amount.word == Word::Other("分钟");
        if timed
            && self
                .marks
                .last(EACH, amount.clause.start..amount.number.start)
                .is_some_and(|each| starts!(after(self.text, each.range.end), ["次", "课时", "学时"]).is_some())
        {
            return None;
        }
        // 500元/生·年: the rate stands behind the unit.
        let slashed = self.slashed(amount).and_then(|s| s.1);
        // Most sentences say nothing of it.
        if self.cycles.is_empty() && !self.marks.any(OFTEN | ONCE) && !self.marks.tells(lists::YEARLY) {
            return slashed.or((amount.word == Word::Round("遍")).then_some(Frequency::Once));
        }
        let edge = if amount.unit == Unit::Percent { amount.edge.min(amount.number.start) } else { 0 };
        let clause = amount.clause.start.max(edge)..self.right_edge(amount);
        // 每天不少于2小时: the day is what it is for.
        if self.marks.has(DAILY, clause.clone()) && matches!(amount.word, Word::Hour | Word::Other("分钟")) {
            return None;
        }
        // 一次性就业率: a rate, no rhythm.
        let named = |m: &Mark| starts!(after(self.text, m.range.end), ["就业", "验收", "合格", "通过", "达标", "签约"]).is_some();
        let once = || {
            let said = amount.own.has(ONCE) && !self.marks.within(ONCE, amount.clause.clone()).any(named);
            said.then_some(Frequency::Once)
        };
        let own = self.frequency_in(clause.start, clause.end, amount.number.start, true).or_else(once);
        // 年完成培训1万人次.
        let yearly = starts!(slice(self.text, amount.clause.clone()), ["年开展", "年完成", "年培训", "年组织", "年接收"]);
        // 年完成培训…1万人次，…2万人次: named once.
        let head = slice(self.text, self.sentence.clone()).trim_start_matches(['—', '-', ' ', '　']);
        let visits = amount.word == Word::Person && slice(self.text, amount.number.end..amount.unit_end).ends_with('次');
        let yearly = yearly.or_else(|| starts!(head, ["年完成", "年培训"]).filter(|_| visits));
        let own = own.or(yearly.map(|_| Frequency::Annual));
        let swept = amount.word == Word::Round("遍");
        if slashed.is_some() {
            return slashed;
        }
        if swept && own.is_none() {
            return Some(Frequency::Once);
        }
        if own.is_some_and(|f| f != Frequency::Once) {
            return own;
        }
        // 每年…，给予每人…: the rate stands in an earlier clause of the sentence.
        let limit = amount.unit == Unit::Day && (amount.bound == Bound::AtMost || amount.own.says(lists::BOUND_TO));
        // 每年培育5所，三年共15所.
        let summed = amount.ahead.says(lists::SUMMED_UP);
        // 县委每年听取汇报，县领导每人联系1所学校: another who, another rate.
        let each_his = matches!(amount.unit, Unit::School | Unit::Kindergarten | Unit::Person)
            && amount.ahead.has(EACH)
            && self
                .marks
                .within(EACH, amount.clause.start..amount.number.start)
                .any(|each| starts!(after(self.text, each.range.end), ["次", "届", "批"]).is_none());
        if matches!(amount.unit, Unit::Percent | Unit::PercentagePoint | Unit::Month | Unit::Place | Unit::SqMetre)
            || limit
            || summed
            || each_his
            || matches!(amount.word, Word::Weak("分") | Word::Other("周"))
            || is_threshold(self.text, amount)
        {
            return own;
        }
        let start = self.part_start(clause.start);
        let carried = self.frequency_in(start, clause.start, clause.start, false).filter(|f| *f != Frequency::Once);
        // 每月发放津贴，功勋人物一次性奖励; 每学期讲课2节，今年底前评选示范校5所.
        let dated = || {
            let inside = |n: &Number| amount.clause.start <= n.range.start && n.range.end <= amount.number.start;
            !matches!(amount.unit, Unit::Yuan | Unit::Session | Unit::Paper | Unit::Hour)
                && self.window.clone().zip(self.behind).any(|(i, one)| one.dated && self.number(i).is_some_and(inside))
        };
        let once =
            own == Some(Frequency::Once) && matches!(carried, Some(Frequency::Monthly | Frequency::Weekly | Frequency::Daily));
        // 每学期讲课1次，建好基地6处: what is built is built once.
        let built = matches!(amount.unit, Unit::School | Unit::Kindergarten | Unit::Base | Unit::Studio)
            && (self.marks.has(BUILD, amount.clause.start..amount.number.start)
                || self.marks.says(lists::GROWN, amount.clause.start..amount.number.start))
            || amount.unit == Unit::Yuan
                && (slice(self.text, amount.clause.clone()).starts_with("设立")
                    || holds!(slice(self.text, amount.clause.clone()), ["安家", "购房"]));
        // 每月发放津贴2000元，科研经费5万元; 每月…，新建宿舍300套: what is paid each month is no fund and no building.
        let other = matches!(carried, Some(Frequency::Monthly | Frequency::Weekly | Frequency::Daily))
            && (amount.unit == Unit::Yuan && amount.own.says(lists::FUNDED | lists::INVESTED)
                || matches!(amount.unit, Unit::Other(_)) && amount.own.has(BUILD));
        let carried = carried.filter(|_| !once && !built && !other && !dated());
        // 一次性奖金 in a yearly award recurs with the award; a sweep over all is done once.
        // 三年周期期满时，完成…；完成…: the cycle holds for the whole sentence.
        let cycle = || {
            self.frequency_in(self.sentence.start, clause.start, clause.start, false).filter(|f| matches!(f, Frequency::Cycle(_)))
        };
        carried.or(own).or_else(cycle).or(swept.then_some(Frequency::Once))
    }

    /// What stands behind a slash: 500元/生·年, 300元/人/月, 600元/年.
    #[inline]
    fn slashed(&self, amount: &Amount) -> Option<(Option<Per>, Option<Frequency>)> {
        let rest = after(self.text, amount.unit_end);
        match rest.as_bytes() {
            [b'/', ..] | [0xef, 0xbc, 0x8f, ..] | [0xe6, 0xaf, 0x8f, ..] => rate_behind(rest.strip_prefix(['/', '／', '每'])?),
            _ => None,
        }
    }

    fn frequency_in(&self, from: usize, to: usize, near: usize, own: bool) -> Option<Frequency> {
        // 每3年, 每隔两年, 两年一次: the last before the number, else the first behind it.
        let mut found: Option<(usize, Frequency)> = None;
        let mut offer = |at: usize, frequency: Frequency| {
            let better = |old: usize| if at <= near { old > near || at > old } else { old > near && at < old };
            if found.is_none_or(|(old, _)| better(old)) {
                found = Some((at, frequency));
            }
        };
        for one in self.cycles.iter().filter(|one| one.number.start >= from && one.number.end <= to) {
            let Some(n) = self.number(one.n) else { continue };
            let (tail, cycle) = (after(self.text, n.range.end), one.round);
            let count = n.value.to_u8().unwrap_or(0);
            let frequency = match count {
                1 if tail.starts_with("年") && !cycle => Some(Frequency::Annual),
                2 if tail.starts_with("年") || tail.starts_with("个学年") => Some(Frequency::Biennial),
                3..=99 if tail.starts_with("年") => Some(Frequency::Cycle(count)),
                6 if tail.starts_with("个月") => Some(Frequency::HalfYear),
                3 if tail.starts_with("个月") => Some(Frequency::Quarterly),
                1 if tail.starts_with("个月") => Some(Frequency::Monthly),
                1 if tail.starts_with("周") => Some(Frequency::Weekly),
                1 if tail.starts_with("个学期") || tail.starts_with("学期") => Some(Frequency::Semester),
                _ => None,
            };
            if let Some(frequency) = frequency {
                offer(n.range.start, frequency);
            }
        }
        let tags = ANNUAL | SEMESTER | HALF | QUARTER | MONTHLY | WEEKLY;
        for mark in self.marks.within(tags, from..to) {
            let frequency = match mark.tags {
                t if t & SEMESTER != 0 => Frequency::Semester,
                t if t & HALF != 0 => Frequency::HalfYear,
                t if t & QUARTER != 0 => Frequency::Quarterly,
                t if t & MONTHLY != 0 => Frequency::Monthly,
                t if t & WEEKLY != 0 => Frequency::Weekly,
                _ => Frequency::Annual,
            };
            // 2021年度 is a year; 年度考核结果 tells no rate of this number.
            let word = slice(self.text, mark.range.clone());
            let dated = before(self.text, mark.range.start)
                .ends_with(|c: char| c.is_ascii_digit() || c == '本' || c == '上' || c == '全');
            let report = word == "年度"
                && starts!(after(self.text, mark.range.end), ["考核", "计划", "工作计划", "目标", "投资", "绩效", "任务"])
                    .is_some();
            let bare = matches!(word, "年度" | "学年度")
                && (!own || ends!(before(self.text, mark.range.start), ["分", "按", "各", "逐", "跨"]).is_some());
            // 在上年基础上每年下降: the word is whole.
            if (!dated || word.starts_with('每')) && !report && !bare {
                offer(mark.range.start, frequency);
            }
        }
        found.map(|(_, frequency)| frequency)
    }

    /// Where the words behind an amount stop to be its own: the next number, or the end of the clause.
    fn right_edge(&self, amount: &Amount) -> usize {
        let next = self.number(amount.numbers.end).map_or(usize::MAX, |n| n.range.start);
        amount.clause.end.min(next.max(amount.range.end))
    }

    /// What the amount is for each of. `headings` are those of the unit.
    pub(super) fn per(&self, amount: &Amount, frequency: Option<Frequency>, headings: Headings) -> Option<Per> {
        let clause = amount.clause.clone();
        let mut ahead = clause.start..amount.number.start;
        if amount.unit == Unit::Percent {
            // 按每生300元由财政承担60%: the rate belongs to the money.
            ahead.start = ahead.start.max(amount.edge).min(ahead.end);
        }
        let own = slice(self.text, clause.clone());
        let daily = matches!(amount.word, Word::Hour | Word::Other("分钟")) && self.marks.any(DAILY);
        if daily && matches!(amount.unit, Unit::Hour | Unit::Other(_)) && amount.own.has(DAILY) {
            return Some(Per::Day);
        }
        // 小学生每天睡眠10小时，初中生9小时.
        if daily
            && before(self.text, clause.start).ends_with('，')
            && !self.marks.has(EACH, clause.clone())
            && super::scan::first_chars(slice(self.text, ahead.clone()), 7).len() == ahead.len()
            && self.marks.has(DAILY, self.clause_before(clause.start)..clause.start)
        {
            return Some(Per::Day);
        }
        if is_threshold(self.text, amount) {
            return Some(Per::School);
        }
        if let Some(per) = self.slashed(amount).and_then(|s| s.0) {
            return Some(per);
        }
        if self.marks.any(EACH | PER_HEAD)
            && let Some(per) = self.each_said(amount, ahead)
        {
            return Some(per);
        }
        if let Some(per) = self.implied(amount, own, frequency, headings) {
            return Some(per);
        }
        let yearly = || self.marks.within(ANNUAL, clause).any(|m| slice(self.text, m.range.clone()).starts_with('每'));
        (frequency == Some(Frequency::Annual) && yearly()).then_some(Per::Year)
    }

    /// What 每 and 均 in the sentence tell.
    #[inline(never)]
    fn each_said(&self, amount: &Amount, ahead: Range<usize>) -> Option<Per> {
        let clause = &amount.clause;
        // 每年不少于50人、每人不少于30天: what stands behind the list mark is the next one's.
        let behind = slice(self.text, amount.range.end..self.right_edge(amount).max(amount.range.end));
        let behind = amount.range.end..amount.range.end + behind.find('、').unwrap_or(behind.len());
        // 生均公用经费中用于体育的比例: the share is of no head.
        let heads = if amount.unit == Unit::Percent { EACH } else { EACH | PER_HEAD };
        if let Some(mark) = self.marks.last(heads, ahead.clone()).or_else(|| self.marks.last(heads, behind))
            && let Some(per) = self.each(mark, amount)
        {
            return Some(per);
        }
        let visits = amount.unit == Unit::Person && slice(self.text, amount.number.end..amount.unit_end).ends_with('次');
        if visits || matches!(amount.unit, Unit::Yuan | Unit::Session | Unit::Paper | Unit::Hour) {
            let start = self.part_start(clause.start);
            // 每生补助600元，晋升示范园的一次性奖补20万元: another receiver.
            let other = amount.unit == Unit::Yuan
                && holds!(
                    slice(self.text, ahead.clone()),
                    ["的一次性", "的奖补", "的奖励", "概算", "总投", "估算", "共投", "单个", "每家"]
                );
            if !other
                && let Some(mark) = self.marks.last(EACH, start..clause.start)
                && clause.start - mark.range.end < 90
                && let Some(per) = self.each(mark, amount)
            {
                return Some(per);
            }
        }
        // 生均用房面积，小学、初中分别达到…: named once before the stages.
        if matches!(amount.unit, Unit::Yuan | Unit::Person | Unit::SqMetre | Unit::Other(_))
            && let Some(per) = self.per_head_before(amount)
        {
            return Some(per);
        }
        // 每百名学生拥有教师数：小学5人，初中6人: named in the label.
        if matches!(amount.unit, Unit::Yuan | Unit::Person | Unit::SqMetre | Unit::Other(_))
            && let Some(per) = self.per_head_label(amount)
        {
            return Some(per);
        }
        // 生均经费由1200元提高到1500元，2025年达到1800元: the same money.
        if amount.unit == Unit::Yuan
            && before(self.text, clause.start).ends_with("元，")
            && ends!(before(self.text, amount.number.start), ["达到", "提高到", "增加到", "不低于"]).is_some()
            && super::scan::first_chars(slice(self.text, ahead.clone()), 12).len() == ahead.len()
            && let Some(mark) = self.marks.last(PER_HEAD, self.clause_before(clause.start)..clause.start)
            && let Some(per) = self.each(mark, amount)
        {
            return Some(per);
        }
        None
    }

    /// 生均…, 每百名学生… in the clause before, if nothing is counted between.
    fn per_head_before(&self, amount: &Amount) -> Option<Per> {
        let end = amount.clause.start;
        let comma = before(self.text, end);
        if !comma.ends_with('，') {
            return None;
        }
        let start = self.clause_before(end);
        let counted = |at: usize| {
            self.window.clone().filter_map(|i| self.number(i)).any(|n| {
                n.range.start >= at
                    && n.range.end <= end
                    && !matches!(slice(self.text, n.range.clone()), "百" | "千" | "万" | "十")
            })
        };
        let mark = self.marks.last(EACH | PER_HEAD, start..end)?;
        let named = self.marks.has(PER_HEAD, mark.range.clone())
            || starts!(slice(self.text, mark.range.end..end), ["百名", "千名", "百位"]).is_some();
        if named && !counted(mark.range.end) { self.each(mark, amount) } else { None }
    }

    /// 生均…：, 每百名学生…数： at the head of the sentence, which holds for all that follows.
    fn per_head_label(&self, amount: &Amount) -> Option<Per> {
        let colon = slice(self.text, self.sentence.start..amount.number.start).find('：')? + self.sentence.start;
        let label = self.sentence.start..colon;
        if super::scan::exceeds(slice(self.text, label.clone()), 30) {
            return None;
        }
        let mark = self.marks.last(EACH | PER_HEAD, label)?;
        let named = self.marks.has(PER_HEAD, mark.range.clone())
            || starts!(slice(self.text, mark.range.end..colon), ["百名", "千名", "百位"]).is_some();
        if named { self.each(mark, amount) } else { None }
    }

    /// The noun behind 每, or the one inside 生均.
    fn each(&self, mark: &Mark, amount: &Amount) -> Option<Per> {
        match slice(self.text, mark.range.clone()) {
            "生均" => return Some(Per::Student),
            "师均" => return Some(Per::Teacher),
            "校均" => return Some(Per::School),
            "班均" => return Some(Per::Class),
            "园均" => return Some(Per::Kindergarten),
            "人均" => {
                let prior = slice(self.text, amount.clause.start..mark.range.start);
                let per = if prior.contains("教师") {
                    Per::Teacher
                } else if holds!(prior, ["学生", "幼儿"]) {
                    Per::Student
                } else {
                    Per::Person
                };
                return Some(per);
            }
            _ => {}
        }
        let stop = if mark.range.end <= amount.number.start { amount.number.start } else { amount.clause.end };
        let rest = slice(self.text, mark.range.end..stop.max(mark.range.end));
        // 每名2万元.
        if amount.unit == Unit::Yuan && matches!(rest.trim(), "名" | "位") {
            return Some(Per::Person);
        }
        // 每1人次奖励5000元.
        if amount.unit == Unit::Yuan && starts!(rest, ["1人", "1名", "1位", "一人", "一名", "一位"]).is_some() {
            return Some(Per::Person);
        }
        if rest.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit() || "两二三四五六七八九十".contains(c))
        {
            return None;
        }
        if starts!(rest, ["升入", "考取", "考入", "录取", "培养"]).is_some() {
            return Some(Per::Student);
        }
        // 立项课题60项，每项资助….
        if matches!(amount.unit, Unit::Yuan | Unit::Person) && rest.starts_with('项') && !rest.starts_with("项目") {
            return Some(Per::Other("项".into()));
        }
        // 评选先进学校10所，每所奖励…: what was counted before.
        if rest.starts_with('所') {
            let prior = slice(self.text, self.sentence.start..mark.range.start);
            match prior.rfind(['园', '校']).and_then(|at| prior.get(at..)) {
                Some(noun) if noun.starts_with('校') => return Some(Per::School),
                Some(_) => return Some(Per::Kindergarten),
                None => {}
            }
        }
        let rest = rest.trim_start_matches(['一', '个', '名', '位', '所', '支', '间', '期', '届']);
        let phrase = first_chars(rest.split(['，', '、', '；', '：']).next().unwrap_or(rest), 14);
        if phrase.starts_with('室') || phrase.contains("工作室") {
            return Some(Per::Studio);
        }
        // 工作室每个每年拨付2万元: what was named before.
        if amount.unit == Unit::Yuan && starts!(phrase, ["每年", "拨付", "给予", "安排", "补助"]).is_some() {
            let prior = slice(self.text, self.sentence.start..mark.range.start);
            if super::scan::last_chars(prior, 12).contains("工作室") {
                return Some(Per::Studio);
            }
        }
        if let Some(noun) = starts!(
            phrase,
            [
                "套",
                "百户",
                "千户",
                "节",
                "课时",
                "学时",
                "学位",
                "新增学位",
                "千人口",
                "万人口",
                "百名学生",
                "千名学生",
                "百名",
                "千名"
            ]
        ) {
            return Some(Per::Other(noun.into()));
        }
        if let Some(noun) = starts!(
            phrase,
            [
                "乡镇",
                "乡（镇）",
                "镇",
                "街道",
                "学区",
                "学段",
                "学科",
                "课程",
                "项目",
                "集团",
                "教育集团",
                "支部",
                "社区",
                "家庭",
            ],
        ) {
            return Some(Per::Other(noun.trim_start_matches("教育").into()));
        }
        // The first place of a noun, and the longest of those that begin there.
        let mut found: Option<(usize, usize, &Per)> = None;
        NOUNS.scan(phrase, |at, n| {
            if let Some((noun, per)) = EACH_OF.get(n)
                && found.is_none_or(|(first, len, _)| at == first && noun.len() > len)
            {
                found = Some((at, noun.len(), per));
            }
            found.is_some_and(|(first, ..)| at > first)
        });
        match found {
            Some((at, _, per)) if at <= 24 => Some(per.clone()),
            // 每个紧密型集团30万元.
            _ if phrase.split(|c: char| c.is_ascii_digit()).next().is_some_and(|noun| noun.ends_with("集团")) => {
                Some(Per::Other("集团".into()))
            }
            _ => {
                let noun = starts!(
                    phrase,
                    [
                        "乡镇",
                        "乡（镇）",
                        "镇",
                        "街道",
                        "县",
                        "区",
                        "村",
                        "学区",
                        "学段",
                        "学科",
                        "课程",
                        "项目",
                        "类",
                        "集团",
                        "支部",
                        "单位",
                        "社区",
                        "家庭",
                        "户",
                        "科",
                        "千人",
                        "月",
                        "周",
                        "季",
                    ],
                )?;
                (!matches!(noun, "月" | "周" | "季")).then(|| Per::Other(noun.into()))
            }
        }
    }
}

/// 百人以上学校, 5名以上残疾儿童…的学校: a size that a rule begins from.
pub(super) fn is_threshold(text: &str, amount: &Amount) -> bool {
    if amount.unit != Unit::Person || !amount.bound_after {
        return false;
    }
    let tail = slice(text, amount.range.end..amount.clause.end.max(amount.range.end));
    let tail = first_chars(tail, 20);
    starts!(tail, ["学校", "的学校", "村", "教学点", "的幼儿园", "的班级"]).is_some()
        || tail.contains("的学校")
        || tail.contains("的普通学校")
        || tail.contains("的幼儿园")
}

/// What a slash is followed by.
#[inline(never)]
fn rate_behind(rest: &str) -> Option<(Option<Per>, Option<Frequency>)> {
    let rest = first_chars(rest, 8);
    let rest = rest.split(['，', '。', '、', '；', '）', '（', ',', ';', ')', ' ', '\n']).next().unwrap_or(rest);
    let (mut per, mut frequency) = (None, None);
    for word in rest.split(['/', '／', '·', '•', '.', '・', '每']).take(3) {
        let heads: [(&str, Per); 9] = [
            ("生", Per::Student),
            ("人", Per::Person),
            ("名", Per::Person),
            ("班", Per::Class),
            ("校", Per::School),
            ("所", Per::School),
            ("园", Per::Kindergarten),
            ("幼儿", Per::Student),
            ("学生", Per::Student),
        ];
        per = per.or_else(|| heads.into_iter().find(|(head, _)| word.starts_with(head)).map(|(_, per)| per));
        let last = starts!(word.trim_start_matches(['生', '人']), ["学期", "学年", "年", "月", "天", "日", "周", "季"]);
        frequency = frequency.or(match last {
            Some("学期") => Some(Frequency::Semester),
            Some("学年" | "年") => Some(Frequency::Annual),
            Some("月") => Some(Frequency::Monthly),
            Some("天" | "日") => Some(Frequency::Daily),
            Some("周") => Some(Frequency::Weekly),
            Some("季") => Some(Frequency::Quarterly),
            _ => None,
        });
    }
    (per.is_some() || frequency.is_some()).then_some((per, frequency))
}
