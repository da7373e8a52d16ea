from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeAlias, final

import pandas  # pyright: ignore[reportMissingTypeStubs]
import polars

__version__: str

_Lang: TypeAlias = Literal["zh", "en"]
_Part: TypeAlias = Literal["goal", "measure", "incentive", "funding", "accountability"]
_Force: TypeAlias = Literal["binding", "planned", "aspirational", "encouraged"]
_Stage: TypeAlias = Literal[
    "childcare", "preschool", "primary", "lower_secondary", "upper_secondary_general", "upper_secondary_vocational"
]
_Instrument: TypeAlias = Literal["mandate", "inducement", "capacity_building", "system_change", "hortatory"]
_Level: TypeAlias = Literal["nation", "province", "prefecture", "county", "township", "area"]
_Bound: TypeAlias = Literal[
    "at_least", "more_than", "at_most", "less_than", "exactly", "about", "between", "rise_by", "fall_by"
]
_Comparator: TypeAlias = Literal["ge", "gt", "le", "lt", "eq", "approx", "range", "increase", "decrease"]
_Relation: TypeAlias = Literal["same", "partial", "none"]
_Outcome: TypeAlias = Literal["base", "same", "differs", "absent", "not_comparable"]
_ChangeKind: TypeAlias = Literal["added", "removed", "changed", "moved", "renumbered", "reordered", "merged", "split"]
_Role: TypeAlias = Literal["preamble", "guidance", "goals", "tasks", "guarantees", "definition", "glossary", "annex"]

_Plans: TypeAlias = Iterable[Plan | Reading] | Mapping[str, Plan | Reading]
_Reference: TypeAlias = Member | Item | tuple[str, str]

class _Buffer(Protocol):
    @property
    def shape(self) -> tuple[int, ...]: ...

_Similarity: TypeAlias = Callable[[Member, Member], float | None] | Sequence[Sequence[float]] | _Buffer

@final
class Plan:
    """An education development plan of one place.

    Made by `read`, `load` or `samples`. A plan is a collection of its items: `len(plan)`, `for item in plan`,
    `plan["measure:二/（一）"]`. With its text it knows the sentence of every item.
    """
    @property
    def name(self) -> str:
        """The name under which it stands in comparisons."""
    @property
    def text(self) -> str | None:
        """The text that the spans of the plan point into, where it is known."""
    @property
    def title(self) -> str:
        """Official title."""
    @property
    def place(self) -> Place:
        """The place it is for."""
    @property
    def issuers(self) -> list[str]:
        """Who issued it, as signed."""
    @property
    def document_number(self) -> str | None:
        """Document number (发文字号)."""
    @property
    def issued(self) -> date | None:
        """Date of issue (成文日期)."""
    @property
    def effective(self) -> date | None:
        """Date of coming into force, where the text names one."""
    @property
    def status(self) -> Literal["draft", "issued"]:
        """`draft` or `issued`."""
    @property
    def period(self) -> tuple[int, int] | None:
        """First and last year that it is for."""
    @property
    def notes(self) -> list[str]:
        """Remarks on the document as a whole."""
    @property
    def citations(self) -> list[Citation]:
        """Documents that it cites."""
    @property
    def glossary(self) -> list[Term]:
        """Terms that it explains."""
    @property
    def outline(self) -> list[Section]:
        """Every heading, annexes included, in document order."""
    @property
    def annexes(self) -> list[Annex]:
        """Its annexes."""
    @property
    def goals(self) -> list[Goal]:
        """Results to reach."""
    @property
    def measures(self) -> list[Measure]:
        """Actions."""
    @property
    def incentives(self) -> list[Incentive]:
        """What is given to whom."""
    @property
    def funding(self) -> list[Funding]:
        """Money and rules on money."""
    @property
    def accountability(self) -> list[Accountability]:
        """Who answers for what."""
    @property
    def promises(self) -> list[Target]:
        """Every promise of every item."""
    def named(self, name: str) -> Plan:
        """The same plan under another name."""
    def with_text(self, text: str) -> Plan:
        """The same plan with the text that its spans point into.

        Raises `ValueError` where the plan says how long its text is and this one is not as long.
        """
    def to_json(self) -> str:
        """The JSON form, as `load` reads it. The same plan gives the same text."""
    def to_dict(self) -> dict[str, Any]:
        """The JSON form as dicts, lists, strings and numbers."""
    def to_table(self, *, lang: _Lang = "zh") -> Table:
        """Its items as a table, with their codes and promises."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Item]: ...
    def __getitem__(self, key: str, /) -> Item: ...
    def __contains__(self, key: object, /) -> bool: ...
    def _repr_html_(self) -> str:
        """Its items, for a notebook."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Reading:
    """A text that was read: the plan, what was repaired or is in doubt, and the numbers that promise nothing."""
    @property
    def plan(self) -> Plan:
        """What the text says, as a plan."""
    @property
    def source_text(self) -> str:
        """The text, as it was given."""
    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Repairs, doubts and contradictions, in the order of the text."""
    @property
    def unclaimed(self) -> list[Unclaimed]:
        """The numbers that promise nothing, in the order of the text."""
    @property
    def parts(self) -> list[tuple[str | None, Span]]:
        """The pieces of the text: the path of a unit, or none outside of all units, and its span. They cover the text without gaps."""
    def _repr_html_(self) -> str:
        """The items of the plan, for a notebook."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Diagnostic:
    """One remark on a text that was read."""
    @property
    def severity(self) -> Literal["note", "warning", "error"]:
        """note, warning, error."""
    @property
    def kind(self) -> str:
        """script, width, invisible, pinyin, damage, line_break, doubled, furniture, incomplete, damaged_number,
        glued_heading, repeated_number, skipped_number,
        unnumbered_heading, missing_annex, head, contradiction, table, number.
        """
    @property
    def message(self) -> str:
        """For a reader who knows plans, not programs."""
    @property
    def span(self) -> Span:
        """Its bytes."""
    @property
    def line(self) -> int:
        """Its line, from 1."""
    @property
    def column(self) -> int:
        """Its column, in characters from 1."""
    @property
    def quote(self) -> str | None:
        """The words themselves."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Unclaimed:
    """A number that promises nothing, with the reason."""
    @property
    def path(self) -> str | None:
        """The unit that holds it; none outside of all units."""
    @property
    def reason(self) -> str:
        """heading_number, ordinal, document_number, date_of_issue, date, past_result, name, slogan_count, citation, grade_or_age,
        idiom, furniture, unsure.
        """
    @property
    def span(self) -> Span:
        """Its bytes."""
    @property
    def line(self) -> int:
        """Its line, from 1."""
    @property
    def column(self) -> int:
        """Its column, in characters from 1."""
    @property
    def quote(self) -> str | None:
        """The words themselves."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Item:
    """An item of a plan: a `Goal`, `Measure`, `Incentive`, `Funding` or `Accountability`.

    An item is a view into its plan and costs nothing. Two items are equal when they say the same at the same path of their plans.
    """
    @property
    def part(self) -> _Part:
        """The part of the plan: goal, measure, incentive, funding, accountability."""
    @property
    def id(self) -> str:
        """Its identity in the plan: `measure:二/（一）`, with `#2` where it is the second of its class there."""
    @property
    def path(self) -> str:
        """The unit that holds it: the numbers of the headings as printed."""
    @property
    def title(self) -> str:
        """A short title."""
    @property
    def summary(self) -> str | None:
        """What it says."""
    @property
    def topics(self) -> list[str]:
        """Topic codes, the primary one first."""
    @property
    def stages(self) -> list[_Stage]:
        """Education stages: childcare, preschool, primary, lower_secondary, upper_secondary_general, upper_secondary_vocational."""
    @property
    def force(self) -> _Force:
        """How firmly it is promised: binding, planned, aspirational, encouraged."""
    @property
    def see(self) -> list[str]:
        """The ids of items that it refers to."""
    @property
    def source(self) -> Source:
        """Where it was read."""
    @property
    def promises(self) -> list[Target]:
        """Every promise inside it, wherever it stands: targets, awards, amounts, conditions."""
    @property
    def plan(self) -> Plan:
        """The plan that it belongs to."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Goal(Item):
    """A result to reach (目标)."""
    @property
    def targets(self) -> list[Target]:
        """What is to be reached; empty for guidance without a result that could be checked."""

@final
class Measure(Item):
    """An action (措施, 任务)."""
    @property
    def instruments(self) -> list[_Instrument]:
        """Policy instruments, the primary one first: mandate, inducement, capacity_building, system_change, hortatory."""
    @property
    def lead(self) -> list[str]:
        """Units that lead (牵头部门), as printed."""
    @property
    def responsible(self) -> list[str]:
        """Units that are responsible (责任单位), as printed."""
    @property
    def supporting(self) -> list[str]:
        """Units that help (配合单位), as printed."""
    @property
    def beneficiaries(self) -> list[str]:
        """Whom it is for."""
    @property
    def schedule(self) -> Schedule | None:
        """When it runs."""
    @property
    def targets(self) -> list[Target]:
        """What it promises to do, with or without a number."""

@final
class Incentive(Item):
    """Something of worth given to a person, team or school."""
    @property
    def beneficiaries(self) -> list[str]:
        """Who gets it."""
    @property
    def kinds(self) -> list[str]:
        """What it gives: cash, honour, studio_fund, pay_tilt, subsidy, priority, benefit, autonomy."""
    @property
    def awards(self) -> list[Target]:
        """How much, for each of what, how often."""
    @property
    def quotas(self) -> list[Target]:
        """How many get it."""
    @property
    def conditions(self) -> list[Condition]:
        """What one must have done or be."""
    @property
    def payer(self) -> str | None:
        """Who pays or gives."""

@final
class Funding(Item):
    """Money put in, or a rule on money."""
    @property
    def kind(self) -> str:
        """appropriation, earmark, investment, fund, floor_share, ceiling, growth_rule, no_decrease_rule, parity_rule,
        per_student_norm, cost_sharing, guarantee.
        """
    @property
    def payers(self) -> list[str]:
        """Who pays."""
    @property
    def purpose(self) -> str | None:
        """What for."""
    @property
    def period(self) -> tuple[int, int] | None:
        """First and last year."""
    @property
    def amounts(self) -> list[Target]:
        """How much; the share, ceiling or growth of a rule too."""

@final
class Accountability(Item):
    """A duty, check, term limit or sanction on whoever acts."""
    @property
    def mechanism(self) -> str:
        """leading_group, duty_assignment, task_list, target_contract, contact_system, joint_meeting, inspection, evaluation,
        monitoring, reporting, disclosure, eligibility, term_limit, prohibition, sanction, exit_rule, complaint, other.
        """
    @property
    def actors(self) -> list[str]:
        """Who is held."""
    @property
    def forums(self) -> list[str]:
        """To whom, or by whom."""
    @property
    def triggers(self) -> list[Condition]:
        """What sets it off."""
    @property
    def consequences(self) -> list[Consequence]:
        """What follows, mildest first, as the text orders it."""
    @property
    def terms(self) -> list[Target]:
        """Duties with a number, lengths of terms, checks per year."""

@final
class Target:
    """One promise: what is counted, how much, by when, for whom, how firmly. A number is not required."""
    @property
    def subject(self) -> str:
        """What is counted, in the plan's words."""
    @property
    def indicator(self) -> str | None:
        """Its id in the catalogue of indicators."""
    @property
    def quantity(self) -> Quantity | None:
        """How much."""
    @property
    def frequency(self) -> str | None:
        """How often."""
    @property
    def baselines(self) -> list[Baseline]:
        """The states it starts from."""
    @property
    def start(self) -> Due | None:
        """From when."""
    @property
    def due(self) -> Due | None:
        """By when."""
    @property
    def scope(self) -> str | None:
        """Whom or what it covers."""
    @property
    def force(self) -> _Force | None:
        """binding, planned, aspirational, encouraged: its own force, else that of its item."""
    @property
    def note(self) -> str | None:
        """A remark."""
    @property
    def source(self) -> Source:
        """Where it was read; where it has no place of its own, that of its item."""
    @property
    def item(self) -> Item | None:
        """The item that makes it."""
    @property
    def plan(self) -> Plan | None:
        """The plan that makes it."""
    def label(self, *, lang: _Lang = "zh") -> str:
        """In one line, without its subject: amount, frequency, due date; a tick where it has no number."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Quantity:
    """An amount as a plan states it: bound, exact value in a base unit, what it is for each of.

    Values are `decimal.Decimal`, never floats; 4.2亿元 is 420000000 yuan, 88% is 88 percent.
    """
    @property
    def bound(self) -> _Bound:
        """at_least, more_than, at_most, less_than, exactly, about, between, rise_by, fall_by."""
    @property
    def comparator(self) -> _Comparator:
        """The word of the exports: ge, gt, le, lt, eq, approx, range, increase, decrease."""
    @property
    def value(self) -> Decimal:
        """The value; the lower end of a range."""
    @property
    def upper(self) -> Decimal | None:
        """The upper end of a range."""
    @property
    def unit(self) -> str:
        """The base unit: percent, percentage_point, yuan, school …, or other:词."""
    @property
    def per(self) -> str | None:
        """What the amount is for each of: person, school, student …, or other:词."""
    def label(self, *, lang: _Lang = "zh") -> str:
        """As a reader expects it: `≥96%`, `2万元/人`; in English `CNY 20,000 per person`."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Baseline:
    """The state that a promise starts from."""
    @property
    def value(self) -> Decimal:
        """The value, in the unit of the promise."""
    @property
    def date(self) -> Due | None:
        """Of when it is."""
    @property
    def note(self) -> str | None:
        """A remark."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Condition:
    """A condition or trigger: in words, and with its number where it has one."""
    @property
    def text(self) -> str:
        """What must be the case."""
    @property
    def target(self) -> Target | None:
        """Its number."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Consequence:
    """One rung of the ladder of consequences."""
    @property
    def kind(self) -> str:
        """notice, interview, rectification, suspension, fine, disqualification, credit_record, removal, demotion, withdrawal,
        loss_of_benefit, inquiry, legal_action, commendation, link_to_pay, other.
        """
    @property
    def text(self) -> str:
        """What happens."""
    @property
    def when(self) -> Condition | None:
        """What sets off this rung, where it is not the trigger of the whole ladder."""
    @property
    def target(self) -> Target | None:
        """Its number: the range of a fine, the years of a ban."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Due:
    """A date as a plan gives it: to the year, the month or the day. `Due("2025")`, `Due("2025-06")`, `Due("2025-06-30")`.

    Dates are ordered by the day on which they end: something due in 2025 is due by 31 December.
    """
    def __new__(cls, text: str, /) -> Due: ...
    @property
    def year(self) -> int:
        """The year."""
    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """`year`, `month` or `day`: how exact the plan is."""
    @property
    def last_day(self) -> date:
        """The last day that it may mean; this is the date in a data frame."""
    @property
    def first_day(self) -> date:
        """The first day that it may mean."""
    def __lt__(self, value: Due, /) -> bool: ...
    def __le__(self, value: Due, /) -> bool: ...
    def __gt__(self, value: Due, /) -> bool: ...
    def __ge__(self, value: Due, /) -> bool: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Schedule:
    """When a measure runs."""
    @property
    def start(self) -> Due | None:
        """First date."""
    @property
    def end(self) -> Due | None:
        """Last date."""
    @property
    def frequency(self) -> str | None:
        """How often: once, daily, weekly, monthly, quarterly, semester, halfyear, annual, biennial, cycle3 …"""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Source:
    """Where a thing was read: bytes, line, page, a remark; and the words themselves where the text is known."""
    @property
    def span(self) -> Span | None:
        """Its bytes."""
    @property
    def line(self) -> int | None:
        """Its line, from 1: as recorded, else counted where the text is known."""
    @property
    def column(self) -> int | None:
        """Its column in characters, from 1, where the text is known."""
    @property
    def page(self) -> int | None:
        """Its page, from 1."""
    @property
    def note(self) -> str | None:
        """A remark."""
    @property
    def quote(self) -> str | None:
        """The words, where the text is known."""
    @property
    def sentence(self) -> str | None:
        """The sentence that holds the words, where the text is known."""
    @property
    def plan(self) -> Plan | None:
        """The plan that says it."""
    @property
    def item(self) -> Item | None:
        """The item that says it."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Span:
    """A piece of a text by its bytes in UTF-8, as in the JSON form of a plan and in exports.

    Python counts characters: `span.of(text)` gives the piece, `span.characters(text)` the places for slicing.
    """
    def __new__(cls, start: int, end: int) -> Span: ...
    @property
    def start(self) -> int:
        """First byte."""
    @property
    def end(self) -> int:
        """One past the last byte."""
    def of(self, text: str) -> str | None:
        """The piece of the text; none where the text has no such bytes, or a character would be cut."""
    def characters(self, text: str) -> tuple[int, int] | None:
        """First character and one past the last, so that `text[first:last]` is the piece."""
    def __len__(self) -> int: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Place:
    """The place that a plan is for, or one that it lies in.

    `Place("东山县", level="county", within=[Place("某市", level="prefecture")])`; `within` names the nearest place first.
    """
    def __new__(
        cls,
        name: str,
        *,
        level: _Level,
        code: str | None = None,
        edition: int | None = None,
        within: Sequence[Place] = ...,
    ) -> Place: ...
    @property
    def name(self) -> str:
        """Its name: `徐水区`."""
    @property
    def level(self) -> _Level:
        """nation, province, prefecture, county, township, area."""
    @property
    def code(self) -> str | None:
        """Its division code (GB/T 2260), if the plan's file names one."""
    @property
    def edition(self) -> int | None:
        """The year of the table of codes."""
    @property
    def within(self) -> list[Place]:
        """The places it lies in, the nearest first."""
    @property
    def full_name(self) -> str:
        """The names from the outermost place to this one: `河北省保定市徐水区`."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Section:
    """One heading of the document."""
    @property
    def path(self) -> str:
        """Its address: the numbers of the headings as printed, joined by `/`."""
    @property
    def role(self) -> _Role:
        """preamble, guidance, goals, tasks, guarantees, definition, glossary, annex."""
    @property
    def title(self) -> str:
        """The heading."""
    @property
    def source(self) -> Source:
        """Where it stands."""
    @property
    def depth(self) -> int:
        """How many headings deep it is; 1 for a top heading."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Annex:
    """An annex of a plan."""
    @property
    def path(self) -> str:
        """Its number as printed: `附件2-1`."""
    @property
    def within(self) -> str | None:
        """The annex it belongs to."""
    @property
    def title(self) -> str:
        """Its title."""
    @property
    def text(self) -> Literal["included", "listed"]:
        """`included`, or `listed` where its text was not published with the plan."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Term:
    """A term that the plan explains."""
    @property
    def term(self) -> str:
        """The term."""
    @property
    def meaning(self) -> str:
        """What it stands for."""
    @property
    def path(self) -> str:
        """The section that explains it."""
    @property
    def source(self) -> Source:
        """Where it was read."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Citation:
    """A document that the plan cites."""
    @property
    def title(self) -> str:
        """Its title, without 《》."""
    @property
    def document_number(self) -> str | None:
        """Its document number (发文字号)."""
    @property
    def issuer(self) -> str | None:
        """Who issued it."""
    @property
    def role(self) -> Literal["basis", "reference", "planned", "amended", "annex"]:
        """basis, reference, planned, amended, annex."""
    @property
    def path(self) -> str:
        """The unit that cites it."""
    @property
    def source(self) -> Source:
        """Where it was read."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Member:
    """A unit of a plan, or one item of it, as it stands in an alignment."""
    @property
    def plan(self) -> Plan:
        """The plan."""
    @property
    def plan_name(self) -> str:
        """The name of the plan."""
    @property
    def part(self) -> _Part:
        """measure, goal (a goals section among measures), incentive, funding, accountability."""
    @property
    def path(self) -> str:
        """Its unit."""
    @property
    def title(self) -> str:
        """Its title."""
    @property
    def ids(self) -> list[str]:
        """The ids of the items in it, the leading one first."""
    @property
    def items(self) -> list[Item]:
        """The items in it, the leading one first."""
    @property
    def text(self) -> str:
        """Everything that speaks for it as one text: titles, summaries, subjects of promises. Made for embeddings."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Judgement:
    """A researcher's decision on two items: it binds or separates before all scores, and is never overruled.

    Made by `must_link` and `cannot_link`; kept as a record of its own by `to_json` and `Judgement.from_json`.
    """
    @property
    def a(self) -> tuple[str, str]:
        """The one: the name of its plan and the id of the item."""
    @property
    def b(self) -> tuple[str, str]:
        """The other."""
    @property
    def verdict(self) -> Literal["together", "apart"]:
        """`together` (must-link) or `apart` (cannot-link)."""
    @property
    def by(self) -> str | None:
        """Who decided."""
    @property
    def when(self) -> date | None:
        """When."""
    @property
    def why(self) -> str | None:
        """Why."""
    def to_json(self) -> str:
        """Its JSON form."""
    @staticmethod
    def from_json(json: str) -> Judgement:
        """staticmethod(function) -> method

        Convert a function to be a static method.

        A static method does not receive an implicit first argument.
        To declare a static method, use this idiom:

             class C:
                 @staticmethod
                 def f(arg1, arg2, argN):
                     ...

        It can be called either on the class (e.g. C.f()) or on an instance
        (e.g. C().f()). Both the class and the instance are ignored, and
        neither is passed implicitly as the first argument to the method.

        Static methods in Python are similar to those found in Java or C++.
        For a more advanced concept, see the classmethod builtin.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Alignment:
    """Comparable items of any number of plans, as rows.

    `len(alignment)`, `for row in alignment`, `alignment[0]`. It carries how it was made, and can say why of any two members.
    """
    @property
    def plans(self) -> list[Plan]:
        """The plans, in the order in which they were given."""
    @property
    def rows(self) -> list[Row]:
        """Rows of at least two members, by topic, larger ones first. No member stands in two."""
    @property
    def members(self) -> list[Member]:
        """Every unit that took part, plan by plan in text order."""
    @property
    def pairs(self) -> list[Pair]:
        """All comparable pairs across plans that were found."""
    @property
    def alone(self) -> list[Alone]:
        """Units in no row, with what came nearest."""
    @property
    def judgements(self) -> list[Judgement]:
        """The judgements that were given."""
    @property
    def stamp(self) -> dict[str, Any]:
        """How it was made: method, options with weights, editions of the vocabularies."""
    def row_of(self, member: _Reference) -> Row | None:
        """The row in which a member or item stands; none where it stands alone."""
    def explain(self, a: _Reference, b: _Reference) -> Explanation:
        """Why two members or items match or do not."""
    def neighbours(self, member: _Reference, *, k: int = 5) -> list[Neighbour]:
        """The closest units of other plans, closest first."""
    def judged(self, judgements: Sequence[Judgement]) -> Alignment:
        """The same plans aligned again with further judgements."""
    def to_json(self) -> str:
        """The JSON form."""
    def to_dict(self) -> dict[str, Any]:
        """The JSON form as dicts, lists, strings and numbers."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Row]: ...
    def __getitem__(self, key: int, /) -> Row: ...
    def _repr_html_(self) -> str:
        """The rows, for a notebook."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Row:
    """A row of comparable items: `len(row)`, `for member in row`, `row["XS"]` for those of one plan."""
    @property
    def members(self) -> list[Member]:
        """Its members, plan by plan and in text order."""
    @property
    def topic(self) -> str | None:
        """The topic that most members have first."""
    @property
    def objects(self) -> list[str]:
        """The phrases that most members share, the weightiest first."""
    @property
    def actions(self) -> list[str]:
        """The action phrases that most members share."""
    @property
    def instrument(self) -> _Instrument | None:
        """The policy instrument that most members have first."""
    @property
    def stages(self) -> list[_Stage]:
        """The stages that at least half of the members are about."""
    @property
    def closeness(self) -> float:
        """The mean score of its pairs across plans."""
    @property
    def weakest(self) -> float:
        """The lowest of those scores."""
    @property
    def partial(self) -> list[Pair]:
        """The pairs across plans that are not the same: partly comparable, or held together by a judgement alone."""
    @property
    def judgements(self) -> list[Judgement]:
        """The judgements that bind it together."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Member]: ...
    def __getitem__(self, key: str, /) -> list[Member]: ...
    def __contains__(self, key: object, /) -> bool: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Pair:
    """Two comparable members of two plans."""
    @property
    def a(self) -> Member:
        """The one."""
    @property
    def b(self) -> Member:
        """The other."""
    @property
    def score(self) -> float:
        """The probability that they are the same."""
    @property
    def related(self) -> float:
        """The probability that they are the same or partly comparable."""
    @property
    def relation(self) -> _Relation:
        """`same`, `partial`, or `none` for a pair that a judgement alone holds in a row."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Neighbour:
    """A unit near another one."""
    @property
    def member(self) -> Member:
        """The near unit."""
    @property
    def score(self) -> float:
        """The probability that they are the same."""
    @property
    def related(self) -> float:
        """The probability that they are the same or partly comparable."""
    @property
    def relation(self) -> _Relation:
        """same, partial, none."""
    @property
    def against(self) -> list[tuple[str, float]]:
        """The evidence that speaks most against a match, with its bits, the strongest first."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Alone:
    """A unit that stands in no row, with what came nearest."""
    @property
    def member(self) -> Member:
        """The unit."""
    @property
    def near(self) -> list[tuple[Member, float, Literal["score", "row", "taken", "judgement"]]]:
        """What came nearest: member, score, and why it was not joined (score, row, taken, judgement)."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Explanation:
    """Why two members are the same, partly comparable, or neither: match weights in bits, and the phrases they share."""
    @property
    def a(self) -> Member:
        """The one."""
    @property
    def b(self) -> Member:
        """The other."""
    @property
    def relation(self) -> _Relation:
        """same, partial, none."""
    @property
    def score(self) -> float:
        """The probability that they are the same."""
    @property
    def related(self) -> float:
        """The probability that they are the same or partly comparable."""
    @property
    def prior(self) -> float:
        """The prior for `same`, in bits."""
    @property
    def bits(self) -> float:
        """Prior and weights together, in bits."""
    @property
    def steps(self) -> list[tuple[str, float | None, float, float]]:
        """Every kind of evidence in the order of a waterfall: name, how alike (0 to 1, none where one says nothing), bits, sum so far."""
    @property
    def phrases(self) -> list[tuple[str, float]]:
        """The phrases they share with their weights, the weightiest first."""
    def reason(self, *, lang: _Lang = "zh") -> str:
        """One line that says why."""
    def to_dict(self) -> dict[str, Any]:
        """The JSON form as dicts, lists, strings and numbers."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Diff:
    """What changed from one plan to another, in terms of what they promise.

    `len(diff)` counts the changed items, `for change in diff` walks them; an empty diff is false.
    """
    @property
    def before(self) -> Plan:
        """The plan before."""
    @property
    def after(self) -> Plan:
        """The plan after."""
    @property
    def changes(self) -> list[Change]:
        """The changed items."""
    @property
    def head(self) -> list[FieldChange]:
        """The changed fields of the head: title, place, dates."""
    @property
    def summary(self) -> dict[str, Any]:
        """The diff in numbers."""
    @property
    def method(self) -> dict[str, Any]:
        """How it was computed."""
    def apply(self, plan: Plan) -> Plan:
        """The plan after, made from the plan before. Raises `ValueError` for a plan that the diff does not fit."""
    def inverse(self) -> Diff:
        """The diff from after to before."""
    def then(self, next: Diff) -> Diff:
        """This diff and then the next one, as one. Raises `ValueError` where the next does not start where this one ends."""
    def to_patch(self) -> list[dict[str, Any]]:
        """The diff as a JSON Patch (RFC 6902) of the plans' JSON form."""
    def to_json(self) -> str:
        """The JSON form."""
    def to_dict(self) -> dict[str, Any]:
        """The JSON form as dicts, lists, strings and numbers."""
    def to_text(self, *, lang: _Lang = "zh", colour: bool = False) -> str:
        """As text for a terminal."""
    def to_markdown(self, *, lang: _Lang = "zh") -> str:
        """As Markdown."""
    def to_table(self, *, lang: _Lang = "zh") -> Table:
        """The changes as a table."""
    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...
    def __iter__(self) -> Iterator[Change]: ...
    def _repr_html_(self) -> str:
        """The changes, for a notebook."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Change:
    """What happened to one item."""
    @property
    def part(self) -> _Part:
        """goal, measure, incentive, funding, accountability."""
    @property
    def path(self) -> str | None:
        """Its path after, or before where it is gone."""
    @property
    def kinds(self) -> list[_ChangeKind]:
        """What happened: added, removed, changed, moved, renumbered, reordered, merged, split."""
    @property
    def before(self) -> Item | None:
        """The item before; none for a new one."""
    @property
    def after(self) -> Item | None:
        """The item after; none for one that is gone."""
    @property
    def likeness(self) -> float | None:
        """How alike the two are, 0 to 1; none for one that has no partner."""
    @property
    def fields(self) -> list[FieldChange]:
        """The changes of its fields."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class FieldChange:
    """One change of one field."""
    @property
    def field(self) -> str:
        """The field, with `[]` for the entry of a list: `targets[].quantity.value`."""
    @property
    def before_path(self) -> str:
        """The path of the field before: `targets[2].due`."""
    @property
    def after_path(self) -> str:
        """The path of the field after."""
    @property
    def before(self) -> Any:
        """The value before, as JSON has it."""
    @property
    def after(self) -> Any:
        """The value after."""
    @property
    def shift(self) -> str:
        """What the change does: raised, lowered, more_money, tightened, brought_forward, delayed, firmed, softened, reworded …"""
    @property
    def effect(self) -> Literal["strengthened", "weakened", "neutral"]:
        """`strengthened`, `weakened` or `neutral`."""
    @property
    def words(self) -> list[tuple[str, str]]:
        """Where both values are texts: the pieces that were replaced, each before and after."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Comparison:
    """Several plans compared: a mapping of table ids to tables, each made when it is first asked for.

    `comparison["targets"]`, `list(comparison)`, `len(comparison)`, `"pmc" in comparison`.
    """
    @property
    def plans(self) -> list[Plan]:
        """The plans, in the order of their columns."""
    @property
    def lang(self) -> _Lang:
        """The language of headings and words of the library: `zh` or `en`. What plans say stays as it is."""
    @property
    def ids(self) -> list[str]:
        """The ids of the tables."""
    @property
    def tables(self) -> list[Table]:
        """Every table."""
    def about(self, id: str) -> str:
        """What a table is, in the language of the comparison."""
    def to_html(
        self,
        *,
        title: str | None = None,
        tables: Sequence[str] | None = None,
        charts: bool = True,
        page_size: int = 25,
        columns: int = 8,
    ) -> str:
        """The report as one page of HTML that needs nothing else: tables, charts, every cell with its source.

        `tables` names the tables by id, else all that are laid out for readers.
        """
    def to_excel(self) -> bytes:
        """All tables that are laid out for readers, as the bytes of an Excel workbook: a sheet for each."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[str]: ...
    def __getitem__(self, key: str, /) -> Table: ...
    def __contains__(self, key: object, /) -> bool: ...
    def _repr_html_(self) -> str:
        """The tables with what they are, for a notebook."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Table:
    """A table: typed columns, rows, and cells whose entries name where they come from.

    It hands itself over by the Arrow PyCapsule interface, so `polars.DataFrame(table)`, `pyarrow.table(table)`, DuckDB and pandas 3 take it
    without a copy through Python objects.
    """
    @property
    def id(self) -> str:
        """Its id: `targets`, `measures` …"""
    @property
    def title(self) -> str:
        """Its title."""
    @property
    def notes(self) -> list[str]:
        """How it was made, how it is to be read, what it leaves out."""
    @property
    def columns(self) -> list[Column]:
        """Its columns."""
    @property
    def keys(self) -> list[str]:
        """The keys of its rows."""
    @property
    def long(self) -> Table:
        """The table in long form: a row for each thing said and each value derived from it, with columns for amount, unit, date and source."""
    @property
    def outcomes(self) -> dict[str, int]:
        """How many cells have each outcome: base, same, differs, absent, not_comparable."""
    def cell(self, key: str, column: str) -> Cell:
        """The cell of a row under a column, by key and id."""
    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas `DataFrame`, through Arrow. Needs pandas and pyarrow; decimals and dates stay exact, as Python objects."""
    def to_polars(self) -> polars.DataFrame:
        """As a polars `DataFrame`. Needs polars."""
    def to_arrow(self) -> Any:
        """As a pyarrow `Table`. Needs pyarrow."""
    def to_csv(self, *, byte_order_mark: bool = False, guard_formulas: bool = True) -> str:
        """As CSV, each cell in words. `byte_order_mark` is for Excel, `guard_formulas` keeps spreadsheet programs from running text."""
    def to_markdown(self) -> str:
        """As Markdown."""
    def to_text(self, *, width: int = 160) -> str:
        """As text for a terminal, at most so many cells wide."""
    def to_json(self) -> str:
        """As JSON, values unformatted."""
    def to_excel(self) -> bytes:
        """As the bytes of an Excel workbook."""
    def to_html(self, *, rows: int | None = None) -> str:
        """As a fragment of HTML with its own style, no script: all rows, or so many."""
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[dict[str, Any]]: ...
    def __getitem__(self, key: str | int, /) -> dict[str, Any]: ...
    def _repr_html_(self) -> str:
        """The first rows, for a notebook; an entry opens its sources."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Column:
    """A column of a table."""
    @property
    def id(self) -> str:
        """Its id: the name of the column in a data frame."""
    @property
    def name(self) -> str:
        """Its heading."""
    @property
    def kind(self) -> Literal["text", "term", "integer", "number", "share", "date", "flag", "entries"]:
        """text, term, integer, number, share, date, flag, entries."""
    @property
    def plan(self) -> str | None:
        """The plan that it belongs to; none for a column about the row."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Cell:
    """A cell of a table: `len(cell)`, `for entry in cell`; a cell without entries is false."""
    @property
    def entries(self) -> list[Entry]:
        """What is said, in text order."""
    @property
    def outcome(self) -> _Outcome | None:
        """How it compares with the other cells of its row: base, same, differs, absent, not_comparable; none where nothing is compared."""
    @property
    def verdict(self) -> str | None:
        """The verdict in words: by how much, in what, or why not."""
    @property
    def text(self) -> str:
        """The cell in words, a line for each entry."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Entry]: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Entry:
    """One thing said in a cell, with where it comes from."""
    @property
    def value(self) -> Any:
        """What is said: text, a number, a `Quantity`, a `Target`, a `Due` …"""
    @property
    def text(self) -> str:
        """The same in words, with what is derived from it."""
    @property
    def derived(self) -> dict[str, Any]:
        """What is derived from it, by name: rank, distance, pace …"""
    @property
    def sources(self) -> list[Source]:
        """Where it comes from: each source knows its plan, its item and, where the text is known, the sentence."""
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

def read(text: str, *, name: str | None = None, place: Place | None = None, issued: date | None = None) -> Reading:
    """Reads the official text of a plan as it was scraped.

    `place` and `issued` are for a text that does not say them. `name` is the name of the plan in comparisons; without it the name of
    its place. Raises `ValueError` for a text that is no plan.
    """
def load(json: str | bytes | Mapping[str, Any], *, name: str | None = None, text: str | None = None) -> Plan:
    """Loads a plan from its JSON form: text, bytes, or a dict of the same form.

    Raises `ValueError` with every fault of the file, each with its field, when it is no plan; with line and column (in characters) when
    it is no JSON or no UTF-8. `text` is the official text that the spans point into.
    """
def samples() -> list[Plan]:
    """Five real county plans, typed by hand from their official texts: XS, XT, XQ, ZJ, LS (one with eight annexes).

    Titles and summaries are in the words of the library; the sentences of the plans are not included.
    """
def align(
    plans: _Plans,
    *,
    classes: Sequence[_Part] | None = None,
    grouping: Literal["groups", "one_to_one"] = "groups",
    same_from: float = 0.5,
    partial_from: float = 0.35,
    annexes: bool = True,
    near_misses: int = 3,
    judgements: Sequence[Judgement] | None = None,
    similarity: _Similarity | None = None,
    similarity_weight: float = 1.0,
    complete: int | None = None,
) -> Alignment:
    """Aligns any number of plans: which items are comparable, in rows.

    `classes` names the parts to align, each with itself; `measure` stands for whole units, goals sections among them. `grouping` is
    `groups` (a row may hold several items of a plan) or `one_to_one`. `judgements` come from `must_link` and `cannot_link`.
    `similarity` is a function of two members, or a symmetric matrix in the order of `units(plans)`; 0 to 1, `None` or NaN where it
    does not know.
    """
def units(plans: _Plans, *, classes: Sequence[_Part] | None = None, annexes: bool = True) -> list[Member]:
    """The units of plans in the order of a similarity matrix: plan by plan, in text order."""
def explain(a: Item | Member, b: Item | Member) -> Explanation:
    """Why two items of two plans match or do not.

    Measures and goals are explained as the units that they belong to. How rare a phrase is, is taken from the two plans and the
    background of the genre; `alignment.explain` takes it from its corpus.
    """
def must_link(
    a: _Reference, b: _Reference, *, by: str | None = None, when: date | None = None, why: str | None = None
) -> Judgement:
    """The two belong into one row. Each is a `Member`, an item, or a pair of plan name and item id."""
def cannot_link(
    a: _Reference, b: _Reference, *, by: str | None = None, when: date | None = None, why: str | None = None
) -> Judgement:
    """The two do not belong into one row. Each is a `Member`, an item, or a pair of plan name and item id."""
def diff(
    before: Plan | Reading,
    after: Plan | Reading,
    *,
    identity: Literal["auto", "address", "content"] = "auto",
    likeness: float = 0.45,
    same_address: float = 0.25,
    pairs: Sequence[tuple[Item | str, Item | str]] | None = None,
) -> Diff:
    """What changed from one plan to another: draft against final, last plan against this one, one county against another.

    `identity` says what the address of an item is worth: `auto` (it counts between plans of one place), `address` or `content`.
    `likeness` and `same_address` are the least likeness of a pair, 0 to 1, at two addresses and at one. `pairs` are pairs that are known
    already: items, or their ids.
    """
def compare(
    plans: _Plans,
    *,
    alignment: Alignment | None = None,
    lang: _Lang = "zh",
    base: str | None = None,
    annexes: bool = True,
    near_misses: int = 1,
) -> Comparison:
    """Compares plans: every table over them, each made when it is asked for.

    `alignment` is one of the same plans in the same order, with judgements or a similarity; else they are aligned when a table needs it.
    `base` is what cells are compared with: the name of a plan, `national` for the national reference, or none for the first plan that has
    something in the row.
    """
@final
class Commonness:
    """In how many units of a corpus each feature stands. Those of parts add up: `sum(parts, Commonness())`."""
    def __new__(cls) -> Commonness: ...
    @property
    def units(self) -> int:
        """How many units were counted."""
    def to_json(self) -> str:
        """The JSON form, for another machine with the same version."""
    @staticmethod
    def from_json(json: str) -> Commonness:
        """staticmethod(function) -> method

        Convert a function to be a static method.

        A static method does not receive an implicit first argument.
        To declare a static method, use this idiom:

             class C:
                 @staticmethod
                 def f(arg1, arg2, argN):
                     ...

        It can be called either on the class (e.g. C.f()) or on an instance
        (e.g. C().f()). Both the class and the instance are ignored, and
        neither is passed implicitly as the first argument to the method.

        Static methods in Python are similar to those found in Java or C++.
        For a more advanced concept, see the classmethod builtin.
        """
    def __add__(self, value: Commonness, /) -> Commonness: ...
    def __radd__(self, value: Commonness, /) -> Commonness: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

_Unit: TypeAlias = tuple[str, int]
CANDIDATES_FROM: float

def commonness(plans: _Plans, *, classes: Sequence[_Part] | None = None, annexes: bool = True) -> Commonness:
    """How common features are among the units of some plans."""
def signatures(
    plans: _Plans, commonness: Commonness, *, classes: Sequence[_Part] | None = None, annexes: bool = True
) -> list[tuple[str, int, int, float]]:
    """The signature of every unit of some plans: name of the plan, place of the unit in it, feature, weight.

    Two units of different plans are candidates when the sum over the features they share of the products of their weights is at least
    `CANDIDATES_FROM`. Features have the same number on every machine.
    """
def score(
    plans: _Plans,
    commonness: Commonness,
    pairs: Sequence[tuple[_Unit, _Unit]],
    *,
    classes: Sequence[_Part] | None = None,
    annexes: bool = True,
) -> list[tuple[_Unit, _Unit, float, float]]:
    """Scores candidate pairs of units of some plans: those that are not hopeless come back, with their bits for `same` and for `same` or `partial`."""
def group(
    plans: _Plans,
    scored: Sequence[tuple[_Unit, _Unit, float, float]],
    *,
    classes: Sequence[_Part] | None = None,
    grouping: Literal["groups", "one_to_one"] = "groups",
    same_from: float = 0.5,
    partial_from: float = 0.35,
    annexes: bool = True,
    near_misses: int = 3,
    judgements: Sequence[Judgement] | None = None,
) -> Alignment:
    """Rows over a whole corpus from pairs that were scored in parts: the alignment that `align` gives with a complete search."""
def _decode(bytes: bytes) -> str: ...
def _restore(name: str, json: str, plans: Sequence[Plan], item: tuple[str, int] | None) -> object: ...
def _plan(json: str, name: str, text: str | None) -> Plan: ...
def _reading(text: str, name: str | None, place: Place | None, issued: date | None) -> Reading: ...
def _part(reading: Reading, kind: str, at: int) -> Diagnostic | Unclaimed: ...
def _alignment(json: str, plans: Sequence[Plan], judgements: str) -> Alignment: ...
def _comparison(
    plans: Sequence[Plan], alignment: Alignment | None, lang: str, base: str | None, annexes: bool, near_misses: int
) -> Comparison: ...
def _table(of: Comparison | Plan | Diff, name: str, lang: str) -> Table: ...
def _cell(table: Table, row: int, column: int, at: int | None) -> Cell | Entry: ...
def _rust_read(texts: Sequence[str], rounds: int) -> list[float]: ...
def _rust_facts(plans: Sequence[Plan]) -> tuple[float, int]: ...
