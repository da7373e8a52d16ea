//! Incentives: something of worth given to a person, team or school.
//!
//! Accepted: 对成绩突出的教师给予表彰奖励, 绩效工资向班主任倾斜, 落实乡镇补贴, 赋予用人自主权, 每年组织免费体检.
//! Rejected: 强化考核奖惩 (no gain), 待遇保障机制 as a mere name, 资金向农村倾斜 (money for schools: funding).

use super::draft::{Piece, cases, draft, split_cases};
use super::mark::{Kinds, Mark};
use crate::model::{Few, IncentiveKind};
use crate::read::unit::{Draft, What};

pub(super) fn incentives<'a>(whole: &Piece<'a>, parts: &[Piece<'a>], out: &mut Vec<Draft<'a>>) {
    for part in parts.iter().filter(|part| part.kinds.any(Kinds::GAIN.and(Kinds::WORTH))) {
        let mut kinds: Few<IncentiveKind, 8> = Few::new();
        let mut first = None;
        let doing = part.marks.iter().find(|m| m.what == Mark::Doing).map(|m| m.start);
        for mark in part.marks {
            let kind = match mark.what {
                Mark::Gain(kind) => kind,
                Mark::Worth(kind) if doing.is_some_and(|at| at < mark.start) => kind,
                _ => continue,
            };
            first = first.or(Some(mark.start));
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let Some(first) = first else { continue };
        // 奖励 beside 表彰 is money as well as honour.
        if kinds.contains(&IncentiveKind::Honour)
            && !kinds.contains(&IncentiveKind::Cash)
            && part.marks.iter().any(|m| part.words(m).starts_with("表彰奖励"))
        {
            kinds.push(IncentiveKind::Cash);
        }
        let case = cases(whole.text, first.saturating_sub(whole.range.start));
        let mut beneficiaries = part.people();
        if beneficiaries.is_empty() {
            let before = whole.names.partition_point(|n| n.end <= first);
            let before = whole.names.get(before.saturating_sub(20)..before).unwrap_or_default().iter().rev().find(|n| !n.what);
            beneficiaries.extend(before.map(|n| whole.words(n).to_owned()));
        }
        let payer = part.names.iter().find(|n| n.what && n.start < first && !beneficiaries.iter().any(|b| b == part.words(n)));
        let gives = ["给予", "奖励", "安排", "设立", "拨付", "评选", "每年"];
        let payer = payer.filter(|n| {
            let behind = part.behind(n);
            gives.iter().any(|g| behind.starts_with(g)) || behind.contains("给予")
        });
        out.push(draft(
            What::Incentive {
                beneficiaries,
                kinds,
                payer: payer.map(|n| part.words(n).to_owned()),
                conditions: case.map(|(_, case)| split_cases(case)).unwrap_or_default(),
            },
            part.text,
            part.range.clone(),
        ));
    }
}
