//! The words that give a number its meaning: bounds, rates of recurrence, verbs, money, duties; found in one pass.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

/// What a word says; a word can say several things.
pub(super) type Tags = u64;

macro_rules! tags {
    ($($name:ident)+) => { tags!(@ 0; $($name)+); };
    (@ $n:expr; $name:ident $($rest:ident)*) => { pub(super) const $name: Tags = 1 << ($n); tags!(@ $n + 1; $($rest)*); };
    (@ $n:expr;) => {};
}

tags! {
    AT_LEAST MORE AT_MOST LESS ABOUT RISE FALL TO HOLD LIMIT
    ANNUAL SEMESTER HALF QUARTER MONTHLY WEEKLY DAILY ONCE
    EACH PER_HEAD RESPECTIVELY BINDING ASPIRE ENCOURAGE PAST
    BUILD GROW ACT SELECT MONEY REWARD AID FINE CHECK TERM HONOUR HOLDER RATE SANCTION TRAIN ELIGIBLE ENTITLED WIDE
    THIS_YEAR NEXT_YEAR PERIOD_END STAFF BODY SINCE
}

/// A bound that stands before its number.
pub(super) const BOUND: Tags = AT_LEAST | MORE | AT_MOST | LESS | ABOUT | LIMIT;
/// A verb that makes a count a promise.
pub(super) const VERB: Tags = BUILD | GROW | ACT | SELECT | TRAIN;
/// How often.
pub(super) const OFTEN: Tags = ANNUAL | SEMESTER | HALF | QUARTER | MONTHLY | WEEKLY | DAILY;

const WORDS: &[(Tags, &[&str])] = &[
    (
        AT_LEAST,
        &[
            "不低于",
            "不少于",
            "不小于",
            "不得低于",
            "不得少于",
            "不短于",
            "不得短于",
            "至少",
            "最少",
            "最低",
            "不早于",
            "不得早于",
            "应不低于",
            "不能低于",
            "不能少于",
            "不弱于",
            "不亚于",
            "原则上不低于",
            "原则上不少于",
            "大于或等于",
            "大于等于",
            "不差于",
        ],
    ),
    (
        AT_MOST,
        &[
            "不超过",
            "不得超过",
            "不高于",
            "不得高于",
            "不多于",
            "不得多于",
            "不大于",
            "不得大于",
            "最多",
            "至多",
            "最高",
            "不晚于",
            "不得晚于",
            "不迟于",
            "不得迟于",
            "最晚",
            "最迟",
            "最长",
            "不长于",
            "不能超过",
            "不突破",
            "不得突破",
            "不超出",
            "不得超出",
            "小于或等于",
            "小于等于",
            "上限为",
            "封顶为",
        ],
    ),
    (MORE, &["超过", "高于", "大于", "多于", "突破", "超出"]),
    (LESS, &["低于", "少于", "小于", "不足", "不到", "不满"]),
    (ABOUT, &["约", "大约", "大概", "近", "将近", "接近", "约为", "基本达到", "基本保持在", "基本稳定在", "左右"]),
    (RISE | GROW, &["提高", "提升", "增加", "增长", "上升", "扩大", "上调", "增幅", "增速", "扩增"]),
    (FALL, &["降低", "下降", "减少", "压减", "压缩", "缩减", "下调", "缩小", "减轻", "削减", "精简"]),
    (
        TO,
        &[
            "提高到",
            "提高至",
            "提升到",
            "提升至",
            "增加到",
            "增加至",
            "增长到",
            "增长至",
            "上升到",
            "上升至",
            "扩大到",
            "扩大至",
            "降低到",
            "降低至",
            "下降到",
            "下降至",
            "减少到",
            "减少至",
            "压减到",
            "压减至",
            "压缩到",
            "降至",
            "降到",
            "升至",
            "增至",
            "达到",
            "达",
            "实现",
            "完成",
            "调整到",
            "调整为",
            "调整至",
            "拓展到",
            "扩增至",
            "扩充到",
            "扩充至",
        ],
    ),
    (HOLD, &["保持在", "稳定在", "维持在", "保持", "稳定", "巩固在"]),
    (LIMIT, &["控制在", "控制到", "限制在", "压缩在", "控制"]),
    (ANNUAL, &["每年", "每学年", "每一年", "每年度", "年度", "一年一度", "按年", "年均", "学年度"]),
    (SEMESTER, &["每学期", "每个学期", "每一学期"]),
    (HALF, &["每半年", "半年一次"]),
    (QUARTER, &["每季度", "每季", "每个季度", "按季度"]),
    (MONTHLY, &["每月", "每个月", "按月"]),
    (WEEKLY, &["每周", "每星期"]),
    (DAILY, &["每天", "每日", "每个教学日", "每个学习日", "每学习日"]),
    (ONCE, &["一次性"]),
    (EACH, &["每"]),
    (PER_HEAD, &["生均", "人均", "师均", "校均", "班均", "园均"]),
    (RESPECTIVELY, &["分别", "依次"]),
    (BINDING, &["确保", "必须", "一律", "严禁", "不得", "坚决", "务必", "严格落实", "严格执行"]),
    (ASPIRE, &["力争", "争取", "努力", "力求", "争创"]),
    (ENCOURAGE, &["鼓励", "支持", "探索", "引导", "提倡"]),
    (
        PAST,
        &[
            "已建",
            "已达",
            "已经",
            "已实现",
            "已完成",
            "已有",
            "已成",
            "已创建",
            "已认定",
            "已培",
            "已投入",
            "达到了",
            "实现了",
            "建成了",
            "新建了",
            "完成了",
            "增长了",
            "提高了",
            "提升了",
            "增加了",
            "下降了",
            "培养了",
            "取得了",
            "荣获",
            "先后",
            "现已",
            "招收了",
            "创建了",
            "投入了",
        ],
    ),
    (
        SINCE,
        &[
            "现有",
            "共有",
            "原有",
            "以来",
            "近年来",
            "三年来",
            "五年来",
            "目前",
            "截至",
            "截止",
            "过去",
            "回顾",
            "期间累计",
            "年来",
        ],
    ),
    (
        BUILD,
        &[
            "新建",
            "改建",
            "扩建",
            "改扩建",
            "迁建",
            "新改扩建",
            "建设",
            "建成",
            "建好",
            "打造",
            "创建",
            "组建",
            "建立",
            "设立",
            "筹建",
            "改造",
            "回收",
            "更新",
            "补齐",
            "新增",
            "增加",
            "增设",
            "配备",
            "配置",
            "配足",
            "设置",
            "规划",
            "增建",
            "续建",
            "重建",
            "开工",
            "竣工",
            "投用",
            "开办",
            "开设",
            "举办",
            "办好",
            "创成",
            "争创",
            "成立",
            "扩充",
            "增添",
            "购置",
            "安装",
            "遴选建设",
            "布局",
            "改善",
            "提升改造",
            "维修",
            "整合",
            "撤并",
            "开通",
            "开发",
            "研发",
            "推出",
            "形成",
        ],
    ),
    (GROW, &["培育", "培养", "培树", "新培育", "造就", "涌现", "拥有", "成为", "发展"]),
    (
        ACT,
        &[
            "开展",
            "组织",
            "安排",
            "选派",
            "引进",
            "招聘",
            "补充",
            "选聘",
            "聘请",
            "聘任",
            "进行",
            "参加",
            "参与",
            "承担",
            "发表",
            "撰写",
            "主持",
            "落实",
            "推广",
            "开齐",
            "开足",
            "保障",
            "保证",
            "锻炼",
            "掌握",
            "深入",
            "指导",
            "听课",
            "听评课",
            "确定",
            "评聘",
            "核定",
            "调整",
            "轮训",
            "走访",
            "家访",
            "召开",
            "研究",
            "听取",
            "结对",
            "帮扶",
            "交流",
            "选树",
            "资助",
            "救助",
            "推荐",
            "征集",
            "评审",
            "立项",
            "纳入",
            "接收",
            "移交",
            "交付",
            "办理",
            "给予",
            "发放",
            "奖励",
            "补助",
            "安装",
            "覆盖",
            "惠及",
            "服务",
            "化解",
            "消除",
            "合作",
            "实施",
            "启动",
            "推进",
            "扶持",
            "挖掘",
            "解决",
            "执行",
            "辐射",
            "带动",
            "孵化",
            "推选",
        ],
    ),
    (SELECT, &["遴选", "认定", "评选", "命名", "选拔", "选培", "评定"]),
    (TRAIN, &["培训", "轮训", "研修", "跟岗", "研训"]),
    (
        MONEY,
        &[
            "投资",
            "投入",
            "经费",
            "资金",
            "预算",
            "拨付",
            "拨款",
            "配套",
            "基金",
            "公用经费",
            "收费",
            "学费",
            "保教费",
            "附加",
            "土地出让",
            "融资",
            "贷款",
            "债券",
            "费用",
            "绩效工资",
            "工资",
            "总投资",
            "财政",
            "筹措",
            "计提",
            "支出",
            "安排资金",
            "专款",
            "定额",
        ],
    ),
    (REWARD, &["奖励", "奖金", "重奖", "奖给", "嘉奖", "安家费", "颁奖"]),
    (AID, &["补助", "补贴", "津贴", "资助", "助学金", "奖学金", "救助金", "奖补", "慰问金"]),
    (FINE, &["罚款", "处罚", "罚金"]),
    (
        CHECK,
        &[
            "考核",
            "评估",
            "督导",
            "检查",
            "督查",
            "督办",
            "汇报",
            "述职",
            "调研",
            "视导",
            "巡查",
            "通报",
            "调度",
            "约谈",
            "问责",
            "评价",
            "监测",
            "评聘",
            "研判",
            "听取",
            "专题研究",
            "专项研究",
            "报告",
            "评议",
            "审计",
            "公示",
            "公布",
            "抽查",
            "暗访",
            "会商",
            "联席",
            "包联",
            "联系",
            "排查",
            "听课",
            "听评课",
            "深入",
            "入校",
        ],
    ),
    (
        TERM,
        &[
            "任期",
            "任职",
            "连任",
            "连续任",
            "轮岗",
            "交流轮岗",
            "服务期",
            "聘期",
            "任教经历",
            "工作经历",
            "任教",
            "支教",
            "工作经验",
            "聘用期",
            "试用期",
            "见习期",
            "服务协议",
            "服务满",
            "服务年限",
            "服务不少于",
            "服务不得少于",
            "服务时间",
            "从事",
        ],
    ),
    (HONOUR, &["表彰", "颁发", "荣誉", "体检", "疗养", "优惠", "优待", "休养", "称号", "证书", "激励期", "激励"]),
    (
        HOLDER,
        &[
            "教研员",
            "督学",
            "培养对象",
            "领衔",
            "成员校长",
            "成员教师",
            "教研人员",
            "工作室主持人",
            "主持人",
            "校级领导",
            "班子成员",
            "包联领导",
            "党组织书记",
            "校领导",
            "中层干部",
            "责任人",
        ],
    ),
    (RATE, &["率", "占比", "比例", "比重", "占", "覆盖面", "普及", "满意度", "达标", "合格"]),
    (
        SANCTION,
        &[
            "完不成",
            "未完成",
            "不合格",
            "未达标",
            "取消",
            "撤销",
            "整改",
            "约谈",
            "退出",
            "调整岗位",
            "罚款",
            "问责",
            "免职",
            "诫勉",
            "限期",
            "逾期",
            "不称职",
            "末位",
        ],
    ),
    (ELIGIBLE, &["年龄", "教龄", "从教", "教学满", "任教满", "工龄", "年限", "学历", "职称", "经历", "年度考核"]),
    (ENTITLED, &["教龄", "从教", "教学满", "任教满", "执教满", "工作满"]),
    (WIDE, &["全县", "全区", "全市", "全省", "辖区", "县域", "全镇", "全旗", "全州", "我县", "我区", "我市"]),
    (THIS_YEAR, &["今年", "年内", "本年度", "今年底", "年底前", "今年内", "本年内", "今年年底", "年底"]),
    (NEXT_YEAR, &["明年", "明年底", "下一年度"]),
    (PERIOD_END, &["规划期末", "到期末", "规划期内", "行动期末", "期末前"]),
    (
        STAFF,
        &["教师", "校长", "园长", "教职工", "班主任", "保育员", "骨干", "名师", "教研员", "党组织书记", "干部", "学科带头人"],
    ),
    (BODY, &["领导小组", "党委", "政府", "常委会", "教育局", "部门", "常务会议", "县委", "区委", "市委"]),
];

struct Matcher {
    automaton: AhoCorasick,
    tags: Vec<Tags>,
}

static MATCHER: LazyLock<Option<Matcher>> = LazyLock::new(|| {
    let mut words: Vec<&str> = Vec::new();
    let mut tags: Vec<Tags> = Vec::new();
    for (tag, list) in WORDS {
        for word in *list {
            match words.iter().position(|w| w == word) {
                Some(i) => {
                    if let Some(old) = tags.get_mut(i) {
                        *old |= tag;
                    }
                }
                None => {
                    words.push(word);
                    tags.push(*tag);
                }
            }
        }
    }
    let automaton =
        AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA)).build(&words).ok()?;
    Some(Matcher { automaton, tags })
});

/// A word of the lists and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub range: Range<usize>,
    pub tags: Tags,
}

/// The marks of a sentence, in order.
#[derive(Default)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    /// All words of the lists within `range` of `text`, longest first where two begin together.
    pub(super) fn scan(text: &str, range: Range<usize>) -> Marks {
        let Some(matcher) = MATCHER.as_ref() else { return Marks::default() };
        let at = range.start;
        let piece = text.get(range).unwrap_or_default();
        let mark = |m: aho_corasick::Match| Mark {
            range: at + m.start()..at + m.end(),
            tags: matcher.tags.get(m.pattern().as_usize()).copied().unwrap_or(0),
        };
        Marks(matcher.automaton.find_iter(piece).map(mark).collect())
    }

    /// Marks with one of `tags` that lie inside `range`.
    pub(super) fn within(&self, tags: Tags, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Mark> {
        let from = self.0.partition_point(|m| m.range.start < range.start);
        let to = self.0.partition_point(|m| m.range.end <= range.end);
        self.0.get(from..to.max(from)).unwrap_or_default().iter().filter(move |m| m.tags & tags != 0)
    }

    /// Whether a mark with one of `tags` lies inside `range`.
    pub(super) fn has(&self, tags: Tags, range: Range<usize>) -> bool {
        self.within(tags, range).next().is_some()
    }

    /// The last mark with one of `tags` inside `range`.
    pub(super) fn last(&self, tags: Tags, range: Range<usize>) -> Option<&Mark> {
        self.within(tags, range).next_back()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_word_wins() {
        let text = "比例不低于5%，由提高到";
        let marks = Marks::scan(text, 0..text.len());
        assert!(marks.has(AT_LEAST, 0..text.len()));
        assert!(!marks.has(LESS, 0..text.len()));
        assert!(!marks.has(RISE, 0..text.len()));
        assert!(marks.has(TO, 0..text.len()));
    }
}
