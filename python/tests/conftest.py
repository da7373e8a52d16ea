"""What the tests share: an invented text, the sample plans, the invented plans of the library's own tests."""

from __future__ import annotations

from pathlib import Path

import crossplan
import pytest

TEXT = (
    "东山县教育提升方案\n为办好教育，制定本方案。\n一、工作目标\n到2025年，高中阶段毛入学率达到95%以上。\n"
    "二、重点任务\n（一）扩大学位。2024年新建学校2所，投入资金3000万元。（责任单位：县教育局、县住建局）\n"
    "（二）奖励教师。每年评选优秀教师10名，每人奖励2000元。"
)
CASES = Path(__file__).parents[2] / "tests" / "cases" / "plans"


@pytest.fixture(scope="session")
def text() -> str:
    return TEXT


@pytest.fixture(scope="session")
def reading() -> crossplan.Reading:
    return crossplan.read(TEXT)


@pytest.fixture(scope="session")
def plans() -> list[crossplan.Plan]:
    return crossplan.samples()


@pytest.fixture(scope="session")
def alignment(plans: list[crossplan.Plan]) -> crossplan.Alignment:
    return crossplan.align(plans)


@pytest.fixture(scope="session")
def cases() -> list[Path]:
    files = sorted(CASES.glob("*.txt"))
    assert files, f"no invented plans in {CASES}"
    return files
