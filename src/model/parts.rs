//! The five parts of a plan: goals, measures, incentives, funding, accountability.

use serde::{Deserialize, Serialize};

use super::few::Few;
use super::item::{is_one, item, one};
use super::source::Source;
use super::target::Target;
use super::time::{Due, Frequency, Period};
use super::words::words;

words! { "stage",
    /// Education stages after ISCED 2011. 义务教育 is primary and lower secondary; 高中阶段 is both upper secondary ones.
    pub enum Stage {
        /// ISCED 010, early childhood educational development (托育).
        Childcare = "childcare",
        /// ISCED 020, pre-primary (学前教育).
        Preschool = "preschool",
        /// ISCED 1, primary (小学).
        Primary = "primary",
        /// ISCED 24, lower secondary general (初中).
        LowerSecondary = "lower_secondary",
        /// ISCED 34, upper secondary general (普通高中).
        UpperSecondaryGeneral = "upper_secondary_general",
        /// ISCED 35, upper secondary vocational (中等职业教育).
        UpperSecondaryVocational = "upper_secondary_vocational",
    }
}

words! { "instrument",
    /// Policy instruments after McDonnell & Elmore (1987), with hortatory tools from Schneider & Ingram (1990).
    pub enum Instrument {
        /// Rules that must be followed (必须, 不得, 严格落实).
        Mandate = "mandate",
        /// Money or worth in return for an action (奖励, 补助, 倾斜).
        Inducement = "inducement",
        /// Investment in people, buildings, knowledge (建设, 培训, 配备).
        CapacityBuilding = "capacity_building",
        /// Authority moved or organisations made anew (集团化, 县管校聘, 领导小组).
        SystemChange = "system_change",
        /// Persuasion and example (宣传, 引导, 表彰 as a signal).
        Hortatory = "hortatory",
    }
}

fn targets_of<'a>(field: &str, list: &'a [Target], out: &mut Vec<(String, &'a Target)>) {
    out.extend(list.iter().enumerate().map(|(i, t)| (format!("{field}[{i}]"), t)));
}

item! { Goal,
    /// A result to reach (目标).
    pub struct Goal {
        /// What is to be reached; empty for guidance without a result that could be checked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub targets: Vec<Target>,
    }
}

impl Goal {
    fn own_promises(&self) -> Vec<(String, &Target)> {
        let mut out = Vec::new();
        targets_of("targets", &self.targets, &mut out);
        out
    }
}

/// When an action runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// First date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Due>,
    /// Last date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Due>,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
}

item! { Measure,
    /// An action (措施, 任务). A unit under tasks, guarantees or definitions is one measure as a whole; incentives, money and checks
    /// inside it are items of their own at the same path.
    pub struct Measure {
        /// Policy instruments, the primary one first.
        #[serde(default, skip_serializing_if = "Few::is_empty")]
        pub instruments: Few<Instrument, 8>,
        /// Units that lead (牵头部门), as printed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub lead: Vec<String>,
        /// Units that are responsible (责任单位), as printed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub responsible: Vec<String>,
        /// Units that help (配合单位), as printed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub supporting: Vec<String>,
        /// Whom it is for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub beneficiaries: Vec<String>,
        /// When it runs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub schedule: Option<Schedule>,
        /// What it promises to do, with or without a number.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub targets: Vec<Target>,
    }
}

impl Measure {
    fn own_promises(&self) -> Vec<(String, &Target)> {
        let mut out = Vec::new();
        targets_of("targets", &self.targets, &mut out);
        out
    }
}

words! { "kind of incentive",
    /// What an incentive gives.
    pub enum IncentiveKind {
        /// Money to the person or team (奖金).
        Cash = "cash",
        /// Titles, certificates, public praise (荣誉, 表彰).
        Honour = "honour",
        /// Money for a studio (工作室经费).
        StudioFund = "studio_fund",
        /// A tilt of pay or of the pay total (绩效倾斜).
        PayTilt = "pay_tilt",
        /// Regular payments for a post or a hardship (津贴, 补助).
        Subsidy = "subsidy",
        /// First choice in selection, promotion, projects (优先, 倾斜).
        Priority = "priority",
        /// Services in kind (体检, 就医, 住房).
        Benefit = "benefit",
        /// A freer hand (办学自主权).
        Autonomy = "autonomy",
    }
}

/// A condition or trigger: in words, and with its number where it has one (教龄满30年, 连续三年完不成目标).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// What must be the case.
    pub text: String,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Box<Target>>,
}

item! { Incentive,
    /// Something of worth given to a person, team or school. A reward in tiers (分别给予…) is one incentive for each beneficiary.
    pub struct Incentive {
        /// Who gets it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub beneficiaries: Vec<String>,
        /// What it gives.
        #[serde(default, skip_serializing_if = "Few::is_empty")]
        pub kinds: Few<IncentiveKind, 8>,
        /// How much, for each of what, how often.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub awards: Vec<Target>,
        /// How many get it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub quotas: Vec<Target>,
        /// What one must have done or be.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub conditions: Vec<Condition>,
        /// Who pays or gives.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub payer: Option<String>,
    }
}

impl Incentive {
    fn own_promises(&self) -> Vec<(String, &Target)> {
        let mut out = Vec::new();
        targets_of("awards", &self.awards, &mut out);
        targets_of("quotas", &self.quotas, &mut out);
        conditions_of("conditions", &self.conditions, &mut out);
        out
    }
}

fn conditions_of<'a>(field: &str, list: &'a [Condition], out: &mut Vec<(String, &'a Target)>) {
    out.extend(list.iter().enumerate().filter_map(|(i, c)| c.target.as_deref().map(|t| (format!("{field}[{i}].target"), t))));
}

words! { "kind of funding",
    /// Money put in, or the kind of rule on money.
    pub enum FundingKind {
        /// Money from the budget (财政投入, 拨付).
        Appropriation = "appropriation",
        /// Money tied to a purpose (专项资金, 专款专用).
        Earmark = "earmark",
        /// Building and equipment (投资).
        Investment = "investment",
        /// A fund or foundation (基金).
        Fund = "fund",
        /// At least a share of something (不低于…5%).
        FloorShare = "floor_share",
        /// At most an amount or a multiple.
        Ceiling = "ceiling",
        /// Must grow, or grow faster than something.
        GrowthRule = "growth_rule",
        /// Must not fall (只增不减).
        NoDecreaseRule = "no_decrease_rule",
        /// Not below a comparison group (不低于公务员).
        ParityRule = "parity_rule",
        /// So much for each student (生均).
        PerStudentNorm = "per_student_norm",
        /// Who pays which part; fees.
        CostSharing = "cost_sharing",
        /// Money is promised without an amount (足额保障).
        Guarantee = "guarantee",
    }
}

item! { Funding,
    /// Money put in, or a rule on money.
    pub struct Funding {
        /// What kind of money or rule.
        pub kind: FundingKind,
        /// Who pays.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub sources: Vec<String>,
        /// What for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub purpose: Option<String>,
        /// Over which years.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub period: Option<Period>,
        /// How much; a rule's share, ceiling or growth too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub amounts: Vec<Target>,
    }
}

impl Funding {
    fn own_promises(&self) -> Vec<(String, &Target)> {
        let mut out = Vec::new();
        targets_of("amounts", &self.amounts, &mut out);
        out
    }
}

words! { "mechanism",
    /// How somebody is held to account (after Bovens 2007: an actor answers to a forum, and may face consequences).
    pub enum Mechanism {
        /// 领导小组, 工作专班.
        LeadingGroup = "leading_group",
        /// A duty is given to a unit (责任主体, 第一责任人).
        DutyAssignment = "duty_assignment",
        /// 任务清单, 时间表, 台账.
        TaskList = "task_list",
        /// 目标责任书.
        TargetContract = "target_contract",
        /// Leaders answer for a school or project (包联).
        ContactSystem = "contact_system",
        /// 联席会议.
        JointMeeting = "joint_meeting",
        /// 督导, 检查, 督查.
        Inspection = "inspection",
        /// 考核, 评价.
        Evaluation = "evaluation",
        /// 监测, 监管.
        Monitoring = "monitoring",
        /// 述职, 汇报.
        Reporting = "reporting",
        /// 通报, 公布.
        Disclosure = "disclosure",
        /// Who may hold a post (任职条件, 准入).
        Eligibility = "eligibility",
        /// How long a post may be held.
        TermLimit = "term_limit",
        /// What must not be done (严禁, 不得).
        Prohibition = "prohibition",
        /// What follows a breach.
        Sanction = "sanction",
        /// How one leaves a post, title or list (退出机制).
        ExitRule = "exit_rule",
        /// 举报, 投诉.
        Complaint = "complaint",
        /// Anything else.
        Other = "other",
    }
}

words! { "kind of consequence",
    /// What follows.
    pub enum ConsequenceKind {
        /// 通报.
        Notice = "notice",
        /// 约谈.
        Interview = "interview",
        /// 限期整改.
        Rectification = "rectification",
        /// Approvals or payments are held back (暂停, 不予办理).
        Suspension = "suspension",
        /// 罚款.
        Fine = "fine",
        /// A right is lost for a time or for good (取消资格).
        Disqualification = "disqualification",
        /// 记入信用档案.
        CreditRecord = "credit_record",
        /// Removed from the post or the body (调整, 清除, 调离).
        Removal = "removal",
        /// Lowered in rank or post.
        Demotion = "demotion",
        /// A title, licence or body is taken back (撤销).
        Withdrawal = "withdrawal",
        /// A payment or service ends.
        LossOfBenefit = "loss_of_benefit",
        /// 追责问责.
        Inquiry = "inquiry",
        /// 申请法院强制执行.
        LegalAction = "legal_action",
        /// A good result is praised or rewarded.
        Commendation = "commendation",
        /// The result counts for pay or promotion (挂钩).
        LinkToPay = "link_to_pay",
        /// Anything else.
        Other = "other",
    }
}

/// One rung of the ladder of consequences: 一年完不成 → 约谈, 连续三年完不成 → 调整 are two rungs, each with its own `when`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// What kind.
    pub kind: ConsequenceKind,
    /// What happens.
    pub text: String,
    /// What sets off this rung, where it is not the trigger of the whole ladder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Box<Condition>>,
    /// Its number: a fine's range, the years of a ban.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Box<Target>>,
}

item! { Accountability,
    /// A duty, check, term limit or sanction on whoever acts.
    pub struct Accountability {
        /// How.
        pub mechanism: Mechanism,
        /// Who is held (Bovens: actor).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub actors: Vec<String>,
        /// To whom, or by whom (Bovens: forum).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub forums: Vec<String>,
        /// What sets it off.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub triggers: Vec<Condition>,
        /// What follows, mildest first, as the text orders it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub consequences: Vec<Consequence>,
        /// Duties with a number, lengths of terms, checks per year.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub terms: Vec<Target>,
    }
}

impl Accountability {
    fn own_promises(&self) -> Vec<(String, &Target)> {
        let mut out = Vec::new();
        targets_of("terms", &self.terms, &mut out);
        conditions_of("triggers", &self.triggers, &mut out);
        for (i, rung) in self.consequences.iter().enumerate() {
            let when = rung.when.as_ref().and_then(|when| when.target.as_deref());
            out.extend(when.map(|t| (format!("consequences[{i}].when.target"), t)));
            out.extend(rung.target.as_deref().map(|t| (format!("consequences[{i}].target"), t)));
        }
        out
    }
}
