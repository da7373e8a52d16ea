//! Words that the stages ask a clause or a sentence for. A list is held wherever one of its words stands, also inside a longer one.

/// A set of lists, one bit each.
pub(super) type Lists = u128;

macro_rules! lists {
    ($($name:ident = $words:literal;)+) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "the names of the constants, to count them")]
        enum Bit { $($name),+ }
        $(pub(super) const $name: Lists = 1 << Bit::$name as u32;)+
        /// Every list with its words.
        pub(super) const LISTS: &[(Lists, &str)] = &[$(($name, $words)),+];
    };
}

lists! {
    // What the header of a table holds.
    TABLE_HEADS = "指 项目 名称 内容";
    // The sentence looks back.
    LOOKS_BACK = "近年来 近几年 以来， 年来， 目前， 截至 截止";
    // The sum of what stands before.
    SUMMED = "共新增 用于 改建为 改造为 改为";
    SUMMED_UP = "年共 年累计 共计 累计";
    // A bound behind its number.
    BOUNDS = "以上 以下 以内 左右";
    // Where a promise starts from.
    // 不得…超过.
    BARRED = "不得 不能 不宜 严禁 禁止";
    GOES_TO = "提高到 提高至 提升到 提升至 增加到 增加至 增长到 上升到 上升至 降低到 降至 降到 下降到 下降至 减少到 减少至 扩大到 升至 增至 发展到 延长到 延长至 缩短到 缩短至 调整到 调整至 调整为 增长至 扩充到 提标到 提标至 压减到 压减至";
    FROM = "由 从";
    RATES = "每学年 每年 每学期 每两年 每三年 每月 每周 每天 每季度 每半年";
    YEARLY = "年开展 年完成 年培训 年组织 年接收";
    CLEARED = "清零";
    // Classes.
    WEIGHED = "A级 B级 C级 D级 淘汰 优秀比例 合格比例 称职比例 兼课 权重 扣 分值 等次 考核占比 考核比重";
    CHECKS = "考核 考评";
    MOVED = "高级岗位 岗位比例 岗位结构比例 交流比例 轮岗比例 流动比例 轮岗教师 交流教师";
    GROUPS = "领导小组 专班 委员会 联席会议";
    MEETS = "推进会 例会 调度会 联席会 工作会 会议 专题会 研究 听取";
    WAGE = "月工资 月薪 月收入";
    TEACHER = "教师 教职工 班主任 校长 园长";
    LINKED = "联系 包联 包保 挂联 挂包";
    LEADERS = "领导 干部 班子成员";
    IN_CHARGE = "主要领导 分管领导 负责同志 主要负责人 党政领导 级领导";
    LEARNT = "掌握 学会 会唱 会背 诵读";
    EXEMPT = "免费住房 免收 免租 免除租";
    NORM = "财政按";
    EACH_HEAD = "生均 每生 每名幼儿 按在园幼儿";
    INSTITUTIONS = "民办园 民办幼儿园 普惠性幼儿园 普惠园 普惠性园 民办学校";
    ALLOWANCE = "津贴 奖 发放";
    DRAWN = "补助 补贴 津贴 发放 拨付 核拨 资助 计发";
    REST = "体检 疗养 休养";
    CLASS_SIZE = "班额 每班";
    PRAISED = "表彰 奖励";
    CHOSEN = "评选";
    HONOURED = "表彰 奖励优秀";
    TASK_DONE = "任务落实 责任落实 目标落实 任务目标";
    EACH_PUPIL = "每位学生 每名学生 每个学生 学生掌握 每生";
    FINED = "违约金 赔偿 罚款";
    TAKEN_BACK = "扣回 退还已 退还全部 退还相应 退回 追回 扣减 扣发 扣罚 退还所";
    PAYMENTS = "获奖面 获奖比例 奖励面 补贴 津贴 安家 报销";
    SALARY = "年薪 基本工资 薪酬";
    BOUND_TO = "合同 公示 锁定 承诺";
    FUNDED = "基金 工作经费 活动经费 专项资金 专项经费 公用经费 投资 投入 预算 经费保障 资金 拨付 级补助 上级补助 区补助 中央补助 省补助";
    GIVEN = "奖补 再发 即发 奖学金 助学金 再加 加发 增发 奖励 奖金 补助 补贴 津贴 资助 给予";
    INVESTED = "投资 经费 基金";
    MONEY_BASE = "公积金 缴存 学费 收费 基金 余额 利润 捐赠 经费 保障金 公益金 资金 预算 财政 支出 拨款 附加 土地出让 绩效工资 工资 投入 公用 收入 收益 费用 财力 服务费 保教费 增量部分 奖金";
    SHARE_OF_PEOPLE = "学生 教师比例 入学 覆盖率 入园 巩固率 满意 完成率 到位率";
    PAID = "经费 工资";
    MONEY_USED = "核减 上调 下调 压减 扣减 不得超过 捐赠 用于 安排 列支 计提 占 不低于 不高于 提取 统筹 承担 分担 增长 递增 倾斜 不超过 上浮 提高 核定 拨付 核拨 切块";
    LEVY = "教育费附加 土地出让收益 公用经费";
    TRAINING = "培训";
    PER_THOUSAND = "每千人口 每千名 每百名 每万人口";
    ADMITTED = "考入 上线人数 录取人数 录取 升入 考取";
    PRIZE = "奖";
    GROWN = "培育 培养 造就 涌现 成为";
    BECOMES = "成为 跻身";
    BODIES = "领导小组 常委会 常务会 县委 区委 市委 责任督学 包联";
    CHECKING = "现场办公 公示 公布 考核 督导 检查 汇报 述职 通报 约谈 督查 调度 评估 视导 听课 听评课 监测 巡查 排查 会议 报告 联席 专题研究 抽查 审计 评聘";
    // Who gets it, who is held.
    RECEIVERS = "校长 园长 班主任 骨干教师 名师 乡村教师 退休教师 优秀教师 教师 教育人才 教职工 学生 团队 学校";
    ACTORS = "教研员 校长 园长 责任督学 督学 领导小组 教育局 培养对象 教师 学校 开发企业 开发建设单位 县政府 区政府 班子成员 书记";
    OFFICES = "校长 园长 正职 副职 教师";
    // What is counted, where, and for whom.
    WHERE = "乡镇中心幼儿园 乡镇中心园 农村寄宿制学校 乡村小规模学校 寄宿制学校 小规模学校 农村学校 乡村学校 城区学校 城镇学校 教学点 主城区 城区 县城 城镇 镇区 农村 乡村";
    RATIOS = "生比 机比 师比 之比 比例 按学生人数 按照学生人数";
    PURE_NUMBER = "系数 差异";
    INVESTMENT = "投资";
    LASTING = "始终 动态 长期";
    HALTED = "取消 暂停 停止 限制";
    CYCLE = "周期 期满";
    SWEPT = "轮训 全员 全覆盖 培训";
    LARGE_CLASS = "班额 班级学生数 班级人数";
    SCHOOL_SIZE = "学校规模 办学规模 规模不超过 规模控制 规模不得";
    SCHOOL_GROUND = "校园 学校 校门";
    WHOLE_SUM = "奖励团队 奖励集体 预设 奖金池 评估奖 总额 基金 专项 学校 幼儿园 单位 投入 资金 示范园 优质园 示范校 级补助 上级补助 区补助 中央补助 省补助";
    SIZE_OF_CLASS = "班额";
    STUDIO = "工作室";
    STUDIO_MONEY = "经费 资金 拨付 支持";
    REWARDS = "奖励 奖金";
    BUILDS = "新建 改扩建 扩建 改建 迁建 回收 建成";
    COMPULSORY = "义务教育 小学 初中 九年一贯";
    CHECKED_ALONE = "教研员 教研人员 督学 培养对象 班子成员 校级领导 校领导 中层干部 包联领导";
    LEADING_GROUP = "领导小组";
    SCHOOLS_ABOVE = "以上的学校 以上学校";
    PRINCIPALS = "校长 园长";
    MIDDLE_RANKS = "中层干部 班子成员";
    ALL_SCHOOLS = "所有学校 各学校 各校 各中小学";
    PUBLIC_FUNDS = "公用经费";
    SCHOOL_FUNDS = "公用经费 核定经费 核拨经费";
}
