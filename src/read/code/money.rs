//! Funding lines and rules on money.
//!
//! Accepted: 落实“两个只增不减”, 列入财政预算, 教育费附加足额用于教育, 积极争取上级资金, 设立专项基金.
//! Rejected: 投入使用 (no money), 财政部门 (a body), 乱收费 (a breach).

use super::draft::{Piece, draft};
use super::mark::{Kinds, Mark};
use crate::model::FundingKind;
use crate::read::find::Words;
use crate::read::unit::{Draft, What};

/// Where money comes from, as texts name it; and what opens a purpose.
const SOURCES: [&str; PURPOSE + 1] = [
    "一般公共预算",
    "财政预算",
    "年初预算",
    "县级财政",
    "区级财政",
    "本级财政",
    "公共财政",
    "财政",
    "上级",
    "中央",
    "省级",
    "自治区",
    "公用经费",
    "教育费附加",
    "地方教育附加",
    "土地出让收益",
    "政府债券",
    "新增债券",
    "专项债券",
    "社会捐赠",
    "捐赠",
    "社会资本",
    "企业",
    "基金会",
    "服务性收费",
    "代收费",
    "用于",
];

const PURPOSE: usize = 26;

static NAMED: Words = Words::of(&SOURCES);

pub(super) fn funding<'a>(parts: &[Piece<'a>], out: &mut Vec<Draft<'a>>) {
    for part in parts {
        let doing = part.kinds.any(Kinds::DOING);
        let money = part.kinds.any(Kinds::MONEY);
        let may = part.kinds.any(Kinds::RULE) || money && doing;
        if !may {
            continue;
        }
        let mut kind = None;
        for mark in part.marks {
            if let Mark::Rule(rule) = mark.what {
                // These stand for themselves; the rest needs a verb, or it is a mere mention.
                let alone = matches!(rule, FundingKind::NoDecreaseRule | FundingKind::ParityRule | FundingKind::GrowthRule);
                let company = money || part.marks.len() > 1;
                if doing || says_verb(part.words(mark)) || alone && company || rule == FundingKind::NoDecreaseRule {
                    // The first rule speaks, save that a plain guarantee gives way to a rule with content.
                    if kind.is_none() || kind == Some(FundingKind::Guarantee) {
                        kind = Some(rule);
                    }
                }
            }
        }
        let kind = match kind {
            Some(kind) => kind,
            None if money && doing && acts(part) => {
                if part.text.contains("专款") || part.text.contains("争取") || part.text.contains("用于") {
                    FundingKind::Earmark
                } else if part.text.contains("投资") {
                    FundingKind::Investment
                } else if part.text.contains("基金") {
                    FundingKind::Fund
                } else {
                    FundingKind::Guarantee
                }
            }
            None => continue,
        };
        // Each source that the clause names, one bit each.
        let mut named = 0u32;
        let mut purpose = None;
        NAMED.scan(part.text, |at, n| {
            named |= 1 << n;
            if n == PURPOSE {
                purpose = purpose.or(Some(at + NAMED.len(n)));
            }
            false
        });
        // The longer name says it all: 财政 inside 财政预算 is no second source.
        let mut sources: Vec<String> = Vec::new();
        for (n, source) in SOURCES.iter().take(PURPOSE).enumerate() {
            if named >> n & 1 == 0 {
                continue;
            }
            let own = kind == FundingKind::Fund && *source == "基金会";
            if !own && !sources.iter().any(|s| s.contains(source)) {
                sources.push((*source).to_owned());
            }
        }
        let purpose = purpose.and_then(|at| part.text.get(at..));
        let purpose = purpose.filter(|p| (2..=30).contains(&p.chars().count())).map(str::to_owned);
        out.push(draft(What::Funding { kind, sources, purpose }, part.text, part.range.clone()));
    }
}

/// Whether the words of a rule bring their own verb (列入财政预算, 足额安排).
fn says_verb(words: &str) -> bool {
    static VERBS: Words =
        Words::of(&["足额", "列入", "纳入", "按时", "统筹", "优先保障", "分别拨付", "专款专用", "多渠道", "财政安排", "设立"]);
    VERBS.beginning(words).is_some()
}

/// Whether the clause does something with the money it names: a verb of its own stands near the money, before or behind it.
fn acts(part: &Piece<'_>) -> bool {
    const WITH_MONEY: &[&str] = &[
        "加大", "保障", "安排", "统筹", "争取", "拨付", "列入", "纳入", "用于", "用好", "增加", "提高", "提供", "设立", "筹措",
        "足额", "落实", "倾斜", "支持", "调整", "配套",
    ];
    let Some(money) = part.marks.iter().find(|m| m.what == Mark::Money) else { return false };
    part.marks.iter().any(|m| m.what == Mark::Doing && WITH_MONEY.contains(&part.words(m)) && m.start.abs_diff(money.start) <= 45)
}
