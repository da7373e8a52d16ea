//! What stands before and behind a plan.

use super::doc::{Block, Doc};
use super::write::Line;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    Own,
    /// A page of a government's site.
    Web,
    /// Another one: a table of fields, one a line; links behind.
    Fields,
    /// A letter that issues the plan.
    Letter,
    /// Issuer and date behind it, copies, printer.
    Signature,
    /// A table of contents before the body; dots or blanks before the numbers of pages.
    Contents(bool),
    /// A notice that asks for opinions on a draft.
    Draft,
    /// 附件：… behind it, whose texts are not there.
    Annexes,
}

/// Whether there is no such thing already.
pub(crate) fn suits(doc: &Doc, frame: Frame) -> bool {
    let raw = doc.blocks.iter().filter_map(|block| match block {
        Block::Raw(lines) => Some(lines.join("\n")),
        Block::Unit(_) => None,
    });
    let raw = raw.collect::<Vec<String>>().join("\n");
    let annexed = doc.blocks.iter().any(|block| matches!(block, Block::Unit(unit) if unit.old.starts_with('附')));
    match frame {
        Frame::Own => true,
        Frame::Web | Frame::Fields => !raw.contains("索引") && !raw.contains("字体") && !raw.contains("当前位置"),
        Frame::Letter => !raw.contains("印发") && !annexed && !raw.contains("意见"),
        Frame::Draft => !raw.contains("印发") && !annexed && !raw.contains("意见"),
        Frame::Contents(_) => !annexed && !raw.contains("印发"),
        Frame::Signature | Frame::Annexes => !annexed && !raw.contains("附件") && !raw.contains("ICP"),
    }
}

pub(crate) fn put(doc: &Doc, frame: Frame, lines: &mut Vec<Line>) {
    let title = doc.plan.title.as_str();
    let place = doc.plan.place.name.as_str();
    let year = doc.plan.issued.map(|day| day.to_string()[..4].to_owned());
    let year = year.or_else(|| doc.plan.period.map(|p| p.from.to_string())).unwrap_or_else(|| "2021".to_owned());
    let (before, behind): (Vec<String>, Vec<String>) = match frame {
        Frame::Own => return,
        Frame::Web => (
            [
                "首页 > 政务公开 > 法定主动公开内容 > 规范性文件",
                &format!("索 引 号：01437{year}/2-00031　　主题分类：教育"),
                &format!("发文机关：{place}人民政府办公室　　成文日期：{year}年03月06日"),
                &format!("发布日期：{year}-03-08 16:25　来源：{place}人民政府　浏览次数：308　字体：[大 中 小]"),
            ]
            .map(str::to_owned)
            .into(),
            [
                "分享到：微信 微博",
                "【打印本页】 【关闭窗口】",
                "上一篇：关于做好秋粮收购工作的通知",
                "下一篇：没有了",
                &format!("主办单位：{place}人民政府办公室　网站标识码：1309000012"),
                "冀ICP备12034567号-1　冀公网安备 13090002000112号",
                &format!("版权所有：{place}人民政府　联系电话：0317-2024567"),
            ]
            .map(str::to_owned)
            .into(),
        ),
        Frame::Fields => (
            [
                "您当前所在位置：首页 >> 信息公开 >> 教育",
                "索引号",
                &format!("01437{year}/2-00031"),
                "主题分类",
                "教育",
                "发布机构",
                &format!("{place}教育局"),
                "发布日期",
                &format!("{year}-03-08"),
                "有效性",
                "有效",
                title,
                &format!("发布时间：{year}-03-08 作者：管理员 点击：1024次"),
            ]
            .map(str::to_owned)
            .into(),
            [
                "扫一扫在手机打开当前页",
                "相关文章",
                "政策解读",
                "返回顶部",
                "网站地图 | 联系我们 | 关于我们",
                "技术支持：某某科技有限公司",
            ]
            .map(str::to_owned)
            .into(),
        ),
        Frame::Letter => (
            [
                &format!("{place}人民政府办公室"),
                &format!("关于印发《{title}》的通知"),
                &format!("某政办发〔{year}〕15号"),
                "",
                "各乡镇人民政府、街道办事处，各有关部门：",
                &format!("《{title}》已经同意，现印发给你们，请结合实际，认真抓好贯彻落实。"),
                "",
                &format!("{place}人民政府办公室"),
                &format!("{year}年3月6日"),
                "（此件公开发布）",
                "",
            ]
            .map(str::to_owned)
            .into(),
            Vec::new(),
        ),
        Frame::Contents(dots) => {
            let heads = lines.iter().filter_map(|line| match line {
                Line::Head(depth, text) if *depth < 2 && !text.is_empty() => Some(text.as_str()),
                Line::Para(text) => text.split(['。', '：']).next().filter(|head| {
                    let number = super::doc::take_number(head).0;
                    !number.is_empty() && head.chars().count() < 25
                }),
                _ => None,
            });
            let entry = |(n, head): (usize, &str)| {
                let gap = if dots { "…………" } else { "    " };
                format!("{head}{gap}{}", n / 3 + 1)
            };
            let mut contents = vec![title.to_owned(), "目　　录".to_owned()];
            contents.extend(heads.enumerate().map(entry));
            (contents, Vec::new())
        }
        Frame::Draft => (
            [
                &format!("{place}教育局关于公开征求《{title}（征求意见稿）》意见的公告"),
                &format!("为进一步做好相关工作，我局组织起草了《{title}（征求意见稿）》。现向社会公开征求意见，请于{year}年3月30日前将意见反馈至{place}教育局。"),
                "联系人：王老师　　联系电话：0317-2024567",
                "电子邮箱：jyj2024@126.com",
                &format!("{place}教育局"),
                &format!("{year}年3月6日"),
                title,
                "（征求意见稿）",
            ]
            .map(str::to_owned)
            .into(),
            Vec::new(),
        ),
        Frame::Signature => (
            Vec::new(),
            [
                &format!("　　　　　　　　{place}人民政府办公室"),
                &format!("　　　　　　　　　　{year}年3月6日"),
                "抄送：县委各部门，县人大常委会办公室，县政协办公室，县法院，县检察院，县人武部。",
                &format!("{place}人民政府办公室　　　　{year}年3月6日印发"),
                "共印80份",
            ]
            .map(str::to_owned)
            .into(),
        ),
        Frame::Annexes => (
            Vec::new(),
            [
                "附件：1.重点任务分工表",
                "　　　2.年度工作安排表",
                "　　　3.领导小组成员名单",
                &format!("{place}人民政府"),
                &format!("{year}年3月6日"),
            ]
            .map(str::to_owned)
            .into(),
        ),
    };
    let mut own = std::mem::take(lines);
    // Draft and contents bring the title with them, or stand in front of it.
    if frame == Frame::Draft && matches!(own.first(), Some(Line::Raw(line)) if line == title) {
        own.remove(0);
    }
    lines.extend(before.into_iter().filter(|line| !line.is_empty()).map(Line::Raw));
    lines.extend(own);
    lines.extend(behind.into_iter().map(Line::Raw));
}
