//! Which part of a plan a promise belongs to: goal, measure, incentive, funding, accountability.

use super::amount::{Amount, Sight};
use super::headings::{self, Headings};
use super::lists;
use super::measure::Word;
use super::scan::{before, ends, exceeds, first_chars, holds, slice, starts};
use super::time::is_paid_in_parts;
use super::words::{
    AID, BODY, BUILD, CHECK, ELIGIBLE, ENTITLED, FINE, HOLDER, HONOUR, MONEY, RATE, REWARD, SANCTION, SELECT, TERM, TO, TRAIN,
};
use crate::model::{Bound, Class, Frequency, Role, Unit};

impl Sight<'_> {
    /// The class, from the section's role, the unit and the words around.
    pub(super) fn class(
        &self,
        amount: &Amount,
        role: Role,
        frequency: Option<Frequency>,
        due: bool,
        headings: Headings,
    ) -> Class {
        let clause = amount.clause.clone();
        let own = slice(self.text, clause.clone());
        let has = |tags| amount.own.has(tags);
        let before_it = slice(self.text, self.sentence.start..amount.clause.end);
        let goals = role == Role::Goals;
        if !goals && let Some(class) = self.condition(amount) {
            return class;
        }
        match &amount.unit {
            Unit::Yuan => self.money(amount, headings),
            Unit::Percent | Unit::PercentagePoint | Unit::Ratio => {
                if let Some(class) = self.taken_back(amount) {
                    return class;
                }
                if self.is_money_rule(amount) {
                    return Class::Funding;
                }
                if !goals && self.is_share_of_gifts(amount, headings) {
                    return Class::Incentive;
                }
                // 按工资的三成发放津贴, 分别按标准的100%、60%补助: a share of what is paid.
                if self.marks.says(lists::DRAWN, amount.range.end..clause.end)
                    && let Some(by) = own.find(['按', '参']).map(|at| clause.start + at)
                    && by < amount.number.start
                {
                    let paid = self.marks.says(lists::ALLOWANCE, amount.range.end..clause.end);
                    return if paid { Class::Incentive } else { Class::Funding };
                }
                if goals {
                    return Class::Goal;
                }
                // 课时不低于总课时的一成: a norm for timetables.
                if holds!(own, ["课时", "学时"]) && !own.contains('率') {
                    return Class::Measure;
                }
                // 完成率低于80%的单位予以约谈: when a sanction falls due.
                let tail = slice(self.text, amount.range.end..clause.end.max(amount.range.end));
                let last = || ends!(before(self.text, amount.number.start), ["末位", "排名后", "后"]).is_some();
                if tail.starts_with('的') && has(SANCTION) && (last() || amount.bound != Bound::Exactly) {
                    return Class::Accountability;
                }
                // 人均所得不高于教师的1.5倍.
                if amount.unit == Unit::Ratio && holds!(own, ["所得", "收入", "工资", "薪酬"]) {
                    return Class::Funding;
                }
                if amount.unit == Unit::Ratio && !(due && self.is_reached(amount))
                    || self.is_share_of_action(amount)
                    || self.is_quota(amount)
                    || self.marks.says(lists::MOVED, clause.clone())
                {
                    return Class::Measure;
                }
                let weighed = (own.starts_with('占')
                    || before(self.text, amount.number.start).ends_with('占') && !holds!(own, ["教师", "学生", "幼儿", "人数"]))
                    && self.marks.says(lists::CHECKS, self.sentence.start..clause.end);
                let held = headings.have(headings::CALLED_IN | headings::BLAMED) && amount.bound != Bound::Exactly;
                if weighed || held || amount.own.says(lists::WEIGHED) { Class::Accountability } else { Class::Goal }
            }
            _ if goals || amount.word == Word::Other("清零") => Class::Goal,
            Unit::Year | Unit::Month | Unit::Day | Unit::Other(_)
                if matches!(
                    amount.word,
                    Word::Year | Word::Age | Word::Month | Word::Day | Word::Other("学期" | "周" | "季度")
                ) =>
            {
                self.span_of_time(amount, own, before_it, headings)
            }
            Unit::Other(_) if amount.word == Word::Session => Class::Accountability,
            Unit::TimeOfDay => Class::Measure,
            Unit::Session | Unit::Paper => {
                // 列支教师体检费，每人每两年1次: named before it.
                let before_it = self.clause_before(clause.start)..clause.start;
                let named = own.starts_with('每')
                    && self.marks.says(lists::REST, before_it.clone())
                    && self.marks.says(lists::TEACHER, before_it);
                if amount.own.says(lists::REST) || named {
                    let pupils = own.contains("学生") && !amount.own.says(lists::TEACHER);
                    return if pupils { Class::Measure } else { Class::Incentive };
                }
                self.occasion(amount, own, frequency, headings)
            }
            Unit::Person => {
                if amount.own.says(lists::SCHOOL_FUNDS) {
                    return Class::Funding;
                }
                // 对接收50人以上的企业奖励: who earns it.
                let tail = slice(self.text, amount.range.end..clause.end.max(amount.range.end));
                if amount.bound_after
                    && starts!(tail, ["的企业", "的单位", "的机构", "的集团"]).is_some()
                    && self.marks.has(REWARD, clause.end..self.sentence.end)
                {
                    return Class::Incentive;
                }
                // 5人以上的学校设资源教室: where a rule begins.
                if super::rate::is_threshold(self.text, amount) {
                    return Class::Measure;
                }
                // 招收1个班，每班不超过8人: an amount of the action; 班额 is the result.
                let size = amount.own.says(lists::CLASS_SIZE);
                if size && !self.marks.says(lists::SIZE_OF_CLASS, self.sentence.clone()) {
                    return Class::Measure;
                }
                if size && !holds!(own, ["配", "教师"]) {
                    return Class::Goal;
                }
                // 表彰教师50名、校长10名；班主任20名: honoured with the others.
                let listed = !has(super::words::VERB) && self.marks.says(lists::HONOURED, self.sentence.start..clause.end);
                // 评选优秀教师30名，每人奖励1万元.
                let rest = slice(self.text, clause.end..self.sentence.end.max(clause.end));
                let chosen = amount.own.says(lists::CHOSEN) && holds!(first_chars(rest, 14), ["奖励", "给予", "发放", "颁发"]);
                if has(HONOUR) && amount.own.says(lists::PRAISED) || has(REWARD) || listed || chosen {
                    return Class::Incentive;
                }
                if frequency.is_some()
                    && self.marks.has(HOLDER, self.sentence.start..clause.end)
                    && !amount.own.has(SELECT)
                    && !holds!(own, ["选派", "选送", "组织", "安排"])
                {
                    return Class::Accountability;
                }
                self.count(amount, due)
            }
            Unit::Other(_) if amount.word == Word::Weak("分") => {
                // 扣5分, 考核90分以上: points of a check; 平均分提高5分: of pupils.
                let pupils = holds!(own, ["平均分", "分数线", "成绩", "录取", "考生", "总分"]);
                if !pupils && holds!(before_it, ["得分", "百分制", "考核", "扣", "分值", "计分", "评分", "问责", "权重"])
                {
                    Class::Accountability
                } else if pupils && holds!(own, ["提高", "高于", "增加", "提升"]) {
                    Class::Goal
                } else {
                    self.count(amount, due)
                }
            }
            // 奖励先进学校10所.
            Unit::School | Unit::Kindergarten if has(REWARD) && amount.ahead.has(REWARD) => Class::Incentive,
            Unit::School | Unit::Kindergarten if has(SELECT) && headings.have(headings::AWARDED) => Class::Incentive,
            Unit::Hour => Class::Measure,
            Unit::Other(_) if amount.word == Word::Other("学分") => Class::Measure,
            Unit::Other(_) if matches!(amount.word, Word::Round(_)) && has(CHECK) => {
                self.occasion(amount, own, frequency, headings)
            }
            // 连续任职不超过2个任期; 领导每人联系2所学校.
            _ if starts!(slice(self.text, amount.unit_end..clause.end.max(amount.unit_end)), ["任期", "聘期"]).is_some()
                || matches!(amount.unit, Unit::School | Unit::Kindergarten)
                    && self.marks.says(lists::LINKED, clause.start..amount.number.start)
                    && self.marks.says(lists::LEADERS, self.sentence.start..amount.number.start) =>
            {
                Class::Accountability
            }
            _ => {
                if amount.own.says(lists::TASK_DONE) {
                    return Class::Accountability;
                }
                if amount.own.says(lists::EACH_PUPIL) {
                    return Class::Goal;
                }
                self.count(amount, due)
            }
        }
    }

    /// 低于60分的乡镇，取消资格; 增幅7%以上的，奖励5万元: what brings a sanction or a reward falls due.
    fn condition(&self, amount: &Amount) -> Option<Class> {
        let spans = matches!(amount.word, Word::Year | Word::Month | Word::Day | Word::Age);
        let tail = slice(self.text, amount.range.end..amount.clause.end.max(amount.range.end));
        // 增长2%—4%的奖励学校5万元.
        if starts!(tail, ["的奖励", "的奖给", "的各奖励"]).is_some() {
            return Some(Class::Incentive);
        }
        let last = ends!(before(self.text, amount.number.start), ["末位", "排名后", "后"]).is_some();
        // 发生1起责任事故的，予以免职.
        let event = || amount.word == Word::Other("起") && tail.ends_with('的');
        if !amount.bounded() && !last && !event() {
            return None;
        }
        // 56人以上的大班额 is a name; 低于60分的，/的乡镇，/2起以上违规的， whom it befalls.
        let rest = amount.clause.end..self.sentence.end.max(amount.clause.end);
        // 须有3次以上优秀，否则不再续签.
        if starts!(slice(self.text, rest.clone()), ["，否则"]).is_some() {
            return Some(Class::Accountability);
        }
        // 处分未满1年、病假超过60天的，不得参评: the first of them too.
        let listed = tail.starts_with('、') && tail.ends_with('的');
        let (what, whom) = if listed { ("", "") } else { tail.rsplit_once('的')? };
        let rest = rest.start..rest.start + slice(self.text, rest.clone()).find('；').unwrap_or(rest.len());
        if exceeds(what, 10) || exceeds(whom, 8) {
            return None;
        }
        let bare = whom.is_empty()
            || ends!(
                whom,
                ["单位", "学校", "乡镇", "部门", "县", "街道", "个人", "教师", "校长", "初中", "小学", "高中", "幼儿园"]
            )
            .is_some();
        if bare && self.marks.has(SANCTION | FINE, rest.clone()) {
            return Some(Class::Accountability);
        }
        if !what.is_empty() || !bare || spans || amount.word == Word::Yuan {
            return None;
        }
        let praised = || holds!(slice(self.text, rest.clone()), ["通报表扬", "表彰", "加分"]);
        (self.marks.has(REWARD, rest.clone()) || praised()).then_some(Class::Incentive)
    }

    /// 按每年10%的比例退还补贴: what is taken back from whoever does not keep to it.
    fn taken_back(&self, amount: &Amount) -> Option<Class> {
        (amount.own.says(lists::TAKEN_BACK) && !amount.own.has(REWARD)).then_some(Class::Accountability)
    }

    /// 按教师总数5%的比例奖励, 补贴不超过房价的七成, 报到后发放40%: how many are rewarded, or how much of a gift.
    fn is_share_of_gifts(&self, amount: &Amount, headings: Headings) -> bool {
        let own = slice(self.text, amount.clause.clone());
        let head = slice(self.text, amount.clause.start..amount.number.start);
        if head.contains('率') || holds!(own, ["覆盖", "落实", "满意", "资金"]) {
            return false;
        }
        if amount.own.has(REWARD) || amount.own.says(lists::PAYMENTS) {
            return true;
        }
        if ends!(head, ["发放", "兑现"]).is_some()
            && (headings.have(headings::AWARDED | headings::PAID)
                || self.marks.says(lists::PAID, self.sentence.start..amount.clause.end))
        {
            return true;
        }
        let rest = amount.clause.end..self.sentence.end.max(amount.clause.end);
        head.contains('按') && self.marks.has(REWARD, rest)
    }

    fn money(&self, amount: &Amount, headings: Headings) -> Class {
        let clause = amount.clause.clone();
        if let Some(class) = self.taken_back(amount) {
            return class;
        }
        if amount.own.has(FINE) || amount.own.says(lists::FINED) {
            return Class::Accountability;
        }
        let fund = amount.own.says(lists::FUNDED);
        let gift = amount.own.has(REWARD | AID);
        // 财政按每生200元补助: what the public purse pays for a service.
        // 对普惠性民办园按生均600元补助: so is what is paid to an institution for each pupil.
        let norm = (amount.own.says(lists::NORM)
            || amount.own.has(AID)
                && amount.own.says(lists::EACH_HEAD)
                && self.marks.says(lists::INSTITUTIONS, self.sentence.start..amount.number.start))
            && !amount.own.has(REWARD);
        if (gift || amount.own.says(lists::SALARY)) && !fund && !norm {
            return Class::Incentive;
        }
        if fund || norm || amount.own.has(MONEY) {
            return Class::Funding;
        }
        // 按特等奖5万元、一等奖3万元给予奖励; 每年体检一次，标准不低于800元.
        let before_it = self.clause_before(clause.start)..clause.start;
        let prized = self.marks.says(lists::PRIZE, clause.clone());
        let rests = self.marks.says(lists::REST, before_it.clone()) && self.marks.says(lists::TEACHER, before_it);
        if prized || rests {
            return Class::Incentive;
        }
        // The clause names no money word of its own: the sentence decides.
        let so_far = self.sentence.start..clause.end;
        let given = self.marks.says(lists::GIVEN, so_far.clone()) || headings.have(headings::AWARDED | headings::PAID);
        if given && !self.marks.says(lists::INVESTED, so_far) { Class::Incentive } else { Class::Funding }
    }

    /// A share, rise or multiple of money.
    fn is_money_rule(&self, amount: &Amount) -> bool {
        let (mut ahead, own) = (amount.clause.start..amount.number.start, amount.clause.clone());
        if !self.marks.says(lists::MONEY_USED, own.clone()) {
            return false;
        }
        // 今年安排100万元，以后每年递增5%; 其中不低于七成用于教师.
        if before(self.text, ahead.start).ends_with("元，") && holds!(slice(self.text, own.clone()), ["递增", "用于"]) {
            return true;
        }
        // 教育投入不低于1亿元，年均增长8%: the clause before names the money.
        let bare = !exceeds(slice(self.text, ahead.clone()), 12)
            && !holds!(slice(self.text, ahead.clone()), ["率", "比", "教师", "学生", "学校", "园"]);
        if bare && before(self.text, ahead.start).ends_with('，') {
            ahead.start = self.clause_before(ahead.start);
            // 比例，今年不低于7%，明年不低于8%: the share is named once.
            let again = |at: usize| slice(self.text, at..amount.clause.start).chars().take(16).any(|c| c == '%');
            if again(ahead.start) && before(self.text, ahead.start).ends_with('，') {
                ahead.start = self.clause_before(ahead.start);
            }
        }
        // 教育支出只增不减，占比每年提高0.5个百分点.
        if starts!(slice(self.text, ahead.clone()), ["占比", "比重"]).is_some() && before(self.text, ahead.start).ends_with('，')
        {
            ahead.start = self.clause_before(ahead.start);
        }
        // 按每生500元补助，示范园上浮20%.
        if before(self.text, amount.number.start).ends_with("上浮")
            && (self.marks.has(AID | REWARD, self.sentence.start..own.end)
                || self.marks.says(lists::PAID, self.sentence.start..own.end))
        {
            return true;
        }
        let people = || self.marks.says(lists::SHARE_OF_PEOPLE, ahead.clone()) && !self.marks.says(lists::PAID, ahead.clone());
        self.marks.says(lists::MONEY_BASE, ahead.clone()) && !people() || self.marks.says(lists::LEVY, own)
    }

    /// 开展10%的教师省级培训: the share of people that an action takes in.
    fn is_share_of_action(&self, amount: &Amount) -> bool {
        let tail = slice(self.text, amount.range.end..amount.clause.end.max(amount.range.end));
        let head = before(self.text, amount.number.start);
        let sent = ends!(head, ["选送", "选派", "安排", "遴选", "推荐", "选拔", "组织", "评选"]).is_some();
        let acts = |t: &str| {
            sent || holds!(t, ["培训", "遴选", "选派", "评选", "培养", "选拔", "轮训", "交流", "配备", "标准", "比例设"])
        };
        let done = self.marks.says(lists::TRAINING, amount.range.end..amount.clause.end)
            && holds!(first_chars(tail, 3), ["开展", "组织", "参加", "实施", "进行", "安排"]);
        done || (tail.starts_with('的') || tail.starts_with("以上的") || tail.starts_with("左右的"))
            && acts(tail)
            && !holds!(slice(self.text, amount.clause.clone()), ["达到", "覆盖率", "比例达", "完成率", "实现", "完成标准"])
            && ends!(head, ["达到", "达", "实现"]).is_none()
    }

    /// 特级校长不超过校长总数的5%, 招生计划的六成分配到初中: a share that is dealt out.
    fn is_quota(&self, amount: &Amount) -> bool {
        let head = before(self.text, amount.number.start);
        let own_head = slice(self.text, amount.lead());
        let ranks = amount.bound == Bound::AtMost && amount.ahead.says(lists::TEACHER) && !amount.own.has(RATE);
        // 在园幼儿占总数的80%: a state, nothing that is dealt out.
        let whole = || {
            (ends!(head, ["总数的", "总人数的"]).is_some()
                || ends!(head, ["总数", "总人数"]).is_some() && holds!(own_head, ["选派", "选送", "交流", "遴选"]))
                && !own_head.contains('占')
                && !self.is_reached(amount)
        };
        ranks || whole() || ends!(head, ["招生计划的", "招生计划总数的", "指标的", "名额的"]).is_some()
    }

    /// 比例达到, 控制到: a word before the number sets it as reached.
    fn is_reached(&self, amount: &Amount) -> bool {
        self.marks.last(TO, amount.lead()).is_some_and(|m| slice(self.text, m.range.clone()).ends_with(['达', '到', '至']))
    }

    fn span_of_time(&self, amount: &Amount, own: &str, before_it: &str, headings: Headings) -> Class {
        let clause = amount.clause.clone();
        if amount.word == Word::Year && own.contains("受教育年限") {
            return Class::Goal;
        }
        // 三年内不得申报奖补项目: how long a sanction lasts.
        if starts!(slice(self.text, amount.range.end..clause.end.max(amount.range.end)), ["不得", "内不得"]).is_some() {
            return Class::Accountability;
        }
        // 连续三年优秀的学校，奖励3万元.
        if before(self.text, amount.number.start).ends_with("连续")
            && starts!(slice(self.text, amount.unit_end..clause.end.max(amount.unit_end)), ["优秀", "先进"]).is_some()
            && self.marks.has(REWARD, clause.start..self.sentence.end)
        {
            return Class::Incentive;
        }
        // 签订6年以上合同, 公示不少于5个工作日.
        if amount.own.says(lists::BOUND_TO) {
            return Class::Accountability;
        }
        // 分3年付清, 租房补助最长不超过36个月: how long it is paid.
        let head = before(self.text, amount.number.start);
        let tail = slice(self.text, amount.range.end..clause.end.max(amount.range.end));
        let gifts =
            || self.marks.has(REWARD | AID, self.sentence.start..clause.end) || headings.have(headings::AWARDED | headings::PAID);
        if is_paid_in_parts(head, tail) {
            return if gifts() { Class::Incentive } else { Class::Funding };
        }
        let lasts = amount.own.has(AID) || matches!(amount.word, Word::Month) && starts!(own, ["最长", "最多"]).is_some();
        if matches!(amount.word, Word::Year | Word::Month) && lasts && !amount.own.has(TERM | SANCTION) && gifts() {
            return Class::Incentive;
        }
        // 工作满三年的再发三万元, under 待遇.
        if amount.own.has(ENTITLED) && amount.bound != Bound::LessThan && headings.have(headings::AWARDED | headings::PAID) {
            return Class::Incentive;
        }
        if amount.own.has(ENTITLED)
            && holds!(before_it, ["颁", "荣誉", "优惠", "表彰", "奖", "津贴", "证书", "优先", "享受", "礼遇", "优待"])
            || own.contains("激励期")
        {
            return Class::Incentive;
        }
        let whole = slice(self.text, self.sentence.clone());
        // 奖励任教20年以上的教师, 50岁以上教师体检标准…; what falls short earns nothing.
        if amount.bound == Bound::LessThan && amount.word == Word::Year && holds!(whole, ["退还", "退回"]) {
            return Class::Accountability;
        }
        if amount.bound == Bound::AtLeast
            && (amount.word == Word::Year && amount.own.has(REWARD)
                || amount.word == Word::Age && amount.own.says(lists::REST) && amount.own.says(lists::TEACHER))
        {
            return Class::Incentive;
        }
        if amount.own.has(ENTITLED)
            && holds!(
                whole,
                ["颁", "荣誉", "优惠", "表彰", "奖", "津贴", "证书", "享受", "疗休养", "疗养", "体检", "补贴", "倾斜"],
            )
            || amount.word == Word::Day && holds!(whole, ["疗休养", "疗养", "休养"])
        {
            return Class::Incentive;
        }
        let paid = before(self.text, amount.number.start).ends_with('分') && self.marks.has(REWARD | AID, self.sentence.clone());
        if amount.word == Word::Year && (paid || self.marks.says(lists::EXEMPT, clause.clone())) {
            return Class::Incentive;
        }
        // 担任班主任满20年的，颁发证书; 满10年归个人所有: what time earns.
        if amount.word == Word::Year
            && (ends!(before(self.text, amount.number.start), ["满"]).is_some()
                || before(self.text, amount.number.start).ends_with("年、") && own.contains('满')
                || amount.own.has(ENTITLED))
            && holds!(
                whole,
                [
                    "子女",
                    "不受",
                    "授予",
                    "奖章",
                    "颁发",
                    "荣誉",
                    "奖励",
                    "奖金",
                    "津贴",
                    "补贴",
                    "安家",
                    "住房",
                    "直接认定",
                    "直接评聘",
                    "优先"
                ]
            )
            && !self.marks.has(SANCTION, self.sentence.clone())
            && !holds!(whole, ["应当交流", "应交流", "进行交流"])
        {
            return Class::Incentive;
        }
        if amount.word == Word::Day && holds!(own, ["旷工", "旷课", "缺勤", "脱岗", "离岗"])
            || amount.word == Word::Year
                && holds!(own, ["不得评", "不得晋", "不得申", "不得参", "不得再", "不得从", "不得担", "不得聘"])
        {
            return Class::Accountability;
        }
        if amount.own.has(TERM | SANCTION | ELIGIBLE | ENTITLED) || amount.word == Word::Age {
            return Class::Accountability;
        }
        if before(self.text, amount.number.start).ends_with("连续") {
            return Class::Accountability;
        }
        if matches!(amount.word, Word::Day | Word::Month)
            && (amount.bound == Bound::AtMost || ends!(head, ["离岗培训", "待岗", "停职", "扣发", "停发"]).is_some())
        {
            return Class::Accountability;
        }
        if matches!(amount.word, Word::Day) {
            return if amount.own.has(TRAIN) {
                Class::Measure
            } else if self.marks.has(HOLDER, self.sentence.start..clause.end)
                || headings.have(headings::DUTIES | headings::CHECKED | headings::WATCHED)
            {
                Class::Accountability
            } else {
                Class::Measure
            };
        }
        if headings.have(headings::DUTIES | headings::CHECKED) {
            return Class::Accountability;
        }
        if own.contains("管理周期") || own.contains("考核周期") || holds!(own, ["移交", "整改", "管理期", "投入使用"])
        {
            return Class::Accountability;
        }
        if amount.bound != Bound::Exactly
            && holds!(before_it, ["打造", "成为", "提升", "跻身", "进入", "达到", "建成"])
            && !holds!(own, ["完成", "配齐", "培训", "时间", "跟岗", "挂职", "支教"])
            || amount.bound == Bound::Between && holds!(slice(self.text, self.sentence.clone()), ["提升", "打造", "建成"])
        {
            return Class::Goal;
        }
        Class::Measure
    }

    /// Meetings, checks, lessons: a duty of whoever acts, or an action of the plan.
    fn occasion(&self, amount: &Amount, own: &str, frequency: Option<Frequency>, headings: Headings) -> Class {
        let clause = amount.clause.clone();
        let duties = headings.have({
            use headings::{BLAMED, CHECKED, DUTIES, EVALUATED, WATCHED};
            DUTIES | CHECKED | WATCHED | BLAMED | EVALUATED
        });
        let held = duties || self.marks.has(HOLDER, self.sentence.start..clause.end);
        // 连续两次排在末位的: when a sanction falls due.
        if before(self.text, amount.number.start).ends_with("连续") && self.marks.has(SANCTION, self.sentence.clone()) {
            return Class::Accountability;
        }
        let bodies = amount.own.has(BODY) || self.marks.says(lists::BODIES, self.sentence.start..clause.end);
        // 校长听课60节，副校长80节: the duty is named once.
        let bare = !amount.own.has(super::words::VERB);
        let check = amount.own.has(CHECK) || bare && self.marks.has(CHECK, self.sentence.start..clause.start);
        let counted = frequency.is_some() || amount.bounded();
        // 每年举办一次汇报演出、论文报告会: named like a check, and none.
        let event = || holds!(own, ["演出", "展演", "比赛", "竞赛", "晚会", "论文", "艺术节", "运动会", "展示活动", "报告会"]);
        if check && !duties && !held && event() {
            return Class::Measure;
        }
        if (duties || held && counted) && !holds!(own, ["培训班", "精品课", "送教下乡活动"]) {
            return Class::Accountability;
        }
        // 政府每年至少研究1次教育工作.
        let meets = counted && amount.own.says(lists::MEETS);
        // 成立领导小组，每半年召开1次会议.
        if meets && (amount.own.has(BODY) || self.marks.says(lists::GROUPS, self.clause_before(clause.start)..clause.start)) {
            return Class::Accountability;
        }
        // 负责同志每学期到校调研2次.
        if counted && amount.own.has(CHECK) && self.marks.says(lists::IN_CHARGE, self.sentence.start..clause.end) {
            return Class::Accountability;
        }
        let duty_text = if bare { self.sentence.start } else { clause.start }..clause.end;
        if check
            && counted
            && (bodies || self.marks.says(lists::CHECKING, duty_text))
            && !holds!(own, ["编制", "补助", "标准动态", "培训"])
        {
            return Class::Accountability;
        }
        Class::Measure
    }

    /// Things and persons counted: a result that is due is a goal, what is built, founded or chosen is a measure.
    fn count(&self, amount: &Amount, due: bool) -> Class {
        let clause = amount.clause.clone();
        let ahead = clause.start..amount.number.start;
        let head = before(self.text, amount.number.start);
        if amount.own.says(lists::PER_THOUSAND) {
            return Class::Goal;
        }
        if amount.unit == Unit::Place || amount.unit == Unit::SqMetre {
            return Class::Measure;
        }
        // 6个县达到标准.
        let rest = slice(self.text, amount.unit_end..clause.end.max(amount.unit_end));
        let places = starts!(rest, ["县", "区", "市", "乡镇", "街道"]).is_some();
        if places && holds!(rest, ["达到", "实现", "创成", "建成", "普及"]) {
            return Class::Goal;
        }
        let reached = ends!(head, ["达到", "增加到", "增至", "达", "提高到", "提升到", "突破", "发展到"]).is_some()
            || self.marks.last(TO, ahead.clone()).is_some_and(|m| {
                holds!(slice(self.text, m.range.clone()), ["达", "到", "至"]) && amount.number.start - m.range.end <= 12
            })
            || ends!(head, ["稳定在", "保持在", "维持在"]).is_some();
        if reached || amount.unit == Unit::Person && amount.own.says(lists::ADMITTED) && !amount.own.says(lists::PRIZE) {
            return Class::Goal;
        }
        let grows = || {
            // Schools and bases are built up, people grow.
            amount.unit == Unit::Person && self.marks.says(lists::GROWN, self.sentence.start..amount.number.start)
                || amount.unit != Unit::School && amount.own.says(lists::BECOMES)
                || amount.own.says(lists::BECOMES) && !amount.ahead.says(lists::GROWN)
        };
        // 通过招聘、定向培养等补充教师260人: they are hired, in whatever way.
        let hired = || holds!(slice(self.text, self.sentence.start..amount.number.start), ["补充", "招聘", "招录"]);
        if due && grows() && !amount.own.has(BUILD | SELECT | TRAIN) && !hired() { Class::Goal } else { Class::Measure }
    }
}
