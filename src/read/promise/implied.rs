//! What an amount is for each of where no 每 says so: unit, verbs and persons of its clause imply it.

use super::amount::{Amount, Sight};
use super::headings::{self, Headings};
use super::lists;
use super::measure::Word;
use super::scan::{before, ends, exceeds, holds, last, slice, starts};
use super::words::{AID, ELIGIBLE, ENTITLED, HOLDER, HONOUR, REWARD, SANCTION, TERM, TRAIN};
use crate::model::{Bound, Frequency, Per, Unit};

impl Sight<'_> {
    /// What the amount is implied to be for each of.
    pub(super) fn implied(&self, amount: &Amount, own: &str, frequency: Option<Frequency>, headings: Headings) -> Option<Per> {
        let clause = amount.clause.clone();
        let sentence = slice(self.text, self.sentence.start..amount.clause.end);
        let person = amount.unit == Unit::Person;
        if person && amount.own.says(lists::LARGE_CLASS) {
            return Some(Per::Class);
        }
        // 严格控制班额，小学不超过45人、初中不超过50人.
        if person
            && (amount.bound != Bound::Exactly || ends!(before(self.text, amount.number.start), ["至", "到", "为"]).is_some())
            && self.marks.says(lists::LARGE_CLASS, self.sentence.start..clause.start)
            && !amount.own.says(lists::SCHOOL_SIZE)
            && !exceeds(slice(self.text, clause.start..amount.number.start), 16)
        {
            return Some(Per::Class);
        }
        // 混龄班不超过30人.
        if person
            && amount.bound == Bound::AtMost
            && amount.bound_before
            && self
                .marks
                .last(super::words::AT_MOST | super::words::LIMIT, clause.start..amount.number.start)
                .is_some_and(|m| before(self.text, m.range.start).ends_with('班'))
        {
            return Some(Per::Class);
        }
        if person && amount.bound == Bound::AtMost && amount.own.says(lists::SCHOOL_SIZE) {
            return Some(Per::School);
        }
        if matches!(amount.word, Word::Other("米")) && amount.own.says(lists::SCHOOL_GROUND) {
            return Some(Per::School);
        }
        if matches!(amount.word, Word::Round("遍")) {
            return Some(Per::Person);
        }
        // 对前三名的乡镇各奖励: each of them.
        if amount.unit == Unit::Yuan
            && let Some(who) =
                ends!(slice(self.text, clause.start..amount.number.start), ["各奖励", "各奖补", "各给予", "各补助"])
        {
            let head = slice(self.text, clause.start..amount.number.start);
            let head = head.strip_suffix(who).unwrap_or(head).trim_end_matches(['）', ')', ' ']);
            if let Some(body) = ends!(head, ["学校", "幼儿园", "中学", "乡镇", "镇", "街道", "部门", "单位", "集团", "团队"])
            {
                return match body {
                    "学校" | "中学" => Some(Per::School),
                    "幼儿园" => Some(Per::Kindergarten),
                    _ => None,
                };
            }
        }
        if amount.unit == Unit::Yuan && amount.own.says(lists::WAGE) && own.contains("教师") {
            return Some(Per::Teacher);
        }
        if amount.unit == Unit::Yuan
            && holds!(
                slice(self.text, self.clause_before(clause.start)..clause.start),
                [
                    "园的",
                    "学校的",
                    "学校总数",
                    "幼儿园总数",
                    "校的",
                    "单位的",
                    "集体的",
                    "乡镇的",
                    "幼儿园，",
                    "学校，",
                    "园，",
                    "校，",
                    "区），",
                    "企业，",
                    "机构，",
                    "集团，"
                ]
            )
        {
            return None;
        }
        // 对前三名的学校，分别奖励…；完成目标的奖励…: the schools still; a prize for work is whoever's did it.
        if amount.unit == Unit::Yuan
            && !holds!(own, ["教师", "学生", "校长", "个人", "每人", "名师"])
            && holds!(slice(self.text, self.sentence.start..clause.start), ["的学校，", "的幼儿园，", "成果奖", "成果获"])
        {
            return None;
        }
        // 完成目标的，奖补20万元: institutions are.
        if amount.unit == Unit::Yuan && own.contains("奖补") && !holds!(own, ["教师", "学生", "校长", "个人"]) {
            return None;
        }
        // 每超1个百分点增加奖励5万元: for each step.
        if amount.unit == Unit::Yuan && holds!(own, ["每超", "每提高", "每提升", "每下降", "每降低"]) {
            return None;
        }
        // 名师工作室、名校长工作室每年经费分别为3万元、5万元.
        if amount.unit == Unit::Yuan
            && amount.own.says(lists::STUDIO)
            && holds!(slice(self.text, clause.start..amount.number.start), ["室每年", "室年度", "室工作经费", "室经费", "室年"])
        {
            return Some(Per::Studio);
        }
        // 引进特级教师，给予每人30万元安家费；硕士研究生5万元: each of them, too.
        if amount.unit == Unit::Yuan
            && !amount.own.says(lists::WHOLE_SUM)
            && !exceeds(slice(self.text, clause.start..amount.number.start), 36)
            && holds!(slice(self.text, clause.start..amount.number.start), ["研究生", "毕业生", "特级教师", "级教师", "博士"])
            && self.marks.has(REWARD | AID, self.sentence.start..clause.start)
        {
            return Some(Per::Person);
        }
        if amount.unit == Unit::Yuan && amount.own.has(REWARD | AID) && !amount.own.says(lists::WHOLE_SUM) {
            return Some(Per::Person);
        }
        if amount.word == Word::Age {
            return Some(Per::Person);
        }
        if matches!(amount.unit, Unit::Other(_))
            && own.contains("学生")
            && self.marks.says(lists::LEARNT, clause.start..amount.number.start)
        {
            return Some(Per::Student);
        }
        if amount.unit == Unit::Year {
            let to_number = sentence;
            if amount.own.has(ENTITLED) {
                return Some(if amount.own.has(HOLDER) { Per::Person } else { Per::Teacher });
            }
            // 校长满6年、教师满9年: the one named last.
            let ahead = self.sentence.start..amount.number.start;
            let named = if self.marks.says(lists::OFFICES, ahead.clone()) { slice(self.text, ahead) } else { to_number };
            let head = || last!(named, ["校长", "园长", "正职", "副职"]).filter(|head| Some(*head) > last!(named, ["教师"]));
            if amount.own.has(TERM) && head().is_some() {
                return Some(Per::Principal);
            }
            if amount.own.has(SANCTION) && own.contains("校长") {
                return Some(Per::Principal);
            }
            if amount.own.has(TERM | ELIGIBLE) {
                return Some(Per::Person);
            }
        }
        if amount.unit == Unit::Session && holds!(own, ["体检", "疗养"]) {
            let pupils = own.contains("学生") && !own.contains("教师");
            return Some(match own.contains("教师") {
                true => Per::Teacher,
                false if pupils => Per::Student,
                false => Per::Person,
            });
        }
        if amount.unit == Unit::Hour && slice(self.text, amount.number.end..amount.unit_end).ends_with("学时") {
            if holds!(own, ["教师", "班主任", "全员培训"]) {
                return Some(Per::Teacher);
            }
            if amount.own.has(TRAIN) {
                if holds!(own, ["校长", "园长"]) {
                    return Some(Per::Principal);
                }
                if holds!(own, ["书记", "干部"]) {
                    return Some(Per::Person);
                }
            }
        }
        let counted = matches!(amount.unit, Unit::Session | Unit::Paper | Unit::Month) || person && frequency.is_some();
        let alone = || self.marks.says(lists::CHECKED_ALONE, self.sentence.start..clause.end);
        if counted
            && (alone() || headings.have(headings::EACH_CHECKED) && amount.own.has(HONOUR))
            && !self.marks.says(lists::LEADING_GROUP, self.sentence.start..clause.end)
        {
            return Some(Per::Person);
        }
        if person && amount.own.says(lists::SCHOOLS_ABOVE) {
            return Some(Per::School);
        }
        if matches!(amount.unit, Unit::Session | Unit::Paper) && frequency.is_some() {
            let before_it = clause.start..amount.number.start;
            let actor = slice(self.text, before_it.clone());
            // 校长听课10节、教师听课15节: the one named last.
            if self.marks.says(lists::PRINCIPALS, before_it.clone()) {
                if last!(actor, ["教师每", "班主任每"]) > last!(actor, ["校长", "园长"]) {
                    return Some(Per::Teacher);
                }
                return Some(Per::Principal);
            }
            if self.marks.says(lists::MIDDLE_RANKS, before_it) {
                return Some(Per::Person);
            }
            let teachers = starts!(
                actor.trim_start(),
                ["教师", "班主任", "专任教师", "特级教师", "骨干教师", "县级以上名师", "名师", "每位教师"]
            );
            if teachers.is_some() {
                return Some(Per::Teacher);
            }
        }
        if amount.unit == Unit::Day && alone() {
            return Some(Per::Person);
        }
        if person && headings.made_up_studios {
            return Some(Per::Studio);
        }
        if amount.unit == Unit::Percent && amount.own.says(lists::PUBLIC_FUNDS) && amount.own.says(lists::ALL_SCHOOLS) {
            return Some(Per::School);
        }
        None
    }
}
