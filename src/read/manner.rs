//! Whether a text without any heading promises in the manner of education plans: a cut piece of one, or a report of one.
//!
//! Accepted: dated or firm promises with numbers (到2025年，…达到90%以上), counts by names of the field or with bounds, or clauses that say one
//! after the other what is to be done (完善…机制，加强…建设), in a text that speaks of schools. Refused: news of meetings, statistics of what was, wares, stories, code.

use crate::model::{Bound, Force, Unit};
use crate::read::Reading;
use crate::read::find::Words;

/// Words of schools: a plan has them in every other sentence.
static SCHOOLS: Words = Words::of(&[
    "教育",
    "教学",
    "学校",
    "小学",
    "中学",
    "初中",
    "高中",
    "高校",
    "幼儿园",
    "学前",
    "入园",
    "入学",
    "学位",
    "教师",
    "校长",
    "学生",
    "办学",
    "课程",
    "职校",
    "校园",
    "班额",
    "教研",
]);

/// What is to be done; a clause of a plan begins so.
static DOING: Words = Words::of(&[
    "建立",
    "健全",
    "完善",
    "加强",
    "加快",
    "加大",
    "推进",
    "推动",
    "实施",
    "落实",
    "深化",
    "优化",
    "强化",
    "开展",
    "鼓励",
    "支持",
    "提高",
    "提升",
    "规范",
    "严格",
    "构建",
    "扩大",
    "统筹",
    "组织",
    "创新",
    "拓展",
    "改善",
    "促进",
    "坚持",
    "实行",
    "制定",
    "引导",
    "严禁",
    "不得",
    "确保",
    "力争",
    "争取",
    "保障",
    "培养",
    "建设",
    "建成",
    "新建",
    "改善",
    "巩固",
    "全面",
    "进一步",
    "逐步",
    "积极",
    "大力",
    "切实",
    "着力",
]);

/// News and stories.
static STORY: Words = Words::of(&[
    "日前", "昨日", "昨天", "近日", "今天", "记者", "本报", "召开", "举行", "出席", "讲话", "仪式", "采访", "我们", "他们", "她",
]);

/// Contests, gifts and notices: other matters of schools.
static OTHER: Words = Words::of(&["比赛", "大赛", "捐款", "捐赠", "报名", "获奖", "包邮", "原价", "参赛"]);

/// What is still to come, and norms.
static PLANS: Words = Words::of(&[
    "计划",
    "规划",
    "将",
    "拟",
    "力争",
    "争取",
    "确保",
    "原则上",
    "不超过",
    "不低于",
    "不少于",
    "新增",
    "方案",
    "意见",
]);

/// Statistics of what was reached.
static REACHED: Words = Words::of(&["比上年", "较上年", "同比", "上年末", "截至", "共有"]);

/// Whether a reading of a text without headings is that of a plan.
pub(super) fn promises(text: &str, reading: &Reading) -> bool {
    if count(&SCHOOLS, text, 3) < 3 {
        return false;
    }
    let firm = |force: Option<Force>| force.is_some_and(|force| matches!(force, Force::Binding | Force::Aspirational));
    let promised = reading.plan.promises().filter(|(_, target)| {
        let dated = target.due.is_some() || firm(target.force);
        dated && target.quantity.is_some() || target.due.is_some() && target.indicator.is_some()
    });
    if promised.take(2).count() == 2 && count(&REACHED, text, 2) < 2 {
        return true;
    }
    if REACHED.in_text(text) || OTHER.in_text(text) {
        return false;
    }
    // A report of projects or norms: money, places, floor space, names of the field, bounds.
    let counted = reading.plan.promises().filter(|(_, target)| {
        let told = target.quantity.as_ref().is_some_and(|q| {
            let bounded = !matches!(q.bound, Bound::Exactly | Bound::About);
            bounded || target.indicator.is_some() || matches!(q.unit, Unit::Yuan | Unit::SqMetre | Unit::Place)
        });
        told || target.due.is_some() && target.quantity.is_some()
    });
    let counted = counted.take(3).count();
    let story = STORY.in_text(text);
    if counted > 2 && PLANS.in_text(text) || counted == 2 && !story {
        return true;
    }
    if story {
        return false;
    }
    let (mut doing, mut clauses) = (0, 0);
    for clause in text.split(['。', '；', '，', '\n']).map(str::trim) {
        clauses += usize::from(!clause.is_empty());
        doing += usize::from(DOING.beginning(clause).is_some());
    }
    doing >= 4 && doing * 3 >= clauses
}

/// How often the words occur, up to `most`.
fn count(words: &'static Words, text: &str, most: usize) -> usize {
    let mut count = 0;
    words.scan(text, |_, _| {
        count += 1;
        count >= most
    });
    count
}

#[cfg(test)]
mod tests {
    use crate::read::read;

    #[test]
    fn pieces_of_plans() {
        for text in [
            "到2025年，学前三年毛入园率达到95%以上，公办园在园幼儿占比达到55%，义务教育巩固率达到97%。",
            "日前，东山县印发教育发展规划。到2027年，全县新建幼儿园6所，新增学位1800个，高中阶段毛入学率达到96%。",
            "东山实验学校扩建项目计划投资1800万元，新建校舍16000平方米，新增学位900个，学校位于城南，教师宿舍同步建设。",
            "记者昨日从东山县教育局获悉，今年计划投资2600万元，新建公办幼儿园4所，改扩建村级幼儿园3所，新增学位900个。",
            "学校规模小学不超过36个班，初中不超过24个班，每3万人设1所初中，学校用地按国家办学标准预留，幼儿园随小区建设。",
            "完善教师补充机制，加强乡村学校建设，优化课程设置，健全家校协同机制，深化教研改革。鼓励优秀教师到薄弱学校任教。",
        ] {
            let plan = read(text).unwrap_or_else(|e| panic!("{text}: {e}")).plan;
            assert_eq!(plan.outline.iter().map(|section| section.path.as_str()).collect::<Vec<_>>(), ["前言"], "{text}");
        }
    }

    #[test]
    fn what_is_no_plan() {
        for text in [
            "昨日，东山县召开教育工作会议，县领导出席会议并讲话，各校校长参加会议，会议强调要办好人民满意的教育。",
            "到2027年，全市高速公路通车里程达到500公里，建成港口泊位12个，货物吞吐量达到8000万吨以上，物流成本明显下降。",
            "小学数学同步练习册，适合三年级学生使用，教师推荐，原价39元，现价19元，满99元包邮，七天无理由退换，欢迎学校团购。",
            "2023年全县共有幼儿园60所，在园幼儿9000人，毛入园率达到92%，比上年提高1个百分点；小学30所，在校学生2万人。",
            "fn main() { let school = 3; } // 学校 教育 学生 教师 课程 这段程序统计每所学校的学生人数，然后打印出来。",
            "昨日，东山中学举行运动会，共12所学校500名学生参加，教师担任裁判，校长为学生颁奖，比赛将于明天结束。",
            "昨日，某企业向东山小学捐款50万元，用于新建教学楼800平方米，学校教师和学生代表出席，校长表示将用好资金。",
            "那年秋天我到山里的学校当教师，学生只有十二个，教室的窗户没有玻璃，风从操场上吹进来，校长每天敲钟。",
            "先把面粉和水揉成团，放一个小时，再擀成薄片，切成细条，水开以后下锅，煮三分钟捞出，加酱油和葱花即可。",
        ] {
            let error = read(text).map(|reading| reading.plan).unwrap_err();
            assert!(error.is_no_plan(), "{text}: {error}");
        }
    }
}
