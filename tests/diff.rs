//! The diff: its laws on random plans and on random edits of the real ones, known edits found and named, real restatements.

#![cfg(all(feature = "samples", feature = "render"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests")]

mod common;
mod edits;

use common::plans;
use crossplan::diff::{By, Diff, Effect, Identity, Kind, LinkKind, Options, PatchOp, Shift, diff};
use crossplan::*;
use edits::{Rng, random_edits};
use proptest::prelude::*;

fn samples() -> Vec<(&'static str, Plan)> {
    crossplan::samples::plans().unwrap()
}

/// Everything that must hold for any two plans.
fn laws(a: &Plan, b: &Plan) -> Diff {
    let there = diff(a, b);
    assert!(diff(a, a).is_empty() && diff(b, b).is_empty());
    assert_eq!(there.is_empty(), a == b);
    assert_eq!(&there.apply(a).unwrap(), b, "apply");
    let back = diff(b, a);
    assert_eq!(there.inverse(), back, "inverse");
    assert_eq!(back.inverse(), there, "inverse twice");
    assert_eq!(&back.apply(b).unwrap(), a);
    let text = serde_json::to_string(&there).unwrap();
    assert_eq!(serde_json::from_str::<Diff>(&text).unwrap(), there, "stored");
    assert_eq!(serde_json::to_string(&diff(a, b)).unwrap(), text, "the same bytes again");
    patch_law(a, b, &there);
    for item in there.items() {
        assert!(!item.kinds.is_empty());
    }
    there
}

/// Our patch, applied by a program that knows nothing of us.
fn patch_law(a: &Plan, b: &Plan, there: &Diff) {
    let json = |plan: &Plan| serde_json::from_str::<serde_json::Value>(&plan.to_json()).unwrap();
    let ops: Vec<PatchOp> = there.patch();
    let patch: json_patch::Patch = serde_json::from_value(serde_json::to_value(&ops).unwrap()).unwrap();
    let mut value = json(a);
    json_patch::patch(&mut value, &patch).unwrap();
    assert_eq!(value, json(b), "patch");
}

fn composition(a: &Plan, b: &Plan, c: &Plan) {
    let (one, two) = (diff(a, b), diff(b, c));
    let both = one.then(&two).unwrap();
    assert_eq!(&both.apply(a).unwrap(), c, "composed");
    assert_eq!(&both.inverse().apply(c).unwrap(), a, "composed and turned round");
    patch_law(a, c, &both);
    let text = serde_json::to_string(&both).unwrap();
    assert_eq!(serde_json::from_str::<Diff>(&text).unwrap(), both);
    assert!(one.then(&one.inverse()).unwrap().apply(a).unwrap() == *a);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_random_plans(a in plans(), b in plans()) {
        laws(&a, &b);
    }

    #[test]
    fn laws_hold_for_random_edits(a in plans(), seed in any::<u64>(), count in 1usize..12) {
        let b = random_edits(&a, &mut Rng::new(seed), count);
        laws(&a, &b);
        let c = random_edits(&b, &mut Rng::new(seed ^ 77), count);
        composition(&a, &b, &c);
    }

    #[test]
    fn composition_of_unrelated_plans(a in plans(), b in plans(), c in plans()) {
        composition(&a, &b, &c);
    }
}

#[test]
fn laws_hold_for_random_edits_of_the_real_plans() {
    for (code, plan) in samples() {
        for seed in 0..if code == "LS" { 2 } else { 6 } {
            let mut rng = Rng::new(seed * 1_000 + code.len() as u64);
            let count = 1 + seed as usize * 6;
            let edited = random_edits(&plan, &mut rng, count);
            laws(&plan, &edited);
            let again = random_edits(&edited, &mut rng, 8);
            composition(&plan, &edited, &again);
        }
    }
}

#[test]
fn laws_hold_between_counties() {
    let plans = samples();
    for (_, a) in &plans {
        for (_, b) in &plans {
            laws(a, b);
        }
    }
    composition(&plans[0].1, &plans[1].1, &plans[2].1);
}

/// A plan of those items alone that `keep` chooses by their path.
fn part(plan: &Plan, keep: impl Fn(&Path) -> bool) -> Plan {
    let mut part = plan.clone();
    part.outline.retain(|s| keep(&s.path));
    part.goals.retain(|i| keep(&i.path));
    part.measures.retain(|i| keep(&i.path));
    part.incentives.retain(|i| keep(&i.path));
    part.funding.retain(|i| keep(&i.path));
    part.accountability.retain(|i| keep(&i.path));
    part
}

fn ls() -> Plan {
    samples().into_iter().find(|(code, _)| *code == "LS").unwrap().1
}

fn id(text: &str) -> ItemId {
    text.parse().unwrap()
}

/// The shifts of one item's fields, by path after (before, where it is gone).
fn said(there: &Diff, before: &str) -> Vec<(String, Shift, Effect)> {
    let change = there.items().find(|c| c.before_id() == Some(id(before))).unwrap_or_else(|| panic!("nothing said of {before}"));
    let place = |c: &crossplan::diff::Change| if c.to.is_some() { c.after_path() } else { c.before_path() };
    change.changes.iter().map(|c| (place(c), c.shift, c.effect)).collect()
}

fn paired(there: &Diff, before: &str) -> Option<ItemId> {
    there.items().find(|c| c.before_id() == Some(id(before)))?.after_id()
}

#[test]
fn main_body_against_annexes() {
    let plan = ls();
    let contents = Options::new().identity(Identity::Content);
    let main = part(&plan, |path| path.annex().is_none());
    let annexes = part(&plan, |path| path.annex().is_some());
    let there = contents.diff(&main, &annexes);
    for (one, two) in [
        ("goal:二/（四）/14", "goal:附件1/二/（三）"),
        ("goal:二/（五）/17", "goal:附件4/工作措施/（二）"),
        ("incentive:二/（四）/13#2", "incentive:附件2/三"),
        ("funding:二/（四）/12", "funding:附件5/六/（四）"),
    ] {
        assert_eq!(paired(&there, one), Some(id(two)), "{one}");
    }
    // Only what restates something is a pair.
    assert_eq!(there.items().filter(|c| c.pairing.is_some()).count(), 4);
    // The annex is firmer than the main body on the share of teachers, and wider.
    let share = said(&there, "goal:二/（四）/14");
    for expected in [
        ("force", Shift::Firmed, Effect::Strengthened),
        ("targets[0].quantity.bound", Shift::Tightened, Effect::Strengthened),
        ("targets[0].scope", Shift::Widened, Effect::Strengthened),
    ] {
        assert!(share.contains(&(expected.0.to_owned(), expected.1, expected.2)), "{expected:?} in {share:?}");
    }
    // The same 150,000 yuan in both: no word about money.
    let money = said(&there, "funding:二/（四）/12");
    assert!(money.iter().all(|(field, _, _)| !field.contains("quantity")), "{money:?}");

    let annex = |number: &str| part(&plan, |path| path.annex() == Some(number));
    let studios = contents.diff(&annex("附件2"), &annex("附件2-1"));
    for (one, two) in [
        ("funding:附件2/四/（三）", "funding:附件2-1/二"),
        ("funding:附件2/四/（三）#2", "funding:附件2-1/二#2"),
        ("accountability:附件2/四/（三）", "accountability:附件2-1/三"),
    ] {
        assert_eq!(paired(&studios, one), Some(id(two)), "{one}");
    }
    let programme = contents.diff(&annex("附件5"), &annex("附件5-1"));
    assert_eq!(paired(&programme, "goal:附件5/三/（一）"), Some(id("goal:附件5-1/一")));
    // Two programmes by one pattern: the younger one asks for a lower age, and for one paper or report more.
    let programmes = contents.diff(&annex("附件5-1"), &annex("附件5-2"));
    let age = said(&programmes, "accountability:附件5-1/二/（一）/1");
    assert!(age.contains(&("terms[0].quantity.value".into(), Shift::Lowered, Effect::Strengthened)), "{age:?}");
    assert!(programmes.items().filter(|c| c.pairing.is_some()).count() >= 35);
}

#[test]
fn twenty_known_edits() {
    let a = ls();
    let mut b = a.clone();
    macro_rules! item {
        ($list:ident, $id:expr) => {
            b.$list.iter_mut().find(|item| item.id() == id($id)).unwrap_or_else(|| panic!("no {}", $id))
        };
    }
    let dec = |n: i64| Decimal::from(n);
    let mut expected: Vec<(&str, &str, Shift, Effect)> = Vec::new();
    let (up, down, even) = (Effect::Strengthened, Effect::Weakened, Effect::Neutral);
    // 1, 2: a value raised whose indicator says that less is better, and one in places to be provided.
    item!(goals, "goal:一/（二）#8").targets[0].quantity.as_mut().unwrap().value = dec(7);
    expected.push(("goal:一/（二）#8", "targets[0].quantity.value", Shift::Raised, down));
    item!(goals, "goal:二/（一）/1").targets[0].quantity.as_mut().unwrap().value = dec(600);
    expected.push(("goal:二/（一）/1", "targets[0].quantity.value", Shift::Raised, up));
    // 3, 4: dates.
    item!(goals, "goal:二/（二）/5#2").targets[0].due = Some(Due::Year(2024));
    expected.push(("goal:二/（二）/5#2", "targets[0].due", Shift::BroughtForward, up));
    item!(goals, "goal:一/（二）#9").targets[0].due = Some(Due::Year(2023));
    expected.push(("goal:一/（二）#9", "targets[0].due", Shift::Delayed, down));
    // 5: force.
    let goal = item!(goals, "goal:一/（二）#7");
    goal.force = if goal.force == Force::Binding { Force::Aspirational } else { Force::Binding };
    let firmed = goal.force == Force::Binding;
    expected.push((
        "goal:一/（二）#7",
        "force",
        if firmed { Shift::Firmed } else { Shift::Softened },
        if firmed { up } else { down },
    ));
    // 6: scope.
    item!(goals, "goal:一/（二）#10").targets[0].scope = Some("城区".into());
    expected.push(("goal:一/（二）#10", "targets[0].scope", Shift::Narrowed, down));
    // 7: bound.
    let quantity = item!(goals, "goal:附件1/二/（三）").targets[0].quantity.as_mut().unwrap();
    assert_eq!(quantity.bound, Bound::AtLeast);
    quantity.bound = Bound::About;
    expected.push(("goal:附件1/二/（三）", "targets[0].quantity.bound", Shift::Loosened, down));
    // 8: a baseline.
    item!(goals, "goal:二/（五）/16").targets[0].baselines =
        vec![Baseline { value: dec(81), at: Some(Due::Year(2020)), note: None }];
    let was = a.goals.iter().find(|g| g.id() == id("goal:二/（五）/16")).unwrap().targets[0].baselines.len();
    expected.push((
        "goal:二/（五）/16",
        "targets[0].baselines",
        if was == 0 { Shift::BaselineAdded } else { Shift::BaselineCorrected },
        even,
    ));
    // 9: a unit.
    item!(goals, "goal:二/（五）/16#2").targets[0].quantity.as_mut().unwrap().unit = Unit::Person;
    expected.push(("goal:二/（五）/16#2", "targets[0].quantity.unit", Shift::UnitChanged, even));
    // 10, 11, 12: money, how often, who pays.
    item!(funding, "funding:二/（四）/12").amounts[0].quantity.as_mut().unwrap().value = dec(200_000);
    expected.push(("funding:二/（四）/12", "amounts[0].quantity.value", Shift::MoreMoney, up));
    item!(incentives, "incentive:附件2/三#4").awards[0].frequency = Some(Frequency::Once);
    let before = a.incentives.iter().find(|i| i.id() == id("incentive:附件2/三#4")).unwrap().awards[0].frequency;
    let (shift, effect) = match before {
        Some(Frequency::Annual) => (Shift::LessOften, down),
        _ => (Shift::Retimed, even),
    };
    expected.push(("incentive:附件2/三#4", "awards[0].frequency", shift, effect));
    item!(incentives, "incentive:附件2/三#2").payer = Some("县教育基金会".into());
    expected.push(("incentive:附件2/三#2", "payer", Shift::PayerChanged, even));
    // 13: a rung more on the ladder.
    let held = item!(accountability, "accountability:二/（四）/15#3");
    let rungs = held.consequences.len();
    held.consequences.push(Consequence { kind: ConsequenceKind::Removal, text: "调离岗位".into(), when: None, target: None });
    let rung = format!("consequences[{rungs}]");
    expected.push(("accountability:二/（四）/15#3", &rung, Shift::Harsher, up));
    // 14: a duty changes hands; 15: a unit joins.
    item!(measures, "measure:附件3/一/（一）").lead = vec!["县住房保障中心".into()];
    expected.push(("measure:附件3/一/（一）", "lead", Shift::LeadMoved, even));
    let measure = item!(measures, "measure:二/（一）/1");
    let joined = format!("responsible[{}]", measure.responsible.len());
    measure.responsible.push("县残联".into());
    expected.push(("measure:二/（一）/1", &joined, Shift::UnitJoined, even));
    // 16: words.
    item!(measures, "measure:二/（一）/3").summary = Some("灵寿中学改造要在原址进行，不占新地。".into());
    let had = a.measures.iter().any(|m| m.id() == id("measure:二/（一）/3") && m.summary.is_some());
    expected.push(("measure:二/（一）/3", "summary", if had { Shift::Reworded } else { Shift::Added }, even));
    // 17: an item goes.
    b.incentives.retain(|i| i.id() != id("incentive:二/（三）/10"));
    // 18: an item comes.
    let mut new = a.funding[0].clone();
    new.path = "二/（四）/14".parse().unwrap();
    (new.n, new.title, new.summary) = (9, "乡村教师周转房维修基金".into(), Some("每年安排专门款项修缮宿舍".into()));
    (new.purpose, new.see) = (Some("宿舍修缮".into()), Vec::new());
    new.amounts = vec![Target::new("周转房维修资金").with_quantity(Quantity::new(Bound::AtLeast, 880_000, Unit::Yuan))];
    let place = b.funding.iter().position(|f| f.path.as_str() > "二/（四）/14").unwrap_or(0);
    b.funding.insert(place, new);
    // 19: a clause moves to another section.
    let mut moved = b.incentives.remove(b.incentives.iter().position(|i| i.id() == id("incentive:附件4/四/（四）")).unwrap());
    (moved.path, moved.n) = ("二/（五）/17".parse().unwrap(), 9);
    b.incentives.insert(0, moved);
    // 20: a unit is renumbered with all that it holds, and its measure reworded.
    let (old, fresh): (Path, Path) = ("附件5/四".parse().unwrap(), "附件5/四~2".parse().unwrap());
    b.outline.iter_mut().filter(|s| s.path == old).for_each(|s| s.path = fresh.clone());
    for measure in b.measures.iter_mut().filter(|m| m.path == old) {
        measure.path = fresh.clone();
        measure.title = "培养周期三年，两个计划分配名额".into();
    }
    b.accountability.iter_mut().filter(|i| i.path == old).for_each(|i| i.path = fresh.clone());
    b.goals.iter_mut().filter(|i| i.path == old).for_each(|i| i.path = fresh.clone());
    for see in b.goals.iter_mut().flat_map(|g| &mut g.see).chain(b.measures.iter_mut().flat_map(|m| &mut m.see)) {
        if see.path == old {
            see.path = fresh.clone();
        }
    }

    let there = laws(&a, &b);
    for (item, field, shift, effect) in &expected {
        let all = said(&there, item);
        assert!(all.contains(&((*field).to_owned(), *shift, *effect)), "{item} {field} {shift:?} {effect:?} in {all:?}");
        assert_eq!(all.iter().filter(|(_, shift, _)| shift.is_substance()).count(), 1, "{item}: {all:?}");
    }
    let kinds = |before: Option<&str>, after: Option<&str>| {
        let all: Vec<_> = there.items().filter(|c| c.before_id() == before.map(id) && c.after_id() == after.map(id)).collect();
        assert_eq!(all.len(), 1, "{before:?} {after:?}");
        all[0].kinds.clone()
    };
    assert_eq!(kinds(Some("incentive:二/（三）/10"), None), [Kind::Removed]);
    assert_eq!(kinds(None, Some("funding:二/（四）/14#9")), [Kind::Added]);
    assert_eq!(kinds(Some("incentive:附件4/四/（四）"), Some("incentive:二/（五）/17#9")), [Kind::Moved]);
    assert_eq!(kinds(Some("measure:附件5/四"), Some("measure:附件5/四~2")), [Kind::Changed, Kind::Renumbered]);
    // And nothing else: the edits above, and what the renumbered unit holds.
    let held = a.items().filter(|i| *i.path() == old).count();
    assert_eq!(there.items().count(), expected.len() + 3 + held);
    let summary = there.summary();
    assert_eq!((summary.items.added, summary.items.removed, summary.items.moved), (1, 1, 1));
}

#[test]
fn a_diff_that_does_not_fit_says_where() {
    let plans = samples();
    let (xs, xt, xq) = (&plans[0].1, &plans[1].1, &plans[2].1);
    let there = diff(xs, xt);
    let error = there.apply(xq).unwrap_err();
    assert_eq!(error.to_string(), "the diff does not fit: title: the plan says something else than the diff starts from");
    assert_eq!(error.field(), "title");
    assert!(there.then(&there).is_err());
    let mut other = xs.clone();
    other.measures.pop();
    let error = there.apply(&other).unwrap_err().to_string();
    assert!(error.starts_with("the diff does not fit: measures: it has "), "{error}");

    // A diff from anywhere: impossible places are refused, nothing is allocated for them.
    let mut value = serde_json::to_value(diff(xs, &{
        let mut b = xs.clone();
        b.goals.swap(0, 1);
        b
    }))
    .unwrap();
    value["goals"]["after_len"] = serde_json::json!(u64::MAX);
    let hostile: Diff = serde_json::from_value(value.clone()).unwrap();
    assert!(hostile.apply(xs).unwrap_err().to_string().contains("goals"));
    assert!(hostile.then(&hostile).is_err());
    let _ = hostile.patch();
    value["goals"]["before_len"] = value["goals"]["after_len"].clone();
    let hostile: Diff = serde_json::from_value(value.clone()).unwrap();
    assert!(hostile.then(&hostile).unwrap_err().to_string().contains("more than any plan has"));
    let _ = hostile.patch();
    value["goals"]["before_len"] = serde_json::json!(xs.goals.len());
    value["goals"]["after_len"] = value["goals"]["before_len"].clone();
    value["goals"]["moved"] = serde_json::json!([{"from": 0, "to": 999}]);
    let hostile: Diff = serde_json::from_value(value).unwrap();
    assert!(hostile.apply(xs).unwrap_err().to_string().contains("place 999 after lies behind the end"));
    let _ = (hostile.patch(), hostile.summary(), hostile.inverse());
}

#[test]
fn words_with_spans_into_both_sources() {
    let a = ls();
    let mut b = a.clone();
    let at = b.measures.iter().position(|m| m.summary.is_some() && m.source.span.is_some()).unwrap();
    let text = b.measures[at].summary.clone().unwrap();
    b.measures[at].summary = Some(format!("凡涉及{text}"));
    b.text.as_mut().unwrap().bytes += 9;
    let span = b.measures[at].source.span.as_mut().unwrap();
    (span.start, span.end) = (span.start + 9, span.end + 9);
    let there = laws(&a, &b);
    let item = there.items().next().unwrap();
    let change = item.changes.iter().find(|c| c.field == "summary").unwrap();
    assert_eq!(change.words.len(), 1);
    assert_eq!((change.words[0].before.start, change.words[0].before.end), (0, 0));
    assert_eq!(change.words[0].after.of(change.after.as_ref().unwrap().as_str().unwrap()), Some("凡涉及"));
    assert_eq!(change.before_span, a.measures[at].source.span);
    assert_eq!(change.after_span, b.measures[at].source.span);
}

#[test]
fn what_was_only_read_elsewhere_is_quiet() {
    let a = ls();
    let mut b = a.clone();
    b.text.as_mut().unwrap().bytes += 30;
    let shift = |source: &mut Source| source.line = source.line.map(|line| line + 1);
    b.measures.iter_mut().for_each(|m| {
        shift(&mut m.source);
        m.targets.iter_mut().for_each(|t| shift(&mut t.source));
    });
    b.outline.iter_mut().for_each(|s| shift(&mut s.source));
    let there = laws(&a, &b);
    assert!(there.is_quiet() && !there.is_empty());
    assert_eq!(there.items().count(), 0);
    assert!(there.measures.changed.is_empty());
}

#[test]
fn a_number_that_follows_is_no_change() {
    let mut a = samples().remove(0).1;
    let (first, last) = (a.measures[0].id(), a.measures.len() - 1);
    a.measures[last].see = vec![first.clone()];
    let mut b = a.clone();
    b.measures[0].n = 7;
    b.measures[last].see = vec![b.measures[0].id()];
    let there = laws(&a, &b);
    let items: Vec<_> = there.items().collect();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].kinds, [Kind::Renumbered]);
    assert_eq!(there.measures.changed[1].changes[0].shift, Shift::Followed);
}

#[test]
fn pairing_says_why() {
    let plans = samples();
    let there = diff(&plans[0].1, &plans[1].1);
    for pair in &there.measures.changed {
        assert!(pair.pairing.score >= there.method.same_address);
        assert!(pair.pairing.by != By::Identity || pair.before.id() == pair.after.id());
    }
    assert!(there.links.iter().all(|link| link.kind == LinkKind::Merged || link.kind == LinkKind::Split));
    assert_eq!(there.method.indicators, vocabulary::Vocabulary::standard().indicators.edition());
}

#[test]
fn forms_for_people() {
    use crossplan::render::DiffText;
    use crossplan::vocabulary::Lang;
    let a = ls();
    let mut b = a.clone();
    let goal = b.goals.iter_mut().find(|g| g.id() == id("goal:二/（一）/1")).unwrap();
    goal.targets[0].quantity.as_mut().unwrap().value = Decimal::from(600);
    goal.title = "增加幼儿园学位".into();
    let there = diff(&a, &b);
    let zh = DiffText::new().terminal(&there);
    assert!(zh.contains("▲ 提高 数值「新增学前教育学位」：[-480个学位-] → {+600个学位+}"), "{zh}");
    assert!(zh.contains("~ 改动 二/（一）/1 增加[-学前-]{+幼儿园+}学位"), "{zh}");
    let en = DiffText::new().lang(Lang::En).markdown(&there);
    assert!(en.contains("▲ raised value「新增学前教育学位」: ~~480 place~~ → **600 place**"), "{en}");
    assert!(DiffText::new().colour(true).terminal(&there).contains("\u{1b}[32m"));
    assert!(!zh.contains('\u{1b}'));
    assert!(DiffText::new().terminal(&diff(&a, &a)).contains("没有差别"));
}

#[test]
fn pairs_that_are_given_come_first() {
    let plans = samples();
    let (xs, xt) = (&plans[0].1, &plans[1].1);
    let pairs: Vec<(ItemId, ItemId)> = xs.measures.iter().zip(&xt.measures).map(|(a, b)| (a.id(), b.id())).collect();
    let there = Options::new().pairs(pairs.clone()).diff(xs, xt);
    let back = Options::new().pairs(pairs.iter().map(|(a, b)| (b.clone(), a.clone()))).diff(xt, xs);
    assert_eq!(there.inverse(), back);
    assert_eq!(there.apply(xs).unwrap(), *xt);
    assert!(there.measures.changed.iter().filter(|pair| pair.pairing.by == By::Given).count() == pairs.len());
    // What does not exist, or goes across classes, is left out.
    let odd = Options::new().pairs([(id("measure:九"), pairs[0].1.clone()), (pairs[0].0.clone(), xt.goals[0].id())]).diff(xs, xt);
    assert_eq!(odd.measures, diff(xs, xt).measures);
}

#[test]
fn a_trigger_in_words_alone() {
    let a = ls();
    let mut b = a.clone();
    let mut at = None;
    for (i, item) in b.accountability.iter_mut().enumerate() {
        if let Some(trigger) = item.triggers.iter_mut().find(|t| t.target.is_none()) {
            trigger.text = "连续三年未完成任务".into();
            at = Some((i, item.id()));
            break;
        }
    }
    let (i, held) = at.unwrap();
    let mut c = b.clone();
    c.accountability[i].triggers.iter_mut().find(|t| t.text.starts_with("连续三年")).unwrap().text = "连续两年未完成任务".into();
    let there = laws(&b, &c);
    let all = said(&there, &held.to_string());
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].1, all[0].2), (Shift::TriggerEarlier, Effect::Strengthened));
}
