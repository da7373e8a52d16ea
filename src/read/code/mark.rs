//! Words that tell an incentive, money, a check or a result; and the names of those who act, are held, or gain.

use crate::model::{ConsequenceKind, FundingKind, IncentiveKind, Mechanism};

/// What a word tells about the clause that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A check or duty, by this word alone.
    Mechanism(Mechanism),
    /// A check where the clause sets it up or carries it out; elsewhere a mere mention.
    Check(Mechanism),
    /// What follows a breach or a good result.
    Consequence(ConsequenceKind),
    /// Something of worth, given by this word alone.
    Gain(IncentiveKind),
    /// Something of worth where the clause raises, secures or gives it.
    Worth(IncentiveKind),
    /// Money.
    Money,
    /// A rule on money, by this word alone.
    Rule(FundingKind),
    /// Sets up, carries out, raises, secures.
    Doing,
    /// A result that has come about.
    Result,
    /// Looks like a mark and is none.
    None,
}

/// Kinds of marks, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u16);

impl Kinds {
    pub(super) const MECHANISM: Kinds = Mark::Mechanism(Mechanism::Other).kind();
    pub(super) const CHECK: Kinds = Mark::Check(Mechanism::Other).kind();
    pub(super) const CONSEQUENCE: Kinds = Mark::Consequence(ConsequenceKind::Other).kind();
    pub(super) const GAIN: Kinds = Mark::Gain(IncentiveKind::Cash).kind();
    pub(super) const WORTH: Kinds = Mark::Worth(IncentiveKind::Cash).kind();
    pub(super) const MONEY: Kinds = Mark::Money.kind();
    pub(super) const RULE: Kinds = Mark::Rule(FundingKind::Fund).kind();
    pub(super) const DOING: Kinds = Mark::Doing.kind();
    pub(super) const RESULT: Kinds = Mark::Result.kind();

    pub(super) const fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Whether the two have a kind in common.
    pub(super) const fn any(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }
}

impl Mark {
    pub(super) const fn kind(self) -> Kinds {
        Kinds(match self {
            Mark::Mechanism(_) => 1,
            Mark::Check(_) => 1 << 1,
            Mark::Consequence(_) => 1 << 2,
            Mark::Gain(_) => 1 << 3,
            Mark::Worth(_) => 1 << 4,
            Mark::Money => 1 << 5,
            Mark::Rule(_) => 1 << 6,
            Mark::Doing => 1 << 7,
            Mark::Result => 1 << 8,
            Mark::None => 1 << 9,
        })
    }
}

use ConsequenceKind as C;
use FundingKind as F;
use IncentiveKind as I;
use Mark::{Check, Consequence, Doing, Gain, Mechanism as M, Money, None as No, Result as R, Rule, Worth};
use Mechanism as A;

/// Every mark word. Of two that begin at one place the longer one counts.
pub(crate) const MARKS: &[(Mark, &str)] = &[
    (M(A::LeadingGroup), "领导小组 工作专班 任组长 指挥部 担任组长 工作领导机构"),
    (No, "领导小组成员 领导小组办公室 领导小组秘书组"),
    (M(A::JointMeeting), "联席会议 定期会商 调度会 工作例会 常委会会议 常务会议"),
    (M(A::ContactSystem), "包联 包抓 包保 挂包 挂点联系 定点联系 包学片 包学校 承包薄弱 联系学校 蹲点包 领导包 包校"),
    (M(A::TaskList), "任务清单 责任清单 措施清单 问题清单 工作台账 时间表 路线图 任务分解 销号管理 销号 项目化管理 清单化"),
    (M(A::TargetContract), "目标责任书 目标责任制 责任状 军令状 任期目标责任"),
    (M(A::TermLimit), "任期制 连续任职 聘期制"),
    (
        M(A::Eligibility),
        "准入条件 准入制度 准入机制 任职资格制度 任职条件 准入查询 清单准入 首要条件 一票否决 应当具备 应具备 必须具备 应具有 资格审查 持证上岗",
    ),
    (M(A::Reporting), "述职 专题汇报 听取汇报 工作汇报 定期报告 报告制度 报备 备案管理"),
    (M(A::Disclosure), "公示 信息公开 向社会公布 向社会公开 发布监测报告 政务公开"),
    (M(A::Complaint), "举报 投诉 监督电话"),
    (
        M(A::Inspection),
        "督导评估 督导检查 专项督导 监督检查 督查督办 专项检查 专项督查 挂牌督导 跟踪督导 督促检查 专项治理 专项整治 排查整治 集中整治 摸底排查 督导调度 督查 抽查 规范整治",
    ),
    (
        M(A::Evaluation),
        "考核评价 考核机制 考核制度 考核评估 考核办法 考评 履行教育职责评价 履职评价 目标考核 年度考核 综合评价 评价考核 考核体系 考核指标 绩效考核 考核评聘 质量评估 考核验收 考核范围",
    ),
    (Check(A::Evaluation), "考核 评估"),
    (Check(A::Inspection), "督导 检查 视导 巡查 整治 督办 监督"),
    (Check(A::Monitoring), "质量监测 监测 监管 监控 监督机制 监督管理"),
    (M(A::Monitoring), "全流程监管 资金监管 预收费监管 动态监测 监督机制 质量监测体系 监测体系"),
    (
        No,
        "体质健康监测 视力监测 环境监测 国家监测 监督局 监管局 市场监管 教育督导室 政府督导室 督导委员会 督导室 业绩考核 考核奖惩 绩效考核分配 考核分配 评价监测结果 教育评估院 视频监控 监控系统 在考核 各类检查 督查检查评比 督查检查评比考核 检查评比考核 安全检查 评估认定 通过评估 评估验收 评估标准 督导评估指标 督导评估标准 评估办法 评估指南 督导评估办法 优质均衡评估 经考核 经评估 体检 健康检查 检查评比 检查指导 检查评估 督查室 责任追究制度文件 督查组 纪检监察",
    ),
    (
        M(A::DutyAssignment),
        "第一责任人 主体责任 一岗双责 党政同责 直接责任人 责任主体 属地责任 主要责任 监管责任 工作责任制 责任制 职责分工 履行职责 各负其责 各司其职 牵头抓总 管理职责 领导责任 监护责任",
    ),
    (
        M(A::Prohibition),
        "严禁 禁止 不得 不准 杜绝 坚决防止 坚决纠正 坚决破除 不允许 绝不允许 不搞 严防 遏制 坚决避免 不办 不分 不设",
    ),
    (No, "不得低于 不得少于 不得超过 不得晚于 不得高于 不得不 不得小于 不分昼夜 不分年龄 不设上限 遏制近视 不办理"),
    (
        M(A::ExitRule),
        "准入退出机制 退出机制 退出制度 淘汰机制 能上能下 末位淘汰 能进能出 动态管理 动态调整机制 退出教师 不合格教师",
    ),
    (Consequence(C::Notice), "通报批评 予以通报 通报警示 通报 警示"),
    (No, "通报表扬 互通报 情况通报会"),
    (Consequence(C::Interview), "约谈 诫勉谈话 诫勉 提醒谈话"),
    (Consequence(C::Rectification), "限期整改 责令整改 责令改正 责令限期 督促整改 落实整改 限期移交 限期收回 逐一进行整改 限期"),
    (No, "整改责任 问题整改责任 按时整改 整改到位"),
    (
        Consequence(C::Suspension),
        "暂停办理 不予办理 不予核发 不予审批 停止招生 暂停招生 不予验收 不得组织验收 责令停业 不予备案 核减招生",
    ),
    (Consequence(C::Fine), "罚款 处罚"),
    (
        Consequence(C::Disqualification),
        "取消资格 取消评优 取消培训资质 取消其 吊销 取消评先 取消参评 不得参加评优 不得评优 不得晋升 实行一票否决",
    ),
    (Consequence(C::CreditRecord), "信用档案 黑名单 失信 联合惩戒"),
    (Consequence(C::Removal), "清除出 调离 解聘 清退 辞退 予以调整 免职 撤职 撤换 淘汰出"),
    (Consequence(C::Demotion), "降级 降职 降低岗位等级"),
    (Consequence(C::Withdrawal), "撤销 撤消 摘牌 退出工作室 退出培养计划 调整出 收回称号"),
    (Consequence(C::LossOfBenefit), "扣减 停发 不再享受 扣发 取消待遇 追回"),
    (Consequence(C::Inquiry), "追责问责 严肃问责 追究责任 责任追究 问责 追责 严肃追究 追究相关 失职追责 倒查"),
    (
        Consequence(C::LegalAction),
        "依法查处 严肃查处 依法打击 依法追究 移送司法 强制移交 强制执行 严厉打击 从严查处 依规处理 依法依规处理 严肃处理 依法处置 惩处 严查",
    ),
    (Consequence(C::LinkToPay), "挂钩 重要依据 发放依据 晋升依据"),
    (No, "供需挂钩 增减挂钩"),
    (
        Gain(I::Cash),
        "奖金 给予奖励 予以奖励 重奖 奖励资金 专项奖励 现金奖励 奖励优秀 奖励机制 奖励政策 奖励制度 奖励办法 奖励实施方案 安家费 考核奖励",
    ),
    (
        Gain(I::Honour),
        "荣誉证书 荣誉称号 授予 评选表彰 表彰奖励 表彰大会 予以表彰 给予表彰 表彰 荣誉制度 荣誉表彰 颁发证书 颁发奖励证书 最美教师 通报表扬 荣誉体系 慰问 欢送会",
    ),
    (Gain(I::PayTilt), "优绩优酬 多劳多得 奖励性绩效 绩效工资分配 绩效工资倾斜 工资分配激励"),
    (
        Gain(I::Subsidy),
        "班主任津贴 岗位津贴 特殊津贴 生活补助 交通补贴 乡镇补贴 乡镇工作补贴 资助政策 特教津贴 人才津贴 应助尽助 助学金 奖学金 救助政策 各项补助",
    ),
    (Worth(I::Subsidy), "津贴 补助 补贴 资助"),
    (
        Gain(I::Priority),
        "优先推荐 优先考虑 优先晋升 优先评聘 优先聘用 优先选拔 同等条件下优先 给予倾斜 予以倾斜 政策倾斜 倾斜政策 学校和教师倾斜 教师倾斜 一线倾斜 班主任倾斜 优先录用 优先入选",
    ),
    (
        Gain(I::Benefit),
        "健康体检 免费体检 疗休养 周转宿舍 周转房 人才公寓 公租房 子女入学 社会优待 优待政策 优惠政策 优惠奖励政策 社会优惠 综合保障险 同工同酬 人文关怀 社保待遇 福利待遇 相关待遇 即评即聘 带薪休假 优先就医",
    ),
    (
        Worth(I::Benefit),
        "工资待遇 职称岗位比例 高级职称岗位 高级岗位比例 高级职称 工资联动 联动增长机制 长效联动机制 住房 待遇 体检 职业通道 职称评聘 职称评审 激励机制 激励制度",
    ),
    (Gain(I::Autonomy), "用人自主权 办学自主权 自主聘任 自主招聘 经费使用自主权 人事自主权"),
    (
        No,
        "奖励加分 奖励体系 考核激励 表彰会议 职称评审中 待遇保障机制 奖励为辅 优待证 职称评审等 评优评先等 评优奖励中 评优奖励 奖励基金 津贴制度文件 奖补资金 奖补 财政补贴 购买服务人员编制 随迁子女入学 人员子女入学 女子入学",
    ),
    (
        Money,
        "经费 资金 投入 预算 拨款 债券 教育费附加 地方教育附加 土地出让收益 土地收益 财政 基金 融资 投资 捐赠 收费 保教费 服务费 财力 公用经费 专项经费 工作经费 培训经费",
    ),
    (Rule(F::NoDecreaseRule), "只增不减 两个只增不减"),
    (
        Rule(F::ParityRule),
        "不低于公务员 不低于当地公务员 公务员平均工资 公务员工资 平均工资收入水平 高于城市教师 高于城镇教师 高于同职级",
    ),
    (Rule(F::PerStudentNorm), "生均公用经费 生均经费 生均拨款 生均财政 生均"),
    (Rule(F::GrowthRule), "逐年增长 增长高于 增幅超过 增幅高于 同步增长 稳步增长 逐年提高投入"),
    (Rule(F::Earmark), "专项资金 专项经费 专款专用 专户管理 教育费附加 土地出让收益 土地收益 列支 奖补资金"),
    (Rule(F::Fund), "基金会 教育基金 奖励基金 培训基金 发展基金 专项基金 设立基金"),
    (Rule(F::CostSharing), "成本分担 成本补偿 收费标准 保教费 服务费标准 代收费 服务性收费 多渠道筹措 多渠道筹集 成本核算"),
    (Rule(F::Appropriation), "列入预算 列入财政预算 纳入预算 纳入财政预算 列入年初预算 分别拨付 财政拨款 财政安排"),
    (Rule(F::Investment), "政府债券 新增债券 专项债券 投资约 总投资 社会资本 专项债"),
    (
        Rule(F::Guarantee),
        "经费保障 资金保障 足额保障 足额安排 足额拨付 按时拨付 优先保障 财政保障 工作经费 投入机制 经费支持 投入保障 财政支出结构 支出结构 财政投入 教育投入 年初预算 统筹安排经费 政府购买服务 资金投入 投入力度",
    ),
    (
        No,
        "政府购买服务人员 投入使用 财政局 财政部门 财政厅 财政部 资金监管 生均校舍 生均用地 生均建筑 生均面积 生均图书 生均占地 生均体育 生均教学 生均绿化 精力投入 编办财政 财务 财政等部门 投入教学 投入运行 投入运营 投入到 融资平台 教育、财政 人社、财政 财政、人社 发改、财政 收费行为 乱收费 财政供养 违规收费 资金链 优先发展 收费管理",
    ),
    (
        Doing,
        "建立 健全 完善 实行 实施 加强 强化 开展 推行 严格 落实 纳入 组织 定期 进行 设立 成立 加大 保障 提高 安排 统筹 争取 拨付 用于 用好 列入 增加 优化 调整 制定 出台 修订 给予 发放 提供 享受 推进 规范 倾斜 支持 确保 足额 筹措 深化 扩大 改革 夯实 履行 坚持 协调 解决 配套 依法",
    ),
    (
        R,
        "显著提升 明显提升 全面提升 有效提升 进一步提升 不断提升 大幅提升 持续提升 整体提升 显著提高 明显提高 全面提高 大幅提高 稳步提高 逐年提高 逐年提升 逐年上升 显著增强 明显增强 不断增强 更加完善 更加健全 更加浓厚 更加合理 更加优化 更加坚强 更加优质 更加精良 更加公平 更加有力 更加科学 更加规范 更加均衡 更加协调 进一步完善 进一步健全 进一步优化 进一步扩大 进一步确立 进一步巩固 进一步缩小 基本形成 全面形成 基本建成 全面建成 全面建立 基本建立 基本实现 全面实现 基本消除 全面消除 基本解决 有效解决 得到保障 充分保障 有效遏制 得到优化 得到改善 得到加强 得到遏制 明显改善 显著改善 明显缩小 显著缩小 明显优化 大幅增加 优质均衡 全市前列 全省前列 全县前列 市前列 全国前列 先进行列 领先水平 前列 跨越 教育强县 教育强区 教育强市 全覆盖 全面落实 健全完善 持续优化 有效扩充 不断扩大 大体相当 大体平衡 总体平衡 显著变化 迈上新台阶 新格局 工作格局 全面完成 建成投用 投入使用 满意度 跃升 达到国家标准 达到标准 达标 取得显著 有新提升 有新突破 新跨越 新突破 大改观",
    ),
];

/// Who acts, is held, or gains, as texts name them; `true` for bodies, `false` for people and pupils.
pub(crate) const NAMES: &[(bool, &str)] = &[
    (
        true,
        "县委 县政府 区委 区政府 市委 市政府 县委县政府 区委区政府 乡镇政府 乡镇 街道 街道办事处 各乡镇 各乡（镇） 镇（街） 镇（街道） 乡镇（街道） 教育行政部门 教育部门 教育局 县教育局 区教育局 市教育局 教体局 教育体育局 财政部门 财政局 人社部门 人社局 编制部门 编办 机构编制部门 发改部门 发改局 住建部门 住建局 自然资源部门 自然资源和规划部门 行政审批部门 公安部门 公安机关 市场监管部门 卫健部门 宣传部门 组织部门 督导室 教育督导室 政府教育督导室 教育督导部门 督导部门 督查室 政府督查室 教育督导委员会 教育督导机构 教研机构 教研室 各部门 有关部门 相关部门 各有关部门 各相关部门 责任单位 各责任单位 相关责任单位 牵头单位 成员单位 教育工作领导小组 领导小组 各级政府 各级党委 党委政府 民办学校 民办义务教育学校 校外培训机构 培训机构 幼儿园 民办幼儿园 各学校 各中小学 中小学校 各中小学校 学校 义务教育学校 单位 部门 乡镇党委政府 高中学校 初中学校 薄弱学校 乡村学校 农村学校 职业学校 中职学校 开发建设单位 开发企业 建设单位 机构",
    ),
    (
        false,
        "党政主要领导 县长 副县长 区长 市长 镇长 局长 主要领导 主要负责人 主要负责同志 分管领导 班子成员 包联领导 县级领导 相关责任人 责任人 党组织书记 书记 校长 中小学校长 园长 副校长 名校长 骨干校长 优秀校长 校（园）长 后备校长 教师 班主任 优秀教师 乡村教师 农村教师 骨干教师 名师 青年教师 新教师 幼儿园教师 中小学教师 思政课教师 教研员 专职教研员 兼职教研员 教职工 退休教师 在职教师 支教教师 支教人员 优秀乡村教师 师德标兵 优秀教育工作者 高层次人才 优秀人才 优秀教育人才 学生 优秀学生 困难学生 贫困学生 家庭经济困难学生 中职学生 残疾儿童 残疾学生 残疾儿童少年 留守儿童 随迁子女 进城务工人员随迁子女 外来务工人员子女 拔尖学生 尖子生 幼儿 婴幼儿 初中毕业生 义务教育阶段学生 家长 监护人 新入职教师 中小学生 特级教师 寄宿制教师 集体 个人 团队 先进集体 先进个人",
    ),
];
