//! Cited documents: from which level of government they come, and by which key two mentions are one document.

use crate::model::{Citation, Level, Plan};

/// Provinces, autonomous regions and municipalities with the sign that leads the numbers of their documents (粤府〔2021〕55号).
const SIGNS: [(&str, &str); 31] = [
    ("北京", "京"),
    ("天津", "津"),
    ("河北", "冀"),
    ("山西", "晋"),
    ("内蒙古", "内"),
    ("辽宁", "辽"),
    ("吉林", "吉"),
    ("黑龙江", "黑"),
    ("上海", "沪"),
    ("江苏", "苏"),
    ("浙江", "浙"),
    ("安徽", "皖"),
    ("福建", "闽"),
    ("江西", "赣"),
    ("山东", "鲁"),
    ("河南", "豫"),
    ("湖北", "鄂"),
    ("湖南", "湘"),
    ("广东", "粤"),
    ("广西", "桂"),
    ("海南", "琼"),
    ("重庆", "渝"),
    ("四川", "川"),
    ("贵州", "黔"),
    ("云南", "云"),
    ("西藏", "藏"),
    ("陕西", "陕"),
    ("甘肃", "甘"),
    ("青海", "青"),
    ("宁夏", "宁"),
    ("新疆", "新"),
];

/// Who speaks for the nation, at the head of a name.
const NATIONAL_ISSUERS: [&str; 12] = [
    "中共中央",
    "中央",
    "国务院",
    "全国人",
    "中华人民共和国",
    "教育部",
    "财政部",
    "国家",
    "人力资源社会保障部",
    "住房和城乡建设部",
    "民政部",
    "最高人民",
];

/// What leads the numbers of national documents. 教 and 财 alone would also lead those of a bureau.
const NATIONAL_NUMBERS: [&str; 20] = [
    "国发",
    "国办",
    "国函",
    "中发",
    "中办",
    "厅字",
    "教基",
    "教督",
    "教师",
    "教财",
    "教政法",
    "教体艺",
    "教职成",
    "教材",
    "教技",
    "教思政",
    "教厅",
    "财教",
    "人社部",
    "GB",
];

/// National documents on schools that plans cite by title alone.
const NATIONAL_TITLES: [&str; 18] = [
    "深化新时代教育评价改革总体方案",
    "关于深化教育教学改革全面提高义务教育质量的意见",
    "关于全面深化新时代教师队伍建设改革的意见",
    "关于学前教育深化改革规范发展的若干意见",
    "关于新时代推进普通高中育人方式改革的指导意见",
    "关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见",
    "关于规范民办义务教育发展的意见",
    "减轻中小学教师负担进一步营造教育教学良好",
    "关于加强新时代乡村教师队伍建设的意见",
    "关于实施卓越教师培养计划的意见",
    "乡村教师支持计划",
    "教育信息化2.0行动计划",
    "中小学德育工作指南",
    "大中小学劳动教育指导纲要",
    "县域义务教育优质均衡发展督导评估办法",
    "县域学前教育普及普惠督导评估办法",
    "中小学教育惩戒规则",
    "教师职业行为十项准则",
];

/// The level of government that a cited document comes from, told by its issuer, its number, the head of its title, or a list of national
/// documents; none where none of them tells it. A place is known by the names in the plan that cites it.
pub(crate) fn level(citation: &Citation, plan: &Plan) -> Option<Level> {
    let national = |text: &str| NATIONAL_ISSUERS.iter().any(|name| text.starts_with(name));
    if let Some(issuer) = citation.issuer.as_deref()
        && let Some(level) = if national(issuer) { Some(Level::Nation) } else { named(issuer, plan) }
    {
        return Some(level);
    }
    if let Some(level) = citation.document_number.as_deref().and_then(|number| by_number(number, plan)) {
        return Some(level);
    }
    let title = head(&citation.title);
    if national(title) {
        return Some(Level::Nation);
    }
    if let Some(level) = leading(title, plan) {
        return Some(level);
    }
    NATIONAL_TITLES.iter().any(|known| citation.title.contains(known)).then_some(Level::Nation)
}

/// The title without what stands before the name of a place.
fn head(title: &str) -> &str {
    let title = title.trim_start_matches(['《', '〈', '<']);
    let cut = |title: &'_ str, lead: &str| title.strip_prefix(lead).map(str::len);
    let rest = ["中共", "关于印发", "关于转发"].iter().find_map(|lead| cut(title, lead)).unwrap_or(title.len());
    title.get(title.len() - rest..).unwrap_or(title).trim_start_matches(['《', '〈', '<'])
}

/// The innermost place of the plan that a name holds.
fn named(name: &str, plan: &Plan) -> Option<Level> {
    let place = &plan.place;
    if name.contains(&place.name) {
        return Some(place.level);
    }
    place.within.iter().find(|division| name.contains(&division.name)).map(|division| division.level).or_else(|| general(name))
}

/// The place of the plan that a title begins with. A title also names the plan's own place without what it lies in.
fn leading(title: &str, plan: &Plan) -> Option<Level> {
    let place = &plan.place;
    let tails = place.name.char_indices().filter_map(|(at, _)| place.name.get(at..)).filter(|tail| tail.chars().count() >= 3);
    if tails.into_iter().any(|tail| title.starts_with(tail)) {
        // 河北省保定市…: the innermost place that leads the title tells the level.
        return Some(place.level);
    }
    let at = |name: &str| title.starts_with(name).then_some(name.len());
    let outer = place.within.iter().find_map(|d| Some((d, at(&d.name)?)));
    outer.map(|(division, length)| inner(title.get(length..).unwrap_or(""), division.level, plan)).or_else(|| general(title))
}

/// 河北省保定市徐水区…: a title that goes on with a lower place is of that one.
fn inner(rest: &str, level: Level, plan: &Plan) -> Level {
    let lower = plan.place.within.iter().filter(|d| d.level.depth() > level.depth());
    let lower = lower.map(|d| (d.name.as_str(), d.level)).chain([(plan.place.name.as_str(), plan.place.level)]);
    lower.filter(|(name, _)| rest.starts_with(name)).map(|(_, level)| level).max_by_key(|level| level.depth()).unwrap_or(level)
}

/// A province that is named without its name, or any province by name.
fn general(name: &str) -> Option<Level> {
    let ends = ["自治区", "省委", "省政府", "省教育厅"];
    let province = SIGNS.iter().any(|(full, _)| name.strip_prefix(full).is_some_and(|rest| rest.starts_with(['省', '委'])));
    (province || ends.iter().any(|head| name.starts_with(head))).then_some(Level::Province)
}

fn by_number(number: &str, plan: &Plan) -> Option<Level> {
    if NATIONAL_NUMBERS.iter().any(|lead| number.starts_with(lead)) {
        return Some(Level::Nation);
    }
    // Signs of one character are ambiguous across the country (宁 is Ningxia and Nanjing), so only the plan's own province is asked.
    let own = std::iter::once(plan.place.name.as_str()).chain(plan.place.within.iter().map(|d| d.name.as_str()));
    let signs = own.filter_map(|name| SIGNS.iter().find(|(full, _)| name.starts_with(full)));
    signs.into_iter().any(|(_, sign)| number.starts_with(sign)).then_some(Level::Province)
}

/// What of a title tells one document from another: its Han characters, letters and digits, without a note in brackets at the end
/// (试行, 2021—2024). A notice that sends a document out (关于印发《…》的通知) is that document.
pub(crate) fn key(title: &str) -> String {
    let mut title = sent_out(title.trim()).unwrap_or(title.trim());
    while let Some(inner) = title.strip_suffix([')', '）'])
        && let Some(at) = inner.rfind(['(', '（'])
    {
        title = inner.get(..at).unwrap_or(inner).trim_end();
    }
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The document inside 印发《…》 or 转发《…》.
fn sent_out(title: &str) -> Option<&str> {
    let (_, rest) = title.split_once("印发").or_else(|| title.split_once("转发"))?;
    let inner = rest.strip_prefix(['《', '〈', '<'])?;
    inner.get(..inner.rfind(['》', '〉', '>'])?).filter(|inner| !inner.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CitationRole, Division, Place, Status};

    fn plan() -> Plan {
        let division = |name: &str, level| Division { name: name.into(), level, code: None };
        let within = vec![division("韶关市", Level::Prefecture), division("广东省", Level::Province)];
        Plan::new("甲", Place { name: "浈江区".into(), level: Level::County, code: None, within }, Status::Issued)
    }

    #[test]
    fn levels_by_issuer_number_and_title() {
        let citation = |title: &str, number: Option<&str>, issuer: Option<&str>| Citation {
            title: title.into(),
            document_number: number.map(Into::into),
            issuer: issuer.map(Into::into),
            role: CitationRole::Basis,
            path: "前言".parse().unwrap(),
            source: crate::model::Source::default(),
        };
        let cases = [
            (citation("某意见", None, Some("中共中央、国务院")), Some(Level::Nation)),
            (citation("某意见", Some("教财〔2021〕3号"), None), Some(Level::Nation)),
            (citation("某通知", Some("粤府〔2021〕55号"), None), Some(Level::Province)),
            // 冀 is no sign of Guangdong.
            (citation("某通知", Some("冀发〔2018〕42号"), None), None),
            (citation("广东省韶关市某方案", None, None), Some(Level::Prefecture)),
            (citation("关于印发《韶关市某方案》的通知", None, None), Some(Level::Prefecture)),
            (citation("浈江区某规划", None, None), Some(Level::County)),
            (citation("某方案", None, Some("韶关市浈江区教育局")), Some(Level::County)),
            (citation("自治区某制度", None, None), Some(Level::Province)),
            (citation("中小学教育惩戒规则(试行)", None, None), Some(Level::Nation)),
            (citation("某工程", None, None), None),
        ];
        for (citation, expected) in cases {
            assert_eq!(level(&citation, &plan()), expected, "{citation:?}");
        }
    }

    #[test]
    fn one_document_has_one_key() {
        assert_eq!(key("中小学教育惩戒规则（试行）"), key("中小学教育惩戒规则"));
        assert_eq!(key("课改三年行动计划（2017-2020）"), "课改三年行动计划");
        assert_eq!(key("某省人民政府关于印发<某省行动方案（试行）>的通知"), "某省行动方案");
        assert_eq!(key("关于印发有关名单的通知"), "关于印发有关名单的通知");
        assert_ne!(key("甲县方案"), key("乙县方案"));
    }
}
