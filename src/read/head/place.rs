//! The place of a plan, told from its title, its signature and its own words.

use memchr::memmem;

use crate::model::{Division, DivisionCode, Level, Place};

/// Provinces with the first two digits of their codes (GB/T 2260). Codes of lower divisions move too often for a table here.
const PROVINCES: [(&str, &str); 31] = [
    ("北京市", "11"),
    ("天津市", "12"),
    ("河北省", "13"),
    ("山西省", "14"),
    ("内蒙古自治区", "15"),
    ("辽宁省", "21"),
    ("吉林省", "22"),
    ("黑龙江省", "23"),
    ("上海市", "31"),
    ("江苏省", "32"),
    ("浙江省", "33"),
    ("安徽省", "34"),
    ("福建省", "35"),
    ("江西省", "36"),
    ("山东省", "37"),
    ("河南省", "41"),
    ("湖北省", "42"),
    ("湖南省", "43"),
    ("广东省", "44"),
    ("广西壮族自治区", "45"),
    ("海南省", "46"),
    ("重庆市", "50"),
    ("四川省", "51"),
    ("贵州省", "52"),
    ("云南省", "53"),
    ("西藏自治区", "54"),
    ("陕西省", "61"),
    ("甘肃省", "62"),
    ("青海省", "63"),
    ("宁夏回族自治区", "64"),
    ("新疆维吾尔自治区", "65"),
];

/// What ends the name of a division, longer first.
const SUFFIXES: [(&str, Level); 13] = [
    ("自治区", Level::Province),
    ("自治州", Level::Prefecture),
    ("自治县", Level::County),
    ("特别行政区", Level::Province),
    ("开发区", Level::Area),
    ("高新区", Level::Area),
    ("主城区", Level::Area),
    ("省", Level::Province),
    ("县", Level::County),
    ("区", Level::County),
    ("市", Level::Prefecture),
    ("旗", Level::County),
    ("盟", Level::Prefecture),
];

/// Words that end like a division and are none.
const NONE: [&str; 27] = [
    "学区",
    "校区",
    "园区",
    "地区",
    "山区",
    "城区",
    "片区",
    "辖区",
    "城市",
    "本区",
    "各县",
    "各区",
    "各市",
    "县市区",
    "市区",
    "库区",
    "灾区",
    "牧区",
    "农村地区",
    "示范区",
    "聚集区",
    "以县",
    "该县",
    "该市",
    "跨县",
    "跨区",
    "两县",
];

/// What follows the name of a place where it is that of an organ.
const ORGANS: [&str; 8] = ["人民政府", "政府", "委", "教育", "教体", "教科", "人大", "机构编制"];

/// What follows the name of a level where levels are listed.
const LEVELS: [&str; 8] = ["、县", "、区", "、市", "、乡", "、镇", "或县", "或区", "或市"];

/// Ends of words that stand for a place without naming it: 全面提升我市.
const NAMELESS: [&str; 21] = [
    "全市",
    "全县",
    "全区",
    "全省",
    "我县",
    "我区",
    "我市",
    "我省",
    "本县",
    "本市",
    "联盟",
    "强县",
    "强区",
    "强市",
    "辖市",
    "经市",
    "经县",
    "经区",
    "小区",
    "社区",
    "县级市",
];

/// What stands in front of the name of a place and is no part of it.
const BEFORE: [&str; 14] =
    ["中共", "中国共产党", "关于印发", "关于", "《", "“", "印发", "根据", "依据", "按照", "参照", "结合", "贯彻", "落实"];

/// The divisions that a text begins with, outermost first.
pub(crate) fn leading(text: &str) -> Vec<(String, Level)> {
    let mut rest = text;
    while let Some(inner) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = inner;
    }
    let mut found: Vec<(String, Level)> = Vec::new();
    while let Some((name, level)) = division(rest) {
        // Further in only; 区 of a city, county of a prefecture.
        let level = match (found.last().map(|(_, level)| *level), level) {
            (Some(Level::Prefecture), Level::Prefecture) => Level::County,
            (_, Level::Prefecture) if is_province(&name) => Level::Province,
            (_, level) => level,
        };
        if found.last().is_some_and(|(_, above)| above.depth() >= level.depth()) {
            break;
        }
        rest = rest.get(name.len()..).unwrap_or_default();
        found.push((name, level));
    }
    found
}

/// Of the provinces four are cities.
fn is_province(name: &str) -> bool {
    PROVINCES.iter().any(|(known, _)| *known == name)
}

/// The division that a text begins with: two to ten characters up to the first ending.
fn division(text: &str) -> Option<(String, Level)> {
    for (n, (at, c)) in text.char_indices().enumerate().take(12) {
        if !crate::read::chars::is_han(c) || "的与及在为推实加或".contains(c) || c == '和' && !within_name(text, n) {
            return None;
        }
        let rest = text.get(at..)?;
        let Some((suffix, level)) = SUFFIXES.iter().find(|(suffix, _)| rest.starts_with(suffix)) else { continue };
        let end = at + suffix.len();
        let name = text.get(..end)?;
        // 市中区, 区域, 主城区 by itself has a name of its own.
        let short = n == 0 && suffix.chars().count() == 1;
        let follows = text.get(end..)?;
        let part = (*suffix == "区" && follows.starts_with(['域', '县']))
            || (*suffix == "县" && follows.starts_with('域'))
            || follows.starts_with("级")
            // 强化市、县两级, 由市或区县: levels, no names.
            || LEVELS.iter().any(|levels| follows.starts_with(levels));
        if NAMELESS.iter().any(|word| name.ends_with(word)) {
            return None;
        }
        if short || part || NONE.contains(&name) {
            continue;
        }
        return Some((name.to_owned(), *level));
    }
    None
}

/// 平和县, 和平区, 呼和浩特市: 和 inside the first characters of a short name; 和全县 joins words.
fn within_name(text: &str, at: usize) -> bool {
    let ends = |c: &char| matches!(c, '县' | '区' | '市' | '旗');
    let name: Vec<char> = text.chars().take(5).take_while(|c| !ends(c)).collect();
    let second = name.get(1).copied().unwrap_or('全');
    at <= 1 && name.len() < 5 && (at == 1 || name.len() == 2 && !"全各我该本乡".contains(second))
}

/// The place that a title, issuers and the text speak of.
pub(crate) fn place(title: &str, issuers: &[String], text: &str, year: Option<i32>) -> Option<Place> {
    let mut chain = leading(title);
    for issuer in issuers {
        let other = leading(issuer);
        let agrees = other.last().is_some_and(|(name, _)| chain.last().is_none_or(|(known, _)| known == name));
        if agrees && other.len() > chain.len() {
            chain = other;
        }
    }
    if chain.is_empty() {
        chain = most_named(text)?;
    }
    let (name, mut level) = chain.pop()?;
    let mut within = chain;
    if within.is_empty() {
        within = named_within(&name, text);
    }
    // What the text speaks to, asked for a city only.
    let of_county = || {
        let opening = text.char_indices().nth(4000).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        let towns = ["各乡", "各镇", "乡镇", "街道", "全县"].iter().any(|word| opening.contains(word));
        towns && !["县（市、区）", "县市区", "各县", "各区"].iter().any(|word| opening.contains(word))
    };
    if level == Level::Prefecture && (name.ends_with('市') && within.iter().any(|(_, l)| *l == Level::Prefecture) || of_county())
    {
        level = Level::County;
    }
    // The name of an area means nothing without its city.
    let name = match within.last() {
        Some((city, _)) if level == Level::Area => format!("{city}{name}"),
        _ => name,
    };
    within.retain(|(_, above)| above.depth() < level.depth());
    if level != Level::Province
        && !within.iter().any(|(_, level)| *level == Level::Province)
        && let Some(province) = province(text)
    {
        within.insert(0, (province.to_owned(), Level::Province));
    }
    let code = |name: &str| {
        let (_, code) = PROVINCES.iter().find(|(known, _)| *known == name)?;
        Some(DivisionCode { code: format!("{code}0000"), edition: year? })
    };
    let within = within.into_iter().rev().map(|(name, level)| Division { code: code(&name), name, level }).collect();
    Some(Place { code: code(&name), name, level, within })
}

/// What stands in front of the name of the place somewhere: 某某市 in 某某市某某区.
fn named_within(name: &str, text: &str) -> Vec<(String, Level)> {
    // What the names of divisions end with.
    const ENDS: [char; 7] = ['省', '市', '县', '区', '州', '旗', '盟'];
    for at in memmem::find_iter(text.as_bytes(), name).take(50) {
        let before = text.get(..at).unwrap_or_default();
        if !before.ends_with(ENDS) {
            continue;
        }
        let start = before
            .char_indices()
            .rev()
            .take(14)
            .take_while(|(_, c)| crate::read::chars::is_han(*c))
            .last()
            .map_or(at, |(i, _)| i);
        let mut run = before.get(start..).unwrap_or_default();
        // The run may begin inside a sentence: try from every character.
        while !run.is_empty() {
            let found = leading(run);
            let len: usize = found.iter().map(|(name, _)| name.len()).sum();
            let whole =
                run.len() == len || ["中共", "关于"].iter().any(|word| run.strip_prefix(word).is_some_and(|r| r.len() == len));
            if whole && !found.is_empty() && found.iter().all(|(name, _)| name.chars().count() <= 8) {
                return found;
            }
            // Only at the border of a name.
            let Some(cut) = run.find(|c| "共于将按由在据".contains(c)) else { break };
            run = run
                .get(cut..)
                .and_then(|r| r.chars().next().map(|c| r.get(c.len_utf8()..).unwrap_or_default()))
                .unwrap_or_default();
        }
    }
    Vec::new()
}

/// The division that a text names most often at the start of its clauses; one that it names once only beside its organs.
fn most_named(text: &str) -> Option<Vec<(String, Level)>> {
    let mut counts: Vec<(Vec<(String, Level)>, usize)> = Vec::new();
    for clause in text.split(['\n', '，', '。', '、', '《', '（']).take(400) {
        let found = leading(clause);
        let local = |(name, level): &&(String, Level)| *level != Level::Province || name.ends_with('市');
        let Some((name, _)) = found.last().filter(local) else { continue };
        // A verb before a level looks like a name, but has no organs.
        let organs = clause.split_once(name.as_str()).is_some_and(|(_, after)| ORGANS.iter().any(|word| after.starts_with(word)));
        let weight = 1 + usize::from(organs);
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == found) {
            *count += weight;
        } else if counts.len() < 64 {
            counts.push((found, weight));
        }
    }
    // The first of equals: what a text names first is its own place.
    let most = counts.iter().map(|(_, count)| *count).max().filter(|count| *count > 1)?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(found, _)| found)
}

/// The province that the text names, if it names one only.
fn province(text: &str) -> Option<&'static str> {
    let mut found = None;
    for suffix in ["省", "自治区"] {
        for at in memmem::find_iter(text.as_bytes(), suffix) {
            let head = text.get(..at).unwrap_or_default();
            // Mostly 全省 or 省级; 海 and 林 end several names.
            let Some(before) = head.get(head.len().saturating_sub(3)..) else { continue };
            let named = PROVINCES
                .iter()
                .find(|(name, _)| name.strip_suffix(suffix).is_some_and(|bare| bare.ends_with(before) && head.ends_with(bare)));
            if let Some((name, _)) = named
                && found.replace(*name).is_some_and(|known| known != *name)
            {
                return None;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        for (title, text, name, level, within) in [
            ("东山县教育提升方案", "", "东山县", Level::County, vec![]),
            ("平安市东山区教育提升方案", "", "东山区", Level::County, vec!["平安市"]),
            ("平安市主城区教育提升方案", "", "平安市主城区", Level::Area, vec!["平安市"]),
            ("东山区教育提升方案", "中共平安市东山区委办公室", "东山区", Level::County, vec!["平安市"]),
            ("关于印发东山县教育提升方案的通知", "落实浙江省有关要求。", "东山县", Level::County, vec!["浙江省"]),
            ("临江市教育提升方案", "各乡镇人民政府：", "临江市", Level::County, vec![]),
            ("临江市教育提升方案", "各县（市、区）人民政府：", "临江市", Level::Prefecture, vec![]),
            ("教育提升行动方案", "东山县教育局\n各校落实", "东山县", Level::County, vec![]),
            ("行动方案", "参照中共平安市东山区委文件，结合东山区实际。", "东山区", Level::County, vec!["平安市"]),
            (
                "行动方案",
                "由市或区县教育局给予奖励，强化市、县两级责任，提升东山县质量，东山县教育局落实",
                "东山县",
                Level::County,
                vec![],
            ),
            ("教育工作意见", "健全全县机制，提升我市水平，以县为主。\n东山县教育局", "东山县", Level::County, vec![]),
            ("平和县教育规划", "组建学校联盟，建设教育强县。", "平和县", Level::County, vec![]),
            ("和政县教育规划", "", "和政县", Level::County, vec![]),
            ("大河自治州教育方案", "", "大河自治州", Level::Prefecture, vec![]),
            (
                "民生工程意见",
                "各区（县级市）建校，各区（县级市）配合，按照《中共平安市委关于教育的决定》。",
                "平安市",
                Level::Prefecture,
                vec![],
            ),
            // A city that is a province lies in no other, whatever the text cites.
            ("上海市东山区教育方案", "按照贵州省的标准。", "东山区", Level::County, vec!["上海市"]),
            ("教育方案", "天津市教育局\n天津市教育局", "天津市", Level::Province, vec![]),
            ("重庆市教育方案", "参照四川省的做法。", "重庆市", Level::Province, vec![]),
        ] {
            let place = place(title, &[], text, Some(2023)).unwrap();
            let names: Vec<&str> = place.within.iter().map(|d| d.name.as_str()).collect();
            assert_eq!((place.name.as_str(), place.level, names), (name, level, within), "{title}");
        }
        assert_eq!(place("学区制管理办法", &[], "", None), None);
        assert_eq!(place("行动方案", &[], "强化督导区责任，落实经费。", None), None);
    }
}
