"""Each page of each paper says whether anybody here has approved the knowledge; a paper that does not is named here."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.approval.standing import Approval, Edition, KnowledgeStanding
from hlh_desktop.domain.road_map import road_map
from hlh_desktop.report import due_list, plan_pdf
from hlh_desktop.report.due_list import DueChild, DueItem, DueList
from hlh_desktop.report.label_sheet import write_labels
from hlh_desktop.report.printing import Draft
from hlh_desktop.report.road_map_page import write_road_map
from hlh_desktop.report.trend_sheet import Round, write_trends
from tests.builders import ROOT, knowledge, plan
from tests.domain.results.trend.demo import course, series, trend
from tests.report.sheets import BUSY, UNDECIDED, YEAR, printing, texts
from tests.report.test_labels import CHILD
from tests.report.test_standings import ENDED, SIGNED
from tests.report.trend_pages import CASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hlh_desktop.report.printing import Printing

    Printed = Callable[[Printing, BytesIO], None]

EDITION = Edition("2026.11-3", "d")
PHYSICIAN = Approval(EDITION, "1", "Dr A. Example", "physician", datetime(2026, 11, 20, 9, 0))
PHARMACIST = Approval(EDITION, "2", "Ph C. Example", "pharmacist", datetime(2026, 11, 21, 9, 0))
NAME = knowledge().edition
STATES: dict[str, tuple[KnowledgeStanding, str]] = {
    "draft": (KnowledgeStanding(NAME, "draft"), f"Knowledge edition {NAME}: DRAFT, no local clinician has signed it."),
    "half": (
        KnowledgeStanding(NAME, "half", (PHYSICIAN,)),
        f"Knowledge edition {NAME}: DRAFT, signed by Dr A. Example (physician) alone; missing: pharmacist.",
    ),
    "approved": (
        KnowledgeStanding(NAME, "approved", (PHYSICIAN, PHARMACIST), own=2),
        f"Knowledge edition {NAME}: approved here by Dr A. Example (physician) and Ph C. Example (pharmacist), "
        "21 Nov 2026. 2 values are this ward's own.",
    ),
}
ITEMS = tuple(DueItem(f"{hour:02}:00", "dose", "etoposide 89 mg intravenous", "") for hour in range(7, 14))
LIST = DueList(
    "Ward 4B", datetime(2026, 11, 22, 7), datetime(2026, 11, 22, 14),
    tuple(DueChild(str(bed), f"CHILD, {bed}", "No. T1", "", ITEMS) for bed in range(30)), 0,
)  # fmt: skip


def _plan(data: dict[str, Any]) -> Printed:
    return lambda how, target: plan_pdf.write(plan(data), knowledge(), how, target)


def _road(how: Printing, target: BytesIO) -> None:
    made = plan(BUSY)
    write_road_map(made, knowledge(), how, road_map(made, knowledge(), date(2026, 12, 2), None), target)


def _trends(how: Printing, target: BytesIO) -> None:
    write_trends(plan(CASE), knowledge(), how, Round(trend(series(), log=True, doses=course())), target)


def _due(how: Printing, target: BytesIO) -> None:
    due_list.write(LIST, knowledge().wording, how, target)


def _labels(how: Printing, target: BytesIO) -> None:
    write_labels(CHILD, knowledge().wording, how, target)


PAPERS: dict[str, tuple[Printed, ...]] = {
    "plan_pdf.write": tuple(map(_plan, (BUSY, YEAR, UNDECIDED))),
    "road_map_page.write_road_map": (_road,),
    "trend_sheet.write_trends": (_trends,),
    "due_list.write": (_due,),
    "label_sheet.write_labels": (_labels,),
}
# What rests on no clinical number, or is a picture for other programs without head or foot. The recovery sheet opens
# the record for years: what it said of an edition would be false after the next one is signed.
WITHOUT = {"recovery_sheet.write", "trend_sheet.chart_as_pdf", "trend_sheet.chart_as_svg"}
EVERY = [pytest.param(one, id=f"{name} {number}") for name, ones in PAPERS.items() for number, one in enumerate(ones)]


def pages(one: Printed, how: Printing) -> list[str]:
    target = BytesIO()
    one(how, target)
    return [" ".join(page.split()) for page in texts(target.getvalue())]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("one", EVERY)
def test_each_page_of_each_paper_says_how_the_knowledge_stands(one: Printed, state: str) -> None:
    found, line = STATES[state]
    for number, page in enumerate(pages(one, replace(printing(), knowledge=found, standing=SIGNED)), 1):
        assert line in page, number


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("one", EVERY)
def test_outside_of_a_ward_nobody_has_approved_anything(one: Printed, paper: Any) -> None:
    for how in (Draft(), Draft(7), ENDED):
        for number, page in enumerate(pages(one, replace(printing(paper), standing=how)), 1):
            assert ": DRAFT, no local clinician has signed it." in page, number
            assert "approved here" not in page


def test_the_list_of_papers_is_whole() -> None:
    """Whatever a ward or the command line prints into a file is a paper here, or is named as one that says nothing."""
    assert set(_printed()) == PAPERS.keys() | WITHOUT


def _printed() -> Iterator[str]:
    for path in [*(ROOT / "hlh_desktop" / "ward").rglob("*.py"), *(ROOT / "hlh_desktop" / "cli").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hlh_desktop.report."):
                for name in node.names:
                    found = getattr(import_module(str(node.module)), name.name, None)
                    if inspect.isfunction(found) and "BinaryIO" in str(found.__annotations__):
                        yield f"{str(node.module).rpartition('.')[2]}.{name.name}"


def test_a_list_of_several_pages_is_among_them() -> None:
    assert len(pages(_due, printing())) > 1
    assert len(pages(PAPERS["plan_pdf.write"][0], printing())) > 1
