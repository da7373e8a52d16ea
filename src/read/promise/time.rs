//! Which spans of time promise something, and why the others do not.

use rust_decimal::Decimal;

use super::amount::{Amount, Sight};
use super::lists;
use super::measure::Word;
use super::scan::{ends, first_chars, holds, last_chars, slice, starts};
use super::words::{ELIGIBLE, OFTEN, SANCTION, TERM, TRAIN};
use crate::read::find::Few;
use crate::read::unit::Reason;

impl Sight<'_> {
    /// Spans of time promise something where they are bounded, or are terms, cycles and limits.
    #[inline(never)]
    pub(super) fn refuses_time(&self, amount: &Amount, chinese: bool, tail: &str, head: &str) -> Option<Reason> {
        let unit = amount.word;
        let clause = amount.clause.clone();
        let near = last_chars(head, 4);
        let own = slice(self.text, clause.start..amount.number.start);
        let one = chinese && amount.value == Decimal::ONE && amount.upper.is_none();
        let spelt = slice(self.text, amount.number.end..amount.unit_end);
        if unit == Word::Day
            && (head.ends_with('月')
                || spelt.contains('日')
                    && !spelt.ends_with("工作日")
                    && !amount.bound_after
                    && !tail.starts_with("内")
                    && ends!(head, ["不少于", "不低于", "不超过", "不得少于", "不得超过", "至少", "逾期", "逾期满", "超期"])
                        .is_none())
        {
            return Some(Reason::Date);
        }
        if amount.value > Decimal::from(120) && unit == Word::Year {
            return Some(Reason::Date);
        }
        if near.ends_with('每') || near.ends_with("每隔") {
            return if starts!(tail, ["为一个", "为一", "一个周期", "一个"]).is_some()
                && holds!(first_chars(tail, 9), ["周期", "任期", "聘期"])
            {
                None
            } else {
                Some(Reason::Date)
            };
        }
        if starts!(tail, ["为一个", "为一", "一个周期", "一个聘期", "一个任期"]).is_some() {
            return None;
        }
        static CONDITIONAL: Few<10> =
            Few::of(["完不成", "未完成", "未达", "不合格", "考核不", "基本合格", "考核为", "未能", "不达标", "无"]);
        let lasting = near.ends_with("连续") || near.ends_with("连续满");
        if near.ends_with('近') || near.ends_with("最近") {
            return if amount.own.has(ELIGIBLE) && !holds!(own, ["来"]) && !tail.starts_with('来') {
                None
            } else {
                Some(Reason::PastResult)
            };
        }
        if CONDITIONAL.beginning(tail).is_some() || lasting && (CONDITIONAL.in_text(tail) || amount.own.has(SANCTION)) {
            return None;
        }
        if lasting && (unit == Word::Month || tail.contains('的') || holds!(tail, ["优秀", "从事"])) {
            return None;
        }
        let named = holds!(
            last_chars(own, 10),
            [
                "任期",
                "聘期",
                "周期",
                "激励期",
                "期限",
                "服务期",
                "过渡期",
                "保护期",
                "管理期",
                "为期",
                "整改期",
                "培养期",
                "时限",
                "补助时间",
                "试用期",
                "见习期",
                "享受时间",
                "有效期",
                "实习时间",
                "跟岗时间",
                "服务年限",
            ],
        );
        if named && ends!(head, ["为", "为期", "期", "时间", "是", "：", ":", "（", "("]).is_some() {
            return None;
        }
        if unit == Word::Month {
            let kept = amount.bounded()
                || tail.starts_with("整改")
                || tail.starts_with("的")
                || first_chars(tail, 6).contains('期')
                || ends!(head, ["离岗培训", "待岗", "停职", "扣发", "停发"]).is_some()
                || tail.starts_with('内');
            return if kept { None } else { Some(Reason::Date) };
        }
        // 签订三年托管协议, 签约5年.
        if unit == Word::Year
            && ends!(head, ["签订", "签署", "签约"]).is_some()
            && (tail.is_empty() || holds!(first_chars(tail, 12), ["协议", "合同", "合约", "责任书"]))
        {
            return None;
        }
        if unit == Word::Day {
            let kept = amount.bounded()
                || ends!(head, ["期满", "逾期", "超期", "逾期满"]).is_some()
                || tail.starts_with('内')
                || tail.starts_with("整改")
                || near.ends_with("限期")
                || near.ends_with("公示")
                || ends!(head, ["旷工", "旷课", "缺勤", "脱岗", "离岗"]).is_some()
                || amount.own.has(OFTEN | TRAIN);
            return if kept { None } else { Some(Reason::Date) };
        }
        // 提供三年免费住房.
        if starts!(tail, ["免费", "免租"]).is_some() && amount.own.says(lists::EXEMPT) {
            return None;
        }
        if tail.starts_with("时间") && ends!(head, ["用", "利用", "再用", "通过"]).is_some() {
            return None;
        }
        if is_paid_in_parts(head, tail) {
            return None;
        }
        if one && starts!(tail, ["同时", "获", "累计", "多次"]).is_some() {
            return Some(Reason::Date);
        }
        // 平均受教育年限达到14年; 取消两年评优资格.
        let years = !chinese && holds!(last_chars(own, 8), ["年限达", "年限提高", "年限为", "年限增加", "年限提升"]);
        // 毛入学率和平均受教育年限分别达到95%和12.5年: no date has a fraction.
        let fraction = slice(self.text, amount.number.clone()).contains('.');
        let years = years || fraction && holds!(slice(self.text, self.sentence.start..amount.number.start), ["年限"]);
        // 取消学校两年评优资格.
        let halted =
            ends!(head, ["取消", "暂停", "停止"]).is_some() || holds!(own, ["取消", "暂停"]) && starts!(tail, ["评"]).is_some();
        let barred = halted && holds!(tail, ["资格", "评优", "评先", "评奖", "招生"]);
        // 教龄满10年、20年.
        let listed = head.ends_with("年、") && last_chars(own, 14).contains('满');
        if amount.bound_before || years || barred || listed {
            return None;
        }
        if amount.bound_after || tail.starts_with('内') {
            return if starts!(tail, ["来"]).is_some() { Some(Reason::PastResult) } else { None };
        }
        if amount.upper.is_some() && (amount.own.has(TERM) || tail.starts_with('内')) {
            return None;
        }
        if amount.ahead.has(TERM) && tail.is_empty() && !chinese {
            return None;
        }
        Some(
            if starts!(tail, ["行动", "攻坚", "提升", "规划", "计划", "义务教育", "毛入园率", "一贯", "制"]).is_some()
            {
                Reason::Name
            } else {
                Reason::Date
            },
        )
    }
}

/// 分5年发放, by what stands before and behind the number: over how long it is paid.
pub(super) fn is_paid_in_parts(head: &str, tail: &str) -> bool {
    head.ends_with('分') && holds!(first_chars(tail, 16), ["发放", "支付", "兑现", "拨付", "付清"])
}
