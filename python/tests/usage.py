"""The package as a researcher uses it, for the type checkers: `pyright` in strict mode must have nothing to say. The tests run it too."""

from __future__ import annotations

from decimal import Decimal

import crossplan
from crossplan import Goal, Measure


def main() -> dict[str, object]:
    plans = crossplan.samples()
    reading = crossplan.read(
        "东山县教育提升方案\n为办好教育，制定本方案。\n一、工作目标\n到2025年，高中阶段毛入学率达到95%以上。\n"
        "二、重点任务\n（一）扩大学位。2024年新建学校2所。（责任单位：县教育局、县住建局）"
    )
    warnings = [f"{remark.line}:{remark.column} {remark.message}" for remark in reading.diagnostics]
    money: list[Decimal] = []
    for plan in [*plans, reading.plan]:
        for promise in plan.promises:
            quantity = promise.quantity
            if quantity is not None and quantity.unit == "yuan":
                money.append(quantity.value)
    responsible = {unit for item in plans[0] if isinstance(item, Measure) for unit in item.responsible}
    goals: list[Goal] = plans[0].goals

    alignment = crossplan.align(plans, grouping="one_to_one", same_from=0.6)
    first = alignment.pairs[0]
    apart = crossplan.cannot_link(first.a, first.b, by="wl", why="一为建设，一为管理")
    corrected = alignment.judged([apart])
    why = corrected.explain(first.a, first.b)
    strongest = max(why.steps, key=lambda step: step[2])
    units = crossplan.units(plans)
    own = crossplan.align(plans, similarity=lambda a, b: 1.0 if a.title == b.title else None)

    changes = crossplan.diff(plans[0], plans[1], identity="content")
    weaker = [field.field for change in changes for field in change.fields if field.effect == "weakened"]

    comparison = crossplan.compare(plans, alignment=corrected, lang="en")
    targets = comparison["targets"]
    cell = targets.cell("preschool-gross-enrolment", "XS")
    sentences = [source.sentence for entry in cell for source in entry.sources]
    frame = targets.long.to_polars()
    return {
        "warnings": warnings,
        "money": sum(money, Decimal(0)),
        "responsible": responsible,
        "goals": [goal.targets for goal in goals],
        "rows": len(corrected),
        "strongest": strongest[0],
        "units": len(units),
        "own": len(own),
        "weaker": weaker,
        "sentences": sentences,
        "height": frame.height,
    }
