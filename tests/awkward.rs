//! Awkward passages of real plans, each with its one natural place in the model: taken from the embedded plans by path.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "samples")]

use crossplan::*;

fn plan(code: &str) -> Plan {
    let plans = samples::plans().expect("the embedded plans are sound");
    plans.into_iter().find(|(c, _)| *c == code).map(|(_, plan)| plan).expect("an embedded plan")
}

fn path(text: &str) -> Path {
    text.parse().expect("a path")
}

fn dec(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect("a decimal")
}

fn amounts(targets: &[Target]) -> Vec<String> {
    targets.iter().filter_map(|t| t.quantity.as_ref()).map(ToString::to_string).collect()
}

/// Two rewards in one sentence, told apart by 分别: one incentive for each beneficiary, each with its award.
#[test]
fn tiered_rewards_are_one_incentive_each() {
    let xs = plan("XS");
    let at = path("三/（三）/2");
    let cash: Vec<&Incentive> = xs.incentives.iter().filter(|i| i.path == at && i.kinds.contains(&IncentiveKind::Cash)).collect();
    let found: Vec<(Vec<String>, Option<Frequency>)> =
        cash.iter().map(|i| (amounts(&i.awards), i.awards.first().and_then(|t| t.frequency))).collect();
    assert_eq!(
        found,
        [
            (vec!["exactly 20000 yuan per person".to_owned()], Some(Frequency::Once)),
            (vec!["exactly 3000 yuan per person".to_owned()], Some(Frequency::Once)),
            (vec!["exactly 2000 yuan per person".to_owned()], Some(Frequency::Annual)),
        ]
    );
    assert!(cash.iter().all(|i| !i.beneficiaries.is_empty()));
}

/// At least 5% of the budget for public expenses: a rule on money is funding with a floor share, in per cent.
#[test]
fn a_share_rule_is_funding() {
    for (code, at) in [("XS", "三/（三）/2"), ("XQ", "二/（四）/15")] {
        let plan = plan(code);
        let rule: Vec<&Funding> =
            plan.funding.iter().filter(|f| f.path == path(at) && f.kind == FundingKind::FloorShare).collect();
        assert_eq!(rule.len(), 1, "{code}");
        let quantity = rule[0].amounts[0].quantity.as_ref().expect("a number");
        assert_eq!((quantity.bound, quantity.value, &quantity.unit), (Bound::AtLeast, dec("5"), &Unit::Percent));
    }
}

/// 40% by 2022, 85% by 2024: milestones of one indicator are targets with their own due dates, in order.
#[test]
fn milestones_are_targets_of_one_indicator() {
    let xq = plan("XQ");
    let milestones: Vec<(&IndicatorId, Option<Decimal>, Option<Due>)> = xq
        .promises()
        .filter(|(item, _)| item.path() == &path("二/（二）/5"))
        .filter_map(|(_, t)| t.indicator.as_ref().map(|id| (id, t.quantity.as_ref().map(|q| q.value), t.due)))
        .filter(|(id, ..)| xq_standard_indicator(id))
        .collect();
    let dues: Vec<Option<Due>> = milestones.iter().map(|(.., due)| *due).collect();
    assert_eq!(dues, [Some(Due::Year(2022)), Some(Due::Year(2024)), Some(Due::Year(2025))]);
    assert_eq!(milestones[0].1, Some(dec("40")));
    assert_eq!(milestones[1].1, Some(dec("85")));
    assert!(milestones.iter().all(|(id, ..)| *id == milestones[0].0));
}

fn xq_standard_indicator(id: &IndicatorId) -> bool {
    id.as_str().contains("conditions") || id.as_str().contains("standard")
}

/// One year missed: interview; three in a row: removal. Two rungs, each with its own trigger and number.
#[test]
fn a_sanction_ladder_keeps_its_rungs() {
    let xt = plan("XT");
    let ladder = xt
        .accountability
        .iter()
        .find(|a| a.path == path("三/（六）/21") && a.mechanism == Mechanism::Sanction)
        .expect("the ladder");
    let rungs: Vec<(ConsequenceKind, Option<Decimal>)> = ladder
        .consequences
        .iter()
        .map(|rung| {
            let number = rung.when.as_ref().and_then(|w| w.target.as_ref()).and_then(|t| t.quantity.as_ref());
            (rung.kind, number.map(|q| q.value))
        })
        .collect();
    assert_eq!(rungs, [(ConsequenceKind::Interview, Some(dec("1"))), (ConsequenceKind::Removal, Some(dec("3")))]);
}

/// An annex of an annex is a body of its own, whose items carry its number; what it belongs to is in the list of annexes.
#[test]
fn an_annex_in_an_annex() {
    let ls = plan("LS");
    assert_eq!(ls.annexes.len(), 8);
    let inner = ls.annexes.iter().find(|a| a.path == path("附件2-1")).expect("the inner annex");
    assert_eq!(inner.within, Some(path("附件2")));
    let own: Vec<&Measure> = ls.measures.iter().filter(|m| m.path.annex() == Some("附件2-1")).collect();
    assert!(own.len() >= 10, "{}", own.len());
    assert!(ls.section(&path("附件2-1/六/（一）/4")).is_some());
    // Its items are no items of the annex that announces it.
    assert!(own.iter().all(|m| !m.path.is_within(&path("附件2"))));
}

/// 87% in one place and 85% in another: both stand, each with its own source.
#[test]
fn a_number_stated_twice_with_two_values() {
    let xq = plan("XQ");
    let id: IndicatorId = "inclusive-kindergarten-coverage".parse().expect("an id");
    let stated: Vec<(String, Option<String>, Option<u32>)> = xq
        .promises()
        .filter(|(_, t)| t.indicator.as_ref() == Some(&id) && t.quantity.is_some())
        .map(|(item, t)| (item.path().to_string(), t.quantity.as_ref().map(ToString::to_string), t.source.line))
        .collect();
    assert_eq!(stated.len(), 2);
    assert_eq!(stated[0].1.as_deref(), Some("at_least 87 percent"));
    assert_eq!(stated[1].1.as_deref(), Some("exactly 85 percent"));
    assert_ne!(stated[0].2, stated[1].2);
}

/// Lead and responsible units are two lists, as printed and in order.
#[test]
fn a_duty_names_lead_and_responsible_units() {
    let xq = plan("XQ");
    let measure = xq.measures.iter().find(|m| m.path == path("二/（二）/7")).expect("the unit");
    assert_eq!(measure.lead, ["教育局", "政府教育督导室"]);
    assert_eq!(measure.responsible, ["残联", "财政局"]);
}

/// A fine from 500,000 to 1,000,000 yuan is the number of a consequence, a range with both ends.
#[test]
fn a_penalty_range_is_the_number_of_a_consequence() {
    let ls = plan("LS");
    let fines: Vec<&Consequence> =
        ls.accountability.iter().flat_map(|a| &a.consequences).filter(|c| c.kind == ConsequenceKind::Fine).collect();
    assert_eq!(fines.len(), 1);
    let quantity = fines[0].target.as_ref().and_then(|t| t.quantity.as_ref()).expect("a number");
    assert_eq!((quantity.bound, quantity.value, quantity.upper), (Bound::Between, dec("500000"), Some(dec("1000000"))));
}

/// Not later than 20:30 is a time of day in decimal hours; 18:00 is the other one.
#[test]
fn a_time_of_day() {
    let ls = plan("LS");
    let times: Vec<(Bound, Decimal)> = ls
        .promises()
        .filter_map(|(_, t)| t.quantity.as_ref())
        .filter(|q| q.unit == Unit::TimeOfDay)
        .map(|q| (q.bound, q.value))
        .collect();
    assert_eq!(times, [(Bound::AtLeast, dec("18")), (Bound::AtMost, dec("20.5"))]);
}

/// 力争 is a force, not a number: the target keeps its value and is aspirational.
#[test]
fn a_promise_with_reserve() {
    let xq = plan("XQ");
    let (item, target) = xq
        .promises()
        .find(|(item, t)| item.path() == &path("二/（一）/1") && t.quantity.as_ref().is_some_and(|q| q.unit == Unit::School))
        .expect("the promise");
    assert_eq!(target.force.unwrap_or(item.force()), Force::Aspirational);
    assert_eq!(amounts(std::slice::from_ref(target)), ["exactly 10 school"]);
}

/// A promise without a number is a target like any other.
#[test]
fn a_promise_without_a_number_is_first_class() {
    for (code, plan) in samples::plans().expect("sound") {
        let without = plan.promises().filter(|(_, t)| t.quantity.is_none()).count();
        assert!(without > 0, "{code}");
    }
    let zj = plan("ZJ");
    assert!(zj.goals.iter().any(|g| g.targets.iter().any(|t| t.quantity.is_none() && t.due == Some(Due::Year(2035)))));
}

/// Several baselines, or none: neither is forced.
#[test]
fn baselines_are_a_list() {
    let target = Target {
        baselines: vec![
            Baseline { value: dec("88.2"), at: Some(Due::Year(2020)), note: None },
            Baseline { value: dec("90.1"), at: Some(Due::Year(2021)), note: Some("年报".into()) },
        ],
        ..Target::new("毛入园率").with_quantity(Quantity::new(Bound::AtLeast, 95, Unit::Percent))
    };
    let json = serde_json::to_string(&target).expect("JSON");
    assert_eq!(serde_json::from_str::<Target>(&json).expect("a target"), target);
}

/// 5 points up a year is no 5 per cent.
#[test]
fn points_are_not_per_cent() {
    let xq = plan("XQ");
    let rise = xq.promises().find_map(|(_, t)| t.quantity.as_ref().filter(|q| q.bound == Bound::RiseBy)).expect("a rise");
    assert_eq!((rise.value, &rise.unit, &rise.per), (dec("5"), &Unit::PercentagePoint, &Some(Per::Year)));
}
