//! The words of a diff in Chinese and English: classes, kinds, shifts, fields.

use crate::diff::{Kind, Shift};
use crate::model::Class;
use crate::vocabulary::Lang;

fn one((zh, en): (&'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

pub(super) fn class(class: Class, lang: Lang) -> &'static str {
    let names = match class {
        Class::Goal => ("目标", "Goals"),
        Class::Measure => ("措施", "Measures"),
        Class::Incentive => ("激励", "Incentives"),
        Class::Funding => ("经费", "Funding"),
        Class::Accountability => ("问责", "Accountability"),
    };
    one(names, lang)
}

pub(super) fn kind(kind: Kind, lang: Lang) -> &'static str {
    let names = match kind {
        Kind::Added => ("新增", "added"),
        Kind::Removed => ("删去", "removed"),
        Kind::Changed => ("改动", "changed"),
        Kind::Moved => ("移位", "moved"),
        Kind::Renumbered => ("改号", "renumbered"),
        Kind::Reordered => ("调序", "reordered"),
        Kind::Merged => ("合并", "merged"),
        Kind::Split => ("拆分", "split"),
    };
    one(names, lang)
}

pub(super) fn shift(shift: Shift, lang: Lang) -> &'static str {
    let names = match shift {
        Shift::Raised => ("提高", "raised"),
        Shift::Lowered => ("降低", "lowered"),
        Shift::MoreMoney => ("增资", "more money"),
        Shift::LessMoney => ("减资", "less money"),
        Shift::Revalued => ("数值另定", "revalued"),
        Shift::Tightened => ("收紧", "tightened"),
        Shift::Loosened => ("放宽", "loosened"),
        Shift::Rebound => ("换限定词", "other bound"),
        Shift::UnitChanged => ("换单位", "other unit"),
        Shift::PerChanged => ("换计量对象", "per something else"),
        Shift::Quantified => ("有了数量", "quantified"),
        Shift::Unquantified => ("不再有数量", "no longer quantified"),
        Shift::BroughtForward => ("提前", "brought forward"),
        Shift::Delayed => ("推迟", "delayed"),
        Shift::Dated => ("定了日期", "dated"),
        Shift::Undated => ("取消日期", "no longer dated"),
        Shift::Redated => ("日期改写", "redated"),
        Shift::Firmed => ("趋硬", "firmed"),
        Shift::Softened => ("趋软", "softened"),
        Shift::Widened => ("扩面", "widened"),
        Shift::Narrowed => ("缩面", "narrowed"),
        Shift::Rescoped => ("换范围", "other scope"),
        Shift::BaselineCorrected => ("基数更正", "baseline corrected"),
        Shift::BaselineAdded => ("补基数", "baseline added"),
        Shift::BaselineDropped => ("删基数", "baseline dropped"),
        Shift::MoreOften => ("更频繁", "more often"),
        Shift::LessOften => ("更稀疏", "less often"),
        Shift::Retimed => ("频次另定", "retimed"),
        Shift::PayerChanged => ("换出资方", "other payer"),
        Shift::Harsher => ("加重", "harsher"),
        Shift::Milder => ("减轻", "milder"),
        Shift::TriggerEarlier => ("更早触发", "triggered earlier"),
        Shift::TriggerLater => ("更晚触发", "triggered later"),
        Shift::LeadMoved => ("换牵头", "lead moved"),
        Shift::UnitJoined => ("加入", "joined"),
        Shift::UnitLeft => ("退出", "left"),
        Shift::Added => ("新增", "added"),
        Shift::Dropped => ("取消", "dropped"),
        Shift::MovedIn => ("移入", "moved in"),
        Shift::MovedOut => ("移出", "moved out"),
        Shift::Reordered => ("调序", "reordered"),
        Shift::Reworded => ("改写", "reworded"),
        Shift::Reclassified => ("改类", "reclassified"),
        Shift::Followed => ("随之改号", "followed"),
        Shift::SourceMoved => ("出处移位", "read elsewhere"),
    };
    one(names, lang)
}

/// The name of a field: of its last part, or of its list.
pub(super) fn field(field: &str, lang: Lang) -> &str {
    let last = field.rsplit('.').next().unwrap_or(field).trim_end_matches("[]");
    let names = match last {
        "title" => ("标题", "title"),
        "summary" => ("内容", "summary"),
        "topics" => ("主题", "topics"),
        "stages" => ("学段", "stages"),
        "force" => ("力度", "force"),
        "see" => ("参见", "references"),
        "instruments" => ("政策工具", "instruments"),
        "lead" => ("牵头单位", "lead"),
        "responsible" => ("责任单位", "responsible"),
        "supporting" => ("配合单位", "supporting"),
        "beneficiaries" => ("对象", "beneficiaries"),
        "from" => ("起始", "from"),
        "to" | "due" => ("时限", "due"),
        "frequency" => ("频次", "frequency"),
        "targets" => ("指标", "target"),
        "awards" => ("奖励", "award"),
        "quotas" => ("名额", "quota"),
        "amounts" => ("金额", "amount"),
        "terms" => ("要求", "term"),
        "conditions" => ("条件", "condition"),
        "triggers" => ("触发条件", "trigger"),
        "consequences" => ("后果", "consequence"),
        "kind" | "kinds" => ("种类", "kind"),
        "mechanism" => ("机制", "mechanism"),
        "actors" => ("责任人", "actors"),
        "forums" => ("问责方", "forums"),
        "payer" | "sources" => ("出资方", "payer"),
        "purpose" => ("用途", "purpose"),
        "period" => ("期间", "period"),
        "subject" => ("事项", "subject"),
        "indicator" => ("指标代码", "indicator"),
        "quantity" | "value" => ("数值", "value"),
        "bound" => ("限定", "bound"),
        "unit" => ("单位", "unit"),
        "per" => ("计量对象", "per"),
        "baselines" => ("基数", "baseline"),
        "scope" => ("范围", "scope"),
        "text" => ("文字", "text"),
        "when" => ("情形", "when"),
        "target" => ("数量", "number"),
        "note" => ("备注", "note"),
        "status" => ("状态", "status"),
        "place" => ("地区", "place"),
        "document_number" => ("文号", "document number"),
        "issued" => ("成文日期", "date of issue"),
        "effective" => ("施行日期", "date of effect"),
        "form" => ("格式版本", "form"),
        other => return other,
    };
    one(names, lang)
}
