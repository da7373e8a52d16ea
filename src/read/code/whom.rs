//! Whom a unit is for: groups of people and kinds of schools.

use super::draft::At;
use crate::read::number::bits;
use crate::read::zone::Zones;

/// Names that are no group of their own: bodies that act, and people named only as an office.
fn is_served(name: &str) -> bool {
    !matches!(name, "责任人" | "主要领导" | "分管领导" | "主要负责人" | "集体" | "团队" | "机构" | "学校")
}

/// Names put together where the text does: a body and its office (县政府主要领导), two that overlap (政府督查室 in 县政府督查室), and
/// the level before a body (县人社局).
pub(super) fn whole_names(text: &str, names: &mut Vec<At<bool>>) {
    let mut made = 0usize;
    for n in 0..names.len() {
        let Some(At { start, end, what: body }) = names.get(n).cloned() else { break };
        if let Some(last) = made.checked_sub(1).and_then(|last| names.get_mut(last))
            && (start < last.end || start == last.end && last.what)
        {
            last.end = last.end.max(end);
            // 中小学校 + 校长: people, once a person is named.
            last.what &= body;
            continue;
        }
        // People have no level.
        let level = if body && begins_behind_level(text, start, end) { 3 } else { 0 };
        if let Some(slot) = names.get_mut(made) {
            *slot = At { start: start - level, end, what: body };
            made += 1;
        }
    }
    names.truncate(made);
}

/// Whether a level stands before the name of a body that has none: 县人社局.
fn begins_behind_level(text: &str, start: usize, end: usize) -> bool {
    // All of them take three bytes.
    let before = start.checked_sub(3).and_then(|from| text.get(from..start)).unwrap_or_default();
    matches!(before, "省" | "市" | "县" | "区" | "镇") && {
        let word = text.get(start..end).unwrap_or_default();
        !word.starts_with(['县', '区', '市', '各', '乡']) && !word.ends_with("学校")
    }
}

/// Whether a name is the head of its word: not 教师培训 or 学生体质.
fn is_head(after: &str) -> bool {
    static BEHIND: [u64; 1024] = bits(&[
        '，', '、', '。', '；', '：', '和', '与', '及', '或', '的', '给', '在', '进', '参', '享', '每', '”', '）', '到', '成',
        '入',
    ]);
    after.chars().next().is_none_or(|c| BEHIND.get(c as usize >> 6).is_some_and(|word| word >> (c as usize & 63) & 1 == 1))
}

/// Whom the unit serves: the groups that its heading names, then those its body names more than once, three at most.
pub(crate) fn beneficiaries(zones: &Zones<'_>, names: &[At<bool>]) -> Vec<String> {
    // One name in the body alone is too few.
    if names.len() < 2 && names.first().is_none_or(|name| name.start >= zones.body) {
        return Vec::new();
    }
    let mut counts: Vec<(usize, &str)> = Vec::with_capacity(names.len().min(8));
    for hit in names {
        let body = hit.what;
        let name = zones.text.get(hit.start..hit.end).unwrap_or_default();
        if !is_head(zones.text.get(hit.end..).unwrap_or_default()) {
            continue;
        }
        let served = !body || (name.ends_with("学校") || name.ends_with("幼儿园")) && name.chars().count() > 3;
        if !served || !is_served(name) {
            continue;
        }
        let weight = if hit.start < zones.body { 100 } else { 1 };
        match counts.iter_mut().find(|c| c.1 == name) {
            Some(count) => count.0 += weight,
            None => counts.push((weight, name)),
        }
    }
    counts.retain(|c| c.0 > 1);
    if counts.is_empty() {
        return Vec::new();
    }
    counts.sort_by_key(|c| std::cmp::Reverse(c.0));
    counts.into_iter().take(3).map(|c| c.1.to_owned()).collect()
}
