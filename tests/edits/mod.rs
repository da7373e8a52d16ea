//! Random plans that read like plans, and random edits of any plan.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests")]

use crossplan::*;

mod known;

#[allow(unused_imports, reason = "each test file uses a part of it")]
pub(crate) use known::{KINDS, Known, Touched, edit};

/// A small generator of numbers (splitmix64), so that a seed names a case.
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Rng(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub(crate) fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const VERBS: [&str; 14] =
    ["实施", "推进", "加强", "完善", "建立", "优化", "扩大", "规范", "健全", "落实", "深化", "改善", "提升", "培育"];
const OBJECTS: [&str; 40] = [
    "学前普惠资源",
    "城区学位供给",
    "乡村小规模学校",
    "寄宿制学校条件",
    "集团化办学",
    "县中振兴",
    "特殊教育服务",
    "课后延时服务",
    "教师交流轮岗",
    "骨干教师培养",
    "名校长工作室",
    "班主任队伍",
    "师德师风",
    "教研员配备",
    "心理健康教育",
    "劳动实践基地",
    "体育美育设施",
    "科学实验教学",
    "阅读推广",
    "智慧课堂",
    "数字资源平台",
    "校园安全防控",
    "食堂营养供餐",
    "近视防控",
    "控辍保学",
    "随迁子女入学",
    "民办园管理",
    "托育一体化",
    "职普融通",
    "产教融合",
    "高中多样化",
    "招生制度改革",
    "质量监测评价",
    "作业管理",
    "考试命题",
    "督导评估",
    "经费绩效",
    "教师待遇",
    "编制统筹",
    "家校协同",
];
const SUFFIXES: [&str; 10] = ["工程", "行动", "计划", "机制", "体系", "攻坚", "项目", "改革", "试点", "清单"];
const SENTENCES: [&str; 14] = [
    "围绕{o}制定年度任务书，由相关科室逐月核对进度",
    "在{o}方面遴选{n}个示范点，带动周边学校共同改进",
    "把{o}列入学校考核，结果与评优挂钩",
    "组织专家每学期走访{n}所学校，对{o}提出整改意见",
    "开发{o}资源包，供全县教师免费取用",
    "设置{o}专项培训，三年轮训{n}名教师",
    "引入社会力量参与{o}，签订共建协议",
    "为{o}配齐设备和专用教室，按标准验收",
    "每年公布{o}进展，接受家长评议",
    "对{o}成效突出的团队给予表扬",
    "建立{o}台账，问题销号管理",
    "与高校合作研究{o}，形成{n}项成果",
    "按人口变化调整{o}布局，避免闲置",
    "选派{n}名干部蹲点指导{o}",
];
const UNITS: [&str; 8] = ["县教育局", "县财政局", "县人社局", "县委编办", "县自然资源局", "县卫健局", "各乡镇政府", "县发改局"];
const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

fn sentence(rng: &mut Rng) -> String {
    let n = (2 + rng.below(60)).to_string();
    let template: &str = rng.of(&SENTENCES);
    template.replace("{o}", rng.of(&OBJECTS)).replace("{n}", &n)
}

fn title(rng: &mut Rng) -> String {
    let (v, o, s): (&str, &str, &str) = (rng.of(&VERBS), rng.of(&OBJECTS), rng.of(&SUFFIXES));
    format!("{v}{o}{s}")
}

fn summary(rng: &mut Rng) -> String {
    (0..1 + rng.below(3)).map(|_| sentence(rng) + "。").collect()
}

fn target(rng: &mut Rng) -> Target {
    let what: &str = rng.of(&OBJECTS);
    let (subject, indicator, quantity) = match rng.below(5) {
        0 => (
            "学前三年毛入园率".to_owned(),
            Some("preschool-gross-enrolment"),
            Quantity::new(Bound::AtLeast, 85 + rng.below(10) as i64, Unit::Percent),
        ),
        1 => (format!("{what}学校数"), None, Quantity::new(Bound::Exactly, 2 + rng.below(40) as i64, Unit::School)),
        2 => (format!("{what}覆盖率"), None, Quantity::new(Bound::AtLeast, 60 + rng.below(35) as i64, Unit::Percent)),
        3 => (format!("{what}培训人数"), None, Quantity::new(Bound::Exactly, 20 + rng.below(400) as i64, Unit::Person)),
        _ => (format!("{what}学位数"), None, Quantity::new(Bound::AtLeast, 300 + 10 * rng.below(90) as i64, Unit::Place)),
    };
    let mut target = Target::new(subject).with_quantity(quantity);
    target.indicator = indicator.map(|id| id.parse().unwrap());
    target.due = Some(Due::Year(2023 + rng.below(5) as i32));
    if rng.chance(30) {
        target.baselines =
            vec![Baseline { value: Decimal::from(1 + rng.below(50) as i64), at: Some(Due::Year(2020)), note: None }];
    }
    if rng.chance(30) {
        target.scope = Some(rng.of(&["城区", "乡镇", "民办园", "初中"]).to_owned());
    }
    target
}

fn money(rng: &mut Rng, what: &str) -> Target {
    Target::new(what.to_owned()).with_quantity(Quantity::new(Bound::Exactly, 10_000 * (1 + rng.below(900) as i64), Unit::Yuan))
}

/// A plan that reads like one, of about `units` units.
pub(crate) fn synthetic(rng: &mut Rng, units: usize) -> Plan {
    let place = Place { name: "清河县".into(), level: Level::County, code: None, within: Vec::new() };
    let mut plan = Plan::new("清河县教育提升三年计划", place, Status::Draft);
    let path = |s: String| s.parse::<Path>().unwrap();
    let mut made = 0;
    let mut chapter = 0;
    while made < units {
        let top = DIGITS.get(chapter).map_or_else(|| format!("第{chapter}章"), |d| (*d).to_owned());
        chapter += 1;
        plan.outline.push(Section { path: path(top.clone()), role: Role::Tasks, title: title(rng), source: Source::default() });
        for digit in &DIGITS[..3] {
            if made >= units {
                break;
            }
            let middle = format!("{top}/（{digit}）");
            plan.outline.push(Section {
                path: path(middle.clone()),
                role: Role::Tasks,
                title: title(rng),
                source: Source::default(),
            });
            for unit in 0..4 + rng.below(4) {
                let at = path(format!("{middle}/{}", unit + 1));
                items(rng, &mut plan, &at);
                made += 1;
            }
        }
    }
    assert_eq!(plan.check(), Ok(()));
    plan
}

fn items(rng: &mut Rng, plan: &mut Plan, at: &Path) {
    let title_here = title(rng);
    plan.outline.push(Section { path: at.clone(), role: Role::Tasks, title: title_here.clone(), source: Source::default() });
    let force = *rng.of(&[&Force::Binding, &Force::Planned, &Force::Aspirational, &Force::Encouraged]);
    let mut measure = measure(at, 1, title_here, summary(rng), force);
    measure.lead = vec![rng.of(&UNITS).to_owned()];
    let first = rng.below(6);
    measure.responsible = UNITS[first..first + 1 + rng.below(2)].iter().map(|u| (*u).to_owned()).collect();
    measure.targets = distinct((0..rng.below(4)).map(|_| target(rng)).collect());
    plan.measures.push(measure);
    if rng.chance(20) {
        let mut goal = Goal {
            path: at.clone(),
            n: 1,
            title: title(rng),
            summary: Some(summary(rng)),
            topics: Few::new(),
            stages: Few::new(),
            force,
            targets: vec![],
            see: vec![],
            source: Source::default(),
        };
        goal.targets = distinct((0..1 + rng.below(3)).map(|_| target(rng)).collect());
        plan.goals.push(goal);
    }
    for n in 0..rng.below(3) as u32 {
        let who = format!("{}{}", rng.of(&OBJECTS), rng.of(&["骨干教师", "校长", "先进团队", "教研组"]));
        let mut award = money(rng, "奖励金额");
        award.frequency = Some(Frequency::Once);
        plan.incentives.push(Incentive {
            path: at.clone(),
            n: n + 1,
            title: format!("奖励{who}"),
            summary: rng.chance(50).then(|| sentence(rng)),
            topics: Few::new(),
            stages: Few::new(),
            force,
            beneficiaries: vec![who],
            kinds: vec![IncentiveKind::Cash].into(),
            awards: vec![award],
            quotas: vec![],
            conditions: vec![Condition { text: sentence(rng), target: None }],
            payer: Some(rng.of(&UNITS).to_owned()),
            see: vec![],
            source: Source::default(),
        });
    }
    if rng.chance(30) {
        let what = title(rng);
        plan.funding.push(Funding {
            path: at.clone(),
            n: 1,
            title: format!("{what}经费"),
            summary: Some(sentence(rng)),
            topics: Few::new(),
            stages: Few::new(),
            force,
            kind: FundingKind::Appropriation,
            sources: vec![rng.of(&UNITS).to_owned()],
            purpose: Some(what),
            period: None,
            amounts: vec![money(rng, "投入金额")],
            see: vec![],
            source: Source::default(),
        });
    }
    if rng.chance(30) {
        let mut trigger = Target::new("连续未完成年数").with_quantity(Quantity::new(Bound::Exactly, 3, Unit::Year));
        trigger.frequency = None;
        plan.accountability.push(Accountability {
            path: at.clone(),
            n: 1,
            title: format!("{}问责", title(rng)),
            summary: Some(sentence(rng)),
            topics: Few::new(),
            stages: Few::new(),
            force,
            mechanism: Mechanism::Sanction,
            actors: vec!["学校负责人".into()],
            forums: vec![rng.of(&UNITS).to_owned()],
            triggers: vec![Condition { text: sentence(rng), target: Some(Box::new(trigger)) }],
            consequences: vec![Consequence {
                kind: ConsequenceKind::Interview,
                text: "约谈负责人".into(),
                when: None,
                target: None,
            }],
            terms: vec![],
            see: vec![],
            source: Source::default(),
        });
    }
}

fn measure(at: &Path, n: u32, title: String, summary: String, force: Force) -> Measure {
    Measure {
        path: at.clone(),
        n,
        title,
        summary: Some(summary),
        topics: Few::new(),
        stages: Few::new(),
        force,
        instruments: Few::new(),
        lead: vec![],
        responsible: vec![],
        supporting: vec![],
        beneficiaries: vec![],
        schedule: None,
        targets: vec![],
        see: vec![],
        source: Source::default(),
    }
}

/// Each subject once: two promises of one subject in one item have no identity but their values.
fn distinct(targets: Vec<Target>) -> Vec<Target> {
    let mut seen = std::collections::HashSet::new();
    targets.into_iter().filter(|t| seen.insert(t.subject.clone())).collect()
}

/// Some characters changed: about one in `every`.
pub(crate) fn reworded(rng: &mut Rng, text: &str, every: usize) -> String {
    let mut out = String::new();
    let mut changed = false;
    for c in text.chars() {
        if !c.is_ascii_digit() && rng.below(every) == 0 {
            changed = true;
            match rng.below(3) {
                0 => {}
                1 => {
                    out.push(c);
                    out.push_str(rng.of(&["稳", "再", "更", "全"]));
                }
                _ => out.push_str(rng.of(&["稳妥", "持", "逐", "新"])),
            }
        } else {
            out.push(c);
        }
    }
    if !changed || out.trim().is_empty() {
        out.push_str("试行");
    }
    out
}

/// Edits without a plan of what they should be called, for the laws: fields, lists, order, sources, head.
pub(crate) fn random_edits(plan: &Plan, rng: &mut Rng, count: usize) -> Plan {
    let mut plan = plan.clone();
    for _ in 0..count {
        match rng.below(16) {
            0 => plan.title = reworded(rng, &plan.title, 4),
            1 => plan.issuers = vec![rng.of(&UNITS).to_owned(), rng.of(&UNITS).to_owned()],
            2 if plan.measures.len() > 1 => {
                let (i, j) = (rng.below(plan.measures.len()), rng.below(plan.measures.len()));
                plan.measures.swap(i, j);
            }
            3 if plan.outline.len() > 1 => {
                let (i, j) = (rng.below(plan.outline.len()), rng.below(plan.outline.len()));
                plan.outline.swap(i, j);
            }
            4 if !plan.outline.is_empty() => {
                let i = rng.below(plan.outline.len());
                plan.outline[i].title = reworded(rng, &plan.outline[i].title, 5);
            }
            5 => {
                // Everything behind a place of the text was pushed on.
                let by = 1 + rng.below(40);
                for m in &mut plan.measures {
                    if let Some(span) = &mut m.source.span {
                        span.start += by;
                        span.end += by;
                    }
                    for t in &mut m.targets {
                        if let Some(span) = &mut t.source.span {
                            span.start += by;
                            span.end += by;
                        }
                    }
                }
                for a in plan.accountability.iter_mut().flat_map(|a| &mut a.consequences).filter_map(|c| c.target.as_mut()) {
                    a.source.line = Some(by as u32);
                }
                for c in plan.incentives.iter_mut().flat_map(|i| &mut i.conditions).filter_map(|c| c.target.as_mut()) {
                    c.source.page = Some(by as u32);
                }
            }
            6 => plan.notes.push(sentence(rng)),
            7 if !plan.incentives.is_empty() => {
                let i = rng.below(plan.incentives.len());
                let twin = plan.incentives[i].clone();
                plan.incentives.push(twin);
            }
            8 if !plan.accountability.is_empty() => {
                let i = rng.below(plan.accountability.len());
                plan.accountability.remove(i);
            }
            9 => plan.status = if plan.status == Status::Draft { Status::Issued } else { Status::Draft },
            10 => plan.goals.reverse(),
            11 => plan.funding.clear(),
            12 if !plan.outline.is_empty() && !plan.measures.is_empty() => {
                let (i, j) = (rng.below(plan.measures.len()), rng.below(plan.outline.len()));
                plan.measures[i].path = plan.outline[j].path.clone();
            }
            13 if !plan.measures.is_empty() => {
                let i = rng.below(plan.measures.len());
                plan.measures[i].targets.push(target(rng));
                plan.measures[i].title = reworded(rng, &plan.measures[i].title, 4);
            }
            14 if !plan.goals.is_empty() => {
                let i = rng.below(plan.goals.len());
                plan.goals[i].targets.reverse();
            }
            15 => {
                let citation = Citation {
                    title: title(rng),
                    document_number: None,
                    issuer: None,
                    role: CitationRole::Basis,
                    path: "前言".parse().unwrap(),
                    source: Source::default(),
                };
                plan.citations.insert(rng.below(plan.citations.len() + 1), citation);
            }
            _ => {
                let mut used = Vec::new();
                if !plan.measures.is_empty() && plan.measures.iter().all(|m| m.summary.is_some() && !m.responsible.is_empty()) {
                    let kind = [3, 13, 14, 16, 17, 20, 24][rng.below(7)];
                    edit(&mut plan, kind, rng, &mut used);
                }
            }
        }
    }
    plan
}
