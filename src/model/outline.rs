//! The outline of a document: its headings, annexes, glossary and citations.

use serde::{Deserialize, Serialize};

use super::path::Path;
use super::source::Source;
use super::words::words;

words! { "role",
    /// What a section does in a plan.
    pub enum Role {
        /// Text before the first heading (前言): cites what the plan rests on.
        Preamble = "preamble",
        /// 指导思想, 总体要求, 基本原则, 宗旨.
        Guidance = "guidance",
        /// 发展目标, 任务目标, 工作目标.
        Goals = "goals",
        /// 重点任务, 工作措施.
        Tasks = "tasks",
        /// 保障措施, 组织实施.
        Guarantees = "guarantees",
        /// Scope, eligibility, periods, membership: rules that others refer to.
        Definition = "definition",
        /// 名词解释.
        Glossary = "glossary",
        /// The heading of an annex.
        Annex = "annex",
    }
}

/// One heading of the document. The outline is the list of all headings in document order; the tree is in their paths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its address, unique in the plan.
    pub path: Path,
    /// What it does.
    pub role: Role,
    /// Its heading: as printed, or a short title in own words where none is printed.
    pub title: String,
    /// Where the heading stands.
    #[serde(default, skip_serializing_if = "Source::is_empty")]
    pub source: Source,
}

words! { "text of an annex",
    /// Whether the text of an annex is there.
    pub enum AnnexText {
        /// Its units are in the outline.
        Included = "included",
        /// It is named, but its text was not published with the plan.
        Listed = "listed",
    }
}

/// An annex: a plan body of its own, whose units and items carry its number at the head of their paths.
///
/// An annex of an annex (附件2-1) names the annex that announces it; in paths it leads by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// Its number as printed: `附件2-1`.
    pub path: Path,
    /// The annex it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Path>,
    /// Its title.
    pub title: String,
    /// Whether its text is there.
    pub text: AnnexText,
}

/// A term that the plan explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The term.
    pub term: String,
    /// What it stands for.
    pub meaning: String,
    /// The section that explains it.
    pub path: Path,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Source::is_empty")]
    pub source: Source,
}

words! { "role of a citation",
    /// What a cited document is to the plan.
    pub enum CitationRole {
        /// The plan is made under it (根据, 贯彻落实).
        Basis = "basis",
        /// It is referred to.
        Reference = "reference",
        /// It is to be made (制定, 出台).
        Planned = "planned",
        /// It is to be amended (修订, 完善).
        Amended = "amended",
        /// It is an annex of the plan itself.
        Annex = "annex",
    }
}

/// A document that the plan cites. One that is cited at several places stands once for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Its title, without 《》.
    pub title: String,
    /// Its document number (发文字号), such as 徐办字〔2021〕30号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// What it is to the plan.
    pub role: CitationRole,
    /// The unit that cites it.
    pub path: Path,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Source::is_empty")]
    pub source: Source,
}
