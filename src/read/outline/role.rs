//! What a section does, told from the words of its heading.

use crate::model::Role;
use crate::read::find::{Tails, Words};

const GUIDANCE: [&str; 19] = [
    "指导思想",
    "总体要求",
    "基本原则",
    "工作原则",
    "总体思路",
    "工作思路",
    "基本思路",
    "指导原则",
    "宗旨",
    "重要意义",
    "目的意义",
    "总体考虑",
    "基本要求",
    "发展理念",
    "指导方针",
    "主要原则",
    "实施原则",
    "发展思路",
    "战略定位",
];

/// Headings that begin so tell what has been reached and what is wanting: no promises, no actions.
static BACKGROUND: Words = Words::of(&[
    "发展基础",
    "发展环境",
    "面临形势",
    "面临的形势",
    "发展现状",
    "现状",
    "工作成效",
    "主要成就",
    "存在问题",
    "基本情况",
    "形势分析",
    "规划背景",
    "规划编制的背景",
    "编制背景",
    "发展背景",
    "主要成绩",
    "取得的成绩",
    "取得的主要成绩",
    "发展成就",
    "发展回顾",
    "工作回顾",
    "存在的问题",
    "现实基础",
    "机遇与挑战",
]);

const GUARANTEES: [&str; 31] = [
    "保障",
    "组织实施",
    "组织领导",
    "组织管理",
    "工作要求",
    "监督管理",
    "督导",
    "督查",
    "考核",
    "评估",
    "经费来源",
    "资金来源",
    "附则",
    "实施要求",
    "有关要求",
    "相关要求",
    "组织机构",
    "组织体系",
    "责任落实",
    "职责分工",
    "部门职责",
    "责任分工",
    "监督检查",
    "实施步骤",
    "工作步骤",
    "进度安排",
    "时间安排",
    "实施安排",
    "组织推进",
    "纪律要求",
    "工作机制",
];

const DEFINITION: [&str; 17] = [
    "对象",
    "范围",
    "周期",
    "申报条件",
    "基本条件",
    "任职条件",
    "遴选",
    "组成人员",
    "适用",
    "定义",
    "名额",
    "总则",
    "资格",
    "规模",
    "人员组成",
    "成员名单",
    "领导小组名单",
];

const GLOSSARY: [&str; 3] = ["名词解释", "名词注释", "术语解释"];

/// The words of all kinds, looked for at once; behind them those of goals and of past plans.
static WORDS: Words = Words::of(&ALL);

const ALL: [&str; 72] = {
    let mut all = ["目标"; 72];
    let mut at = put(&mut all, &GLOSSARY, 0);
    at = put(&mut all, &GUIDANCE, at);
    at = put(&mut all, &DEFINITION, at);
    at = put(&mut all, &GUARANTEES, at);
    put(&mut all, &["目标", "五"], at);
    all
};

#[allow(clippy::indexing_slicing)] // As many as there are.
const fn put(all: &mut [&str; 72], words: &[&'static str], at: usize) -> usize {
    let mut n = 0;
    while n < words.len() {
        all[at + n] = words[n];
        n += 1;
    }
    at + n
}

/// Which of the words stand in a heading.
#[derive(Default)]
struct Holds {
    glossary: bool,
    guidance: bool,
    definition: bool,
    guarantees: bool,
    goal: bool,
    five: bool,
}

impl Holds {
    fn of(heading: &str) -> Holds {
        const GUIDES: usize = GLOSSARY.len();
        const DEFINES: usize = GUIDES + GUIDANCE.len();
        const GUARDS: usize = DEFINES + DEFINITION.len();
        const GOAL: usize = GUARDS + GUARANTEES.len();
        let mut holds = Holds::default();
        WORDS.scan(heading, |_, n| {
            let kind = match n {
                ..GUIDES => &mut holds.glossary,
                GUIDES..DEFINES => &mut holds.guidance,
                DEFINES..GUARDS => &mut holds.definition,
                GUARDS..GOAL => &mut holds.guarantees,
                GOAL => &mut holds.goal,
                _ => &mut holds.five,
            };
            *kind = true;
            false
        });
        holds
    }
}

/// The role of a section at the top of a body.
pub(crate) fn top(heading: &str) -> Role {
    let holds = Holds::of(heading);
    if holds.glossary {
        return Role::Glossary;
    }
    if is_goals(heading, &holds) {
        return Role::Goals;
    }
    if holds.guidance || BACKGROUND.beginning(heading).is_some() || holds.five && tells_of_past_plan(heading) {
        return Role::Guidance;
    }
    if holds.definition && !heading.contains(['措', '任']) {
        return Role::Definition;
    }
    if holds.guarantees && !is_action(heading) {
        return Role::Guarantees;
    }
    Role::Tasks
}

/// The role of a section inside another: the other's, but guidance and goals share their sections.
pub(crate) fn inside(parent: Role, heading: &str) -> Role {
    match parent {
        Role::Guidance | Role::Goals => {
            let holds = Holds::of(heading);
            if is_goals(heading, &holds) {
                Role::Goals
            } else if TASKS.contains(&bare(heading)) {
                Role::Tasks
            } else if holds.guidance || heading.ends_with("原则") {
                Role::Guidance
            } else {
                parent
            }
        }
        Role::Annex | Role::Glossary | Role::Preamble => top(heading),
        // 二、目标与任务 or a field with its own 工作目标 and 主要措施.
        Role::Tasks if GOALS.contains(&bare(heading)) => Role::Goals,
        _ => parent,
    }
}

/// Headings of parts of a section that say what they are and nothing else.
const GOALS: [&str; 12] = [
    "总体目标",
    "工作目标",
    "发展目标",
    "主要目标",
    "建设目标",
    "具体目标",
    "目标任务",
    "发展指标",
    "主要指标",
    "具体指标",
    "核心指标",
    "目标要求",
];
const TASKS: [&str; 8] = ["主要任务", "重点任务", "工作任务", "主要措施", "重点措施", "工作措施", "主要举措", "重点举措"];

fn bare(heading: &str) -> &str {
    heading.trim_end_matches(['：', '。', ' '])
}

/// “十三五”工作回顾: a five-year plan with what came of it.
fn tells_of_past_plan(heading: &str) -> bool {
    ["一五", "二五", "三五", "四五"].iter().any(|plan| heading.contains(plan))
        && ["回顾", "成绩", "成就", "成效", "执行情况", "完成情况"].iter().any(|word| heading.contains(word))
}

/// 发展目标, 总体要求及工作目标, 目标任务; not 目标考核.
fn is_goals(heading: &str, holds: &Holds) -> bool {
    static ENDS: Tails = Tails::of(&["目标", "目标任务", "目标要求", "目标和任务", "主要指标", "发展指标", "发展愿景"]);
    // 战略构架和目标体系; 健全目标体系 is a task.
    let system = heading.ends_with("目标体系") && !heading.starts_with(['健', '建', '完', '构', '优']);
    // 明确目标任务，促进学前教育发展; not 明确目标，落实责任.
    let named = heading.starts_with("明确")
        && heading.split_once('，').is_some_and(|(first, rest)| ENDS.ending(first).is_some() && !rest.contains("责任"));
    system
        || named
        || ENDS.ending(heading).is_some()
        || holds.goal && (heading.contains("目标与原则") || heading.contains("总体要求"))
}

/// A verb in front or a word of action at the end: a task, although it names a guarantee (健全经费保障体系工程).
fn is_action(heading: &str) -> bool {
    static ENDS: Tails = Tails::of(&["工程", "行动", "任务", "体系", "计划"]);
    ENDS.ending(heading).is_some()
}

/// Words that head a section when they stand on a line of their own.
pub(crate) fn is_section_name(line: &str) -> bool {
    const NAMES: [&str; 40] = [
        "指导思想",
        "基本原则",
        "工作原则",
        "总体要求",
        "总体思路",
        "总体目标",
        "工作目标",
        "发展目标",
        "主要目标",
        "目标任务",
        "任务目标",
        "建设目标",
        "主要任务",
        "重点任务",
        "工作任务",
        "重点工作",
        "工作内容",
        "主要内容",
        "工作措施",
        "主要措施",
        "重点举措",
        "主要举措",
        "具体措施",
        "实施内容",
        "实施步骤",
        "工作步骤",
        "方法步骤",
        "保障措施",
        "组织保障",
        "工作保障",
        "保障机制",
        "组织实施",
        "工作要求",
        "组织领导",
        "实施范围",
        "工作机制",
        "进度安排",
        "时间安排",
        "附则",
        "总则",
    ];
    let bare = line.trim_end_matches(['：', '。']);
    // Two characters or four.
    matches!(bare.len(), 6 | 12) && NAMES.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_of_sections() {
        for (heading, role) in [
            ("指导思想", Role::Guidance),
            ("总体要求", Role::Guidance),
            ("总体要求和主要目标", Role::Goals),
            ("工作目标", Role::Goals),
            ("目标任务", Role::Goals),
            ("重点任务", Role::Tasks),
            ("发展基础与面临形势", Role::Guidance),
            ("规划背景", Role::Guidance),
            ("“十三五”教育工作回顾", Role::Guidance),
            ("“十四五”主要任务", Role::Tasks),
            ("优化发展环境", Role::Tasks),
            ("健全经费保障体系", Role::Tasks),
            ("强化组织保障", Role::Guarantees),
            ("组织实施", Role::Guarantees),
            ("考核与评估", Role::Guarantees),
            ("适用范围", Role::Definition),
            ("奖励措施", Role::Tasks),
            ("目标考核", Role::Guarantees),
            ("主要指标", Role::Goals),
            ("明确发展目标，促进教育公平", Role::Goals),
            ("明确目标，落实责任", Role::Tasks),
            ("领导小组名单", Role::Definition),
            ("名词解释", Role::Glossary),
        ] {
            assert_eq!(top(heading), role, "{heading}");
        }
        assert_eq!(inside(Role::Goals, "指导思想"), Role::Guidance);
        assert_eq!(inside(Role::Guidance, "目标任务"), Role::Goals);
        assert_eq!(inside(Role::Tasks, "强化经费保障"), Role::Tasks);
        assert_eq!(inside(Role::Tasks, "总体目标"), Role::Goals);
        assert_eq!(inside(Role::Tasks, "明确育人目标"), Role::Tasks);
        assert_eq!(inside(Role::Goals, "主要措施"), Role::Tasks);
    }
}
