//! Which numbers promise something, and why the others do not.

use rust_decimal::Decimal;

use super::amount::{Amount, Sight};
use super::counted::counts_slogans;
use super::cycle::Once;
use super::measure::Word;
use super::scan::{REACH, after, before, border, ends, first_chars, holds, last_chars, slice, starts};
use super::words::{
    ACT, ANNUAL, BUILD, CHECK, EACH, ELIGIBLE, GROW, OFTEN, ONCE, PAST, PER_HEAD, RATE, SANCTION, SELECT, STAFF, TRAIN, VERB,
};
use super::{lists, plain};
use crate::model::Unit;
use crate::read::chars::last_sign;
use crate::read::number::{Form, Number};
use crate::read::unit::Reason;

impl Sight<'_> {
    /// Why number `i` is no amount, judged by the characters around it alone.
    pub(super) fn plainly_loose(&self, i: usize) -> Option<Reason> {
        let number = self.number(i)?;
        if !self.cites && plain::may_be_kept(self.text, number) { None } else { self.loose_by_signs(number) }
    }

    /// As [`plainly_loose`](Self::plainly_loose), the long way.
    #[inline(never)]
    pub(super) fn loose_by_signs(&self, number: &Number) -> Option<Reason> {
        let head = before(self.text, number.range.start);
        let prev = head.chars().next_back();
        let tail = after(self.text, number.range.end);
        let next = tail.chars().next();
        if let Some(reason) = self.cited(number) {
            return Some(reason);
        }
        if next == Some('号') && number.form == Form::Arabic {
            return Some(Reason::DocumentNumber);
        }
        let heads = matches!(next, Some('、' | '.' | '．' | '）' | ')' | '是')) || prev == Some('第');
        if heads
            && slice(self.text, self.paragraph.start..number.range.start)
                .chars()
                .all(|c| matches!(c, ' ' | '（' | '(' | '　' | '第' | '—' | '-' | '①'))
        {
            return Some(Reason::HeadingNumber);
        }
        if matches!(prev, Some('（' | '(')) && matches!(next, Some('）' | ')')) {
            return Some(Reason::HeadingNumber);
        }
        if prev == Some('第') {
            return Some(Reason::Ordinal);
        }
        if tail.starts_with("分点") || prev == Some('清') && slice(self.text, number.range.clone()) == "零" {
            return Some(Reason::Idiom);
        }
        if next == Some('是') && number.form == Form::Chinese && prev.is_none_or(|c| "。；，：、 \n（".contains(c)) {
            return Some(Reason::Ordinal);
        }
        if prev == Some('其') && number.form == Form::Chinese && next.is_none_or(|c| "，、是：".contains(c)) {
            return Some(Reason::Ordinal);
        }
        let latin = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'+');
        let bytes = self.text.as_bytes();
        let prior = number.range.start.checked_sub(1).and_then(|at| bytes.get(at));
        let glued = bytes.get(number.range.end).filter(|_| number.range.end < self.sentence.end);
        // 3节体育课＋1节活动课 adds up, 2＋1 is a name.
        let adds = next == Some('节');
        if latin(prior) && !(adds && prior == Some(&b'+'))
            || prior == Some(&b'.')
            || latin(glued) && starts!(tail, ["m²", "m2"]).is_none()
            || !adds && bytes.get(..number.range.start).is_some_and(|head| head.ends_with("＋".as_bytes()))
            || bytes.get(number.range.end..self.sentence.end).is_some_and(|rest| rest.starts_with("＋".as_bytes()))
        {
            return Some(Reason::Name);
        }
        if number.vague {
            return Some(if number.form == Form::Arabic || holds!(last_chars(head, 2), ["数", "几"]) {
                Reason::Unsure
            } else {
                Reason::Idiom
            });
        }
        if matches!(prev, Some('初' | '高' | '大')) && number.form == Form::Chinese {
            return Some(Reason::GradeOrAge);
        }
        let grade = match next {
            Some('年') => tail.starts_with("年级"),
            Some('、') => first_chars(tail, 8).contains("年级"),
            Some('至') => first_chars(tail, 6).contains("年级"),
            _ => false,
        };
        if grade {
            return Some(Reason::GradeOrAge);
        }
        let named = match next {
            // 连任不超过两届, 每两年举办一届.
            Some('届') => {
                number.form != Form::Arabic && ends!(head, ["超过", "连任", "任满", "举办", "举行"]).is_none()
                    || head.ends_with('第')
            }
            Some('中' | '大' | '、' | '至') => {
                starts!(tail, ["中全会", "大精神", "大报告"]).is_some()
                    || starts!(tail, ["大", "中", "、", "至周"]).is_some()
                        && ends!(head, ["届", "党的", "十九届", "二十届", "“", "周"]).is_some()
            }
            _ => false,
        };
        if named {
            return Some(Reason::Name);
        }
        if number.form == Form::Digits || number.form == Form::FiveYearPlan {
            return Some(Reason::Name);
        }
        // 一校一品, 一师一优课, 一人一案.
        if number.form == Form::Chinese && self.pairs_with_itself(number) {
            return Some(Reason::Name);
        }
        None
    }

    /// A number with no unit behind it.
    pub(super) fn unitless(&self, i: usize) -> Reason {
        match self.numbers.get(i) {
            Some(n) if n.form == Form::Arabic => {
                let tail = after(self.text, n.range.end);
                let version = slice(self.text, n.range.clone()).contains('.');
                if version
                    || tail.starts_with(['”', '"', '’', '+', '.'])
                    || before(self.text, n.range.start).ends_with(['“', '"', '‘'])
                {
                    Reason::Name
                } else {
                    Reason::Unsure
                }
            }
            Some(n) if after(self.text, n.range.end).starts_with(['大', '项', '个']) => Reason::SloganCount,
            Some(n) if n.range.len() == 3 => Reason::Idiom,
            _ => Reason::Name,
        }
    }

    /// Inside 《》 or 〔〕: of each pair the bracket that stands next before the number is an opening one.
    fn cited(&self, number: &Number) -> Option<Reason> {
        if !self.cites {
            return None;
        }
        let (mut title, mut round, mut square) = (None, None, None);
        let mut until = number.range.start;
        let floor = border(self.text, self.paragraph.start.max(until.saturating_sub(REACH)));
        let mut look = |c: char| match c {
            '《' | '》' => _ = title.get_or_insert(c == '《'),
            '〔' | '〕' => _ = round.get_or_insert(c == '〔'),
            '［' | '］' => _ = square.get_or_insert(c == '［'),
            _ => {}
        };
        loop {
            match last_sign(slice(self.text, floor..until), |c| matches!(c, '《' | '》' | '〔' | '〕' | '［' | '］' | '\n'))
            {
                Some((_, '\n')) => break,
                Some((at, c)) => {
                    look(c);
                    until = floor + at;
                }
                None => {
                    // The one right before the stretch counts too.
                    slice(self.text, ..floor).chars().next_back().into_iter().for_each(look);
                    break;
                }
            }
        }
        if title == Some(true) {
            Some(Reason::Citation)
        } else {
            (round == Some(true) || square == Some(true)).then_some(Reason::DocumentNumber)
        }
    }

    /// 一X一Y: a slogan that sets one against one.
    fn pairs_with_itself(&self, number: &Number) -> bool {
        let mut own = slice(self.text, number.range.clone()).chars();
        let (Some(word), None) = (own.next(), own.next()) else { return false };
        let mut ahead = slice(self.text, number.range.end..).chars();
        let mut behind = slice(self.text, ..number.range.start).chars().rev();
        let soft = |c: Option<char>| {
            c.is_some_and(|c| !c.is_ascii_digit() && !matches!(c, '，' | '。' | '；' | '、' | '：' | ' ' | '\n'))
        };
        // 一校一品; 一校（园）一案 has its bracket between.
        let (first, second) = (ahead.next(), ahead.next());
        if second == Some(word) && soft(first) && soft(ahead.clone().next()) || second == Some('（') && ahead.nth(2) == Some(word)
        {
            return true;
        }
        let (first, second) = (behind.next(), behind.next());
        second == Some(word) && soft(first) || first == Some('）') && behind.nth(2) == Some(word)
    }

    /// Why an amount promises nothing; none if it does.
    pub(super) fn refuses(&self, amount: &Amount) -> Option<Reason> {
        let i = amount.numbers.start;
        let number = self.number(i)?;
        let chinese = number.form == Form::Chinese;
        let often = || amount.own.has(OFTEN | ONCE) || self.every(amount.clause.start, amount.clause.end);
        if amount.ahead.has(PAST) && !often() {
            return Some(Reason::PastResult);
        }
        let head = before(self.text, amount.number.start);
        let of_things = matches!(amount.word, Word::Person | Word::Piece(_) | Word::Team | Word::Weak(_) | Word::Class);
        if (chinese || of_things)
            && let Some(reason) = self.named_or_told_off(amount, head, chinese, of_things)
        {
            return Some(reason);
        }
        if matches!(amount.word, Word::Percent | Word::Point) && self.is_step(head) {
            return Some(Reason::Name);
        }
        if matches!(amount.word, Word::Percent | Word::Point | Word::Yuan | Word::SqMetre) {
            return None;
        }
        self.refuses_word(amount, number, often())
    }

    /// 三名 as half of a name, 第三名, 这一项.
    #[inline(never)]
    fn named_or_told_off(&self, amount: &Amount, head: &str, chinese: bool, of_things: bool) -> Option<Reason> {
        let tail = slice(self.text, amount.range.end..amount.clause.end.max(amount.range.end));
        if chinese {
            // “三名”人选, “一生”: the number is half of a name.
            if head.ends_with(['“', '"']) && after(self.text, amount.unit_end).starts_with(['”', '"']) {
                return Some(Reason::Name);
            }
            // 示范校十所、工作室八个: behind its noun a count is no slogan.
            let factor = matches!(
                self.number(amount.numbers.start).map(|n| slice(self.text, n.range.clone()))?,
                "十" | "百" | "千" | "万" | "亿"
            );
            if factor && !self.trails(amount) && (!amount.bounded() || starts!(tail, ["计划", "工程"]).is_some()) {
                return Some(Reason::Name);
            }
        }
        if of_things {
            if ends!(head, ["前", "后", "排名", "位列", "第", "居"]).is_some() {
                return Some(Reason::Ordinal);
            }
            // 前十名每生奖励5万元，十一至五十名每生奖励2万元: ranks.
            if amount.upper.is_some()
                && starts!(tail, ["每", "各", "奖", "的"]).is_some()
                && slice(self.text, self.sentence.start..amount.number.start).contains('前')
            {
                return Some(Reason::Ordinal);
            }
            if chinese && starts!(tail, ["工程", "计划", "建设工程", "行动"]).is_some() {
                return Some(Reason::Name);
            }
            if self.is_step(head) {
                return Some(Reason::Name);
            }
        }
        let one = chinese && amount.value == Decimal::ONE && amount.upper.is_none();
        let told_off = one
            && ends!(head, ["这", "同", "另", "任", "统", "唯", "进", "某", "哪", "单", "首", "末", "头", "专", "归"]).is_some();
        told_off.then_some(Reason::Idiom)
    }

    /// 每上线1人奖励2000元: what is counted off, step by step.
    fn is_step(&self, head: &str) -> bool {
        const STEPS: &str = "升入 录取 考取 新增 增加 培养 考入 完成 上线 超 超过 超出 少 减少 多 增 引进 获 获得 招收 接收 推荐 输送 \
            提高 提升 下降 降低 高于 低于";
        let step = last_chars(head, 3 + 4 * usize::from(head.ends_with(['高', '低']))).rsplit_once('每').map(|(_, step)| step);
        step.is_some_and(|step| step.is_empty() || step.starts_with('比') || STEPS.split(' ').any(|word| word == step))
    }

    /// Nothing is counted behind the unit.
    fn trails(&self, amount: &Amount) -> bool {
        let rest = after(self.text, amount.unit_end);
        rest.is_empty() || rest.starts_with(['、', '，', '。', '；', '）'])
    }

    /// As [`refuses`](Self::refuses), by the unit word.
    #[inline(never)]
    fn refuses_word(&self, amount: &Amount, number: &Number, often: bool) -> Option<Reason> {
        let chinese = number.form == Form::Chinese;
        let one = chinese && amount.value == Decimal::ONE && amount.upper.is_none();
        let small = chinese && amount.value <= Decimal::TEN;
        let clause = &amount.clause;
        let tail = slice(self.text, amount.range.end..clause.end.max(amount.range.end));
        let head = before(self.text, amount.number.start);
        let bounded = amount.bounded();
        let each = amount.own.has(EACH | PER_HEAD);
        let verb = amount.own.has(VERB);
        let ranged = amount.upper.is_some();
        let refuse = |reason| Some(reason);
        match amount.word {
            Word::Percent | Word::Point | Word::Yuan | Word::SqMetre => None,
            Word::Hour => {
                if one && !bounded && !each && !often {
                    refuse(Reason::Idiom)
                } else {
                    None
                }
            }
            Word::Place => {
                if one {
                    refuse(Reason::Idiom)
                } else {
                    None
                }
            }
            Word::Double => {
                if head.ends_with('翻') {
                    None
                } else {
                    refuse(Reason::Idiom)
                }
            }
            // 占到六成, 达到九成.
            Word::Tenth => {
                if bounded || ends!(head, ["达到", "占到", "达", "承担", "负担"]).is_some() {
                    None
                } else {
                    refuse(Reason::Idiom)
                }
            }
            Word::Times => {
                if amount.unit == Unit::Ratio
                    && (amount.numbers.len() == 2
                        || number.form == Form::Arabic
                        || bounded
                        || ends!(head, ["的", "高", "加", "按"]).is_some())
                {
                    let named = amount.ahead.says(lists::RATIOS)
                        || ends!(head, ["按", "按照", "以"]).is_some()
                            && starts!(tail, ["核", "配", "的比例", "的标准"]).is_some();
                    if amount.numbers.len() == 2 && chinese && !named { refuse(Reason::Idiom) } else { None }
                } else {
                    refuse(Reason::Idiom)
                }
            }
            Word::Person => {
                if starts!(tail, ["大班额", "超大班额", "以上大班额"]).is_some() {
                    return refuse(Reason::Name);
                }
                if starts!(tail, ["以上户", "口"]).is_some() {
                    return refuse(Reason::Unsure);
                }
                if one && !(bounded || each || often) { refuse(Reason::Idiom) } else { None }
            }
            Word::Piece(piece) => self.refuses_piece(amount, piece, (one, small), (bounded || each || ranged, verb, often)),
            Word::Team => {
                if one && !(bounded || each) || small && !bounded && !each && !verb {
                    refuse(Reason::Idiom)
                } else if small && holds!(first_chars(tail, 12), ["队伍"]) && !bounded && !each {
                    refuse(Reason::SloganCount)
                } else {
                    None
                }
            }
            // 建设2所24班规模的小学: how large each is.
            Word::Class if tail.starts_with("规模的") && head.ends_with(['所', '座', '个']) => None,
            Word::Class if starts!(tail, ["幼儿园", "小学", "初中", "高中", "规模", "的学校", "学校", "的"]).is_some() => {
                refuse(Reason::Name)
            }
            Word::Course | Word::Paper | Word::Class => {
                if one && !(bounded || each || often || amount.ahead.has(ACT | SELECT)) {
                    refuse(Reason::Idiom)
                } else {
                    None
                }
            }
            Word::Session => {
                if starts!(tail, ["全会", "会议精神"]).is_some() {
                    return refuse(Reason::Name);
                }
                if starts!(tail, ["性"]).is_some() {
                    return refuse(Reason::Idiom);
                }
                // 二期工程.
                if slice(self.text, amount.number.end..amount.unit_end).ends_with('期')
                    && starts!(tail, ["工程", "项目", "建设", "规划", "学前教育", "特殊教育", "行动", "提升", "计划", "三年"])
                        .is_some()
                {
                    return refuse(Reason::Name);
                }
                // 建成学校二期: the second part of it.
                if chinese
                    && small
                    && self.trails(amount)
                    && !bounded
                    && slice(self.text, amount.number.end..amount.unit_end).ends_with('期')
                    && ends!(head, ["校", "园", "院", "楼", "基地", "中心", "工程", "项目", "校区", "馆"]).is_some()
                {
                    return refuse(Reason::Name);
                }
                let recurs = often || self.often_before(amount);
                if one && !(bounded || each || recurs || amount.own.has(SANCTION)) {
                    return refuse(Reason::Idiom);
                }
                if small && !one && !(bounded || each || recurs || verb) { refuse(Reason::Unsure) } else { None }
            }
            Word::Round(round) => {
                let swept = round == "遍" || round == "轮" && one && amount.own.says(lists::SWEPT);
                let recurs = self.recurs_batch(amount);
                if ends!(head, ["新", "上", "下", "首", "多", "分", "这"]).is_some() {
                    return refuse(Reason::Idiom);
                }
                // 组织自查2轮.
                let counted = round == "轮" && !chinese && amount.own.has(ACT | CHECK);
                if (swept && amount.own.has(TRAIN | ACT)) || recurs || bounded && !one || counted {
                    None
                } else {
                    refuse(Reason::Idiom)
                }
            }
            Word::Weak(weak) => self.refuses_weak(amount, weak, small, bounded || ranged, each, verb || often),
            // 15分钟学习圈.
            Word::Other("分钟") if holds!(first_chars(tail, 9), ["圈”", "圈"]) => refuse(Reason::Name),
            Word::Other("分钟") => None,
            Word::Other("学期" | "周" | "季度") => {
                if ends!(head, ["每", "每隔"]).is_some() {
                    refuse(Reason::Date)
                } else if bounded || often || head.ends_with("连续") {
                    None
                } else {
                    refuse(Reason::Date)
                }
            }
            Word::Other("系数") => {
                if bounded || holds!(slice(self.text, clause.start..amount.number.start), ["降至", "降到", "缩小到", "缩小至"])
                {
                    None
                } else {
                    refuse(Reason::Unsure)
                }
            }
            // 1000兆宽带: what it is called.
            Word::Other("兆") => {
                if amount.bound_before {
                    None
                } else {
                    refuse(Reason::Name)
                }
            }
            Word::Other("米" | "公里") => {
                if chinese && !bounded {
                    refuse(Reason::Idiom)
                } else {
                    None
                }
            }
            // 四套班子.
            Word::Other("套") if tail.starts_with("班子") => refuse(Reason::Name),
            Word::Other(_) => {
                if one && !(bounded || each) || small && !(bounded || each || verb) {
                    refuse(Reason::Idiom)
                } else {
                    None
                }
            }
            Word::Age => {
                let near = slice(self.text, clause.clone());
                let staff = holds!(near, ["年龄"]) || amount.own.has(STAFF | ELIGIBLE);
                let pupils = holds!(near, ["儿童", "幼儿", "婴幼儿", "学生", "少年", "适龄", "托育", "学龄", "青少年", "孩子"]);
                if bounded && !ranged && staff && !pupils { None } else { refuse(Reason::GradeOrAge) }
            }
            Word::Clock => {
                let marked = amount.numbers.len() == 2
                    || ends!(head, ["午", "晚", "早", "至", "晨", "早上", "晚上", "早于", "晚于", "迟于"]).is_some()
                        && !holds!(first_chars(tail, 3), ["要求", "意见"]);
                if marked && bounded { None } else { refuse(if marked { Reason::Date } else { Reason::Ordinal }) }
            }
            Word::Year | Word::Month | Word::Day => self.refuses_time(amount, chinese, tail, head),
        }
    }

    fn refuses_piece(
        &self,
        amount: &Amount,
        piece: &str,
        (one, small): (bool, bool),
        (held, verb, often): (bool, bool, bool),
    ) -> Option<Reason> {
        let head = before(self.text, amount.number.start);
        let rest = slice(self.text, amount.unit_end..amount.clause.end.max(amount.unit_end));
        let typed = !matches!(amount.unit, Unit::Other(_));
        if piece == "个"
            && counts_slogans(slice(self.text, amount.phrase.clone()), held)
            && !(typed && held)
            && !rest.trim_start().starts_with('“')
        {
            return Some(Reason::SloganCount);
        }
        if one {
            let built = ends!(
                head,
                [
                    "新建",
                    "建成",
                    "建好",
                    "办好",
                    "建设",
                    "创建",
                    "改扩建",
                    "设立",
                    "新增",
                    "改造",
                    "建立",
                    "在",
                    "打造",
                    "组建",
                    "设置",
                    "新办",
                    "开办",
                    "托管",
                ],
            );
            let solid = matches!(piece, "所" | "家" | "座" | "处")
                || typed && matches!(amount.unit, Unit::Base | Unit::Studio | Unit::Place | Unit::Class);
            let each = amount.ahead.has(EACH) && solid;
            return if held && (solid || amount.bound_before) || built.is_some() && piece == "所" || each {
                None
            } else {
                Some(Reason::Idiom)
            };
        }
        // 实施一中迁建、二中改造等六个项目: those that were named.
        if piece == "个" && head.ends_with('等') && rest.starts_with("项目") && verb {
            return None;
        }
        if typed || piece == "所" {
            return if small && piece == "个" && !(held || verb) { Some(Reason::Unsure) } else { None };
        }
        let trails = rest.is_empty() || rest.starts_with(['、', '）', '”']);
        if small && !held && !(trails && verb) {
            return Some(Reason::SloganCount);
        }
        // 创建示范校3所；县级中心5个、区域集团各1个: the verb stands at the head of the list.
        let listed = || trails && self.marks.has(BUILD | SELECT, self.sentence.start..amount.clause.start);
        // 7个县区实现均衡.
        let reach = || {
            starts!(rest, ["县", "区", "市", "乡镇", "街道"]).is_some()
                && holds!(rest, ["达到", "实现", "创建", "创成", "成为", "普及"])
        };
        if held
            || often
            || listed()
            || reach()
            || holds!(rest, ["通过", "达标", "摘牌"])
            || amount.own.has(BUILD | GROW | SELECT | ACT)
            || verb
            || amount.ahead.says(lists::GOES_TO)
        {
            None
        } else {
            Some(Reason::Unsure)
        }
    }

    fn refuses_weak(&self, amount: &Amount, weak: &str, small: bool, bounded: bool, each: bool, verb: bool) -> Option<Reason> {
        let rest = slice(self.text, amount.unit_end..amount.clause.end.max(amount.unit_end));
        if weak == "分" {
            let own = slice(self.text, amount.clause.clone());
            let checked = holds!(own, ["考核", "绩效", "分值"]) && holds!(own, ["占", "扣", "加", "计"]);
            let raised = holds!(own, ["提高到", "提高至", "增加到", "增加至", "调整到", "调整为"]);
            return if bounded || checked || raised { None } else { Some(Reason::Unsure) };
        }
        // 二本以上上线率, 一本院校: what they are called.
        if weak == "本" && small && starts!(rest, ["以上上线", "上线", "线", "率", "院校", "录取", "批", "及以上"]).is_some()
        {
            return Some(Reason::Name);
        }
        if matches!(weak, "校" | "园") {
            let ends_here = rest.is_empty() || starts!(rest, ["以上", "达", "建", "全", "的"]).is_some();
            return if !small && ends_here && verb { None } else { Some(Reason::Name) };
        }
        if weak == "类"
            && small
            && (!each
                || starts!(rest, ["学校", "幼儿园", "地区", "人才", "岗位", "教师", "乡镇", "以上", "标准", "园", "及以上"])
                    .is_some())
        {
            return Some(Reason::Name);
        }
        if counts_slogans(slice(self.text, amount.phrase.clone()), bounded || each) || small && !(bounded || each) {
            return Some(Reason::SloganCount);
        }
        if bounded || each || verb { None } else { Some(Reason::Unsure) }
    }

    /// 每3年, 每隔两年 between two places.
    pub(super) fn every(&self, from: usize, to: usize) -> bool {
        self.cycles
            .iter()
            .any(|one| one.number.start >= from && one.number.end <= to && (one.every && one.spans || one.once == Once::Yearly))
    }

    /// Whether the sentence says how often before the amount.
    fn often_before(&self, amount: &Amount) -> bool {
        self.marks.has(OFTEN, self.sentence.start..amount.number.start)
            || self.every(self.sentence.start, amount.number.start)
            || self.marks.says(lists::CYCLE, self.sentence.start..amount.number.start)
    }

    /// 每两年认定一批: a batch that recurs.
    fn recurs_batch(&self, amount: &Amount) -> bool {
        let ahead = amount.clause.start..amount.number.start;
        let yearly = self.marks.within(ANNUAL, ahead.clone()).any(|m| slice(self.text, m.range.clone()).starts_with('每'));
        (yearly || self.every(ahead.start, ahead.end)) && amount.ahead.has(SELECT | TRAIN | GROW | RATE | ACT)
    }
}
