"""The road map on paper: one page, the same picture as on the screen, told apart without colour, whole on each page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, get_args
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from PIL import ImageChops, ImageOps
from reportlab.pdfgen.canvas import Canvas

from hlh_desktop.domain.log.values import State
from hlh_desktop.domain.road_log import RoadLog
from hlh_desktop.domain.road_map import RoadMap, road_map
from hlh_desktop.report import fonts
from hlh_desktop.report.road_map_marks import STYLES, draw_dose
from hlh_desktop.report.road_map_page import write_road_map
from hlh_desktop.report.road_map_scale import days_of
from tests.builders import case_data, knowledge, plan, regimen
from tests.domain.wizard.sights import EXAMPLE
from tests.report.sheets import BUSY, YEAR, printing, texts
from tests.report.test_standings import ENDED, SEAL, SIGNED
from tests.road_logs import day_eleven, every_state, mark, moved

if TYPE_CHECKING:
    from hlh_desktop.report.printing import Paper, Standing

TODAY = date(2026, 12, 2)
AT = datetime(2026, 12, 2, 14, 5)
CASE = moved(EXAMPLE, datetime(2027, 1, 4, 14, 0, tzinfo=ZoneInfo("Europe/Paris")))
STATES = (*get_args(State), "moved", "ghost")


def file(case: dict[str, Any], log: RoadLog | None, paper: Paper = "A4", standing: Standing = SIGNED) -> bytes:
    made, target = plan(case), BytesIO()
    asked = replace(printing(paper), standing=standing, at=AT)
    write_road_map(made, knowledge(), asked, road_map(made, knowledge(), TODAY, log), target)
    return target.getvalue()


def pages(*asked: Any, **more: Any) -> list[str]:
    return [" ".join(page.split()) for page in texts(file(*asked, **more))]


def drawn(case: dict[str, Any], log: RoadLog | None = None) -> RoadMap:
    return road_map(plan(case), knowledge(), TODAY, log)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("case", "log"), [
    (CASE, day_eleven()), (EXAMPLE, every_state()), (EXAMPLE, None), (BUSY, None), (YEAR, None),
], ids=["log", "every state", "plan", "busy", "year"])  # fmt: skip
def test_a_course_is_one_page_sideways(case: dict[str, Any], log: RoadLog | None, paper: Paper) -> None:
    document = pypdfium2.PdfDocument(file(case, log, paper))
    sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    document.close()
    assert sizes == [{"A4": (842, 595), "Letter": (792, 612)}[paper]]


def test_the_page_tells_what_the_screen_tells() -> None:
    (page,) = pages(CASE, day_eleven())
    for words in (
        "Road map of the course", "as of Wed 2 Dec 2026 14:05", "HERE, day 11", "453 given", "1,508 planned by week 8",
        "caution from 2,000 to 3,000 mg/m²", "4 due", "2 held", "9, moved", "5, awaits release", "5.9 mg",
        "Day 8, etoposide 3: 1 h 25 min late, line blocked", "Day 6, dexAMETHasone 6: missed",
        "Day 8, riTUXimab 2: held (fever), given on day 9", "Day 43, etoposide 9: moved to day 44 (No pharmacy)",
    ):  # fmt: skip
        assert words in page, words
    for key in drawn(CASE, day_eleven()).legend:
        assert key.words in page
    assert "Refused" not in page


def test_each_page_says_who_the_child_is_and_how_the_plan_stands() -> None:
    (page,) = pages(CASE, day_eleven())
    for words in (
        "EXAMPLE, Four", "No. TV04", "Weight 13.5 kg", "BSA 0.59 m²", "Allergies none known", "HLH-94, version 2",
        "Version 2, signed 22 Nov 2026 06:50 by Dr A. Example.", f"Seal {SEAL}", "Page 1 of 1",
        "Printed Wed 2 Dec 2026 14:05 by Dr A. Example on WARD-4B-2.", "Decision support.",
    ):  # fmt: skip
        assert words in page, words
    assert "SUPERSEDED by version 3" in pages(CASE, day_eleven(), standing=ENDED)[0]


def test_without_a_log_nothing_is_said_to_be_given_or_not_to_differ() -> None:
    (page,) = pages(EXAMPLE, None)
    assert "as planned: what was given is not shown" in page
    assert " given" not in page.replace("what was given", "").replace("given from", "")
    assert "differs" not in page


def test_a_log_without_deviations_says_so() -> None:
    assert "Nothing is recorded that differs from the plan." in pages(EXAMPLE, RoadLog())[0]


def test_a_plan_without_doses_says_so() -> None:
    (page,) = pages(case_data(), None)
    assert "No doses are ordered in this plan: options only." in page


def test_the_intrathecal_lane_names_no_drug_and_no_amount() -> None:
    case = case_data(regimen=regimen("intrathecal", protocol="hlh-2004"), severity={"cns": "progressive"})
    told = mark("intrathecal", 16, "held", "8", "methotrexate 8 mg not ready")
    log = RoadLog((told, mark("intrathecal", 23, "awaiting_release")))
    (page,) = pages(case, log)
    assert "Day 16, INTRATHECAL 1: held" in page
    assert not re.search(r"methotrexate|prednisolone|\d mg\b", page.replace("mg/m²", ""))


def test_long_deviations_go_on_and_none_is_cut() -> None:
    sentences = tuple(
        f"Day {day}, etoposide: a nurse wrote down at length what was different, {day}" for day in range(90)
    )
    found = " ".join(pages(CASE, replace(day_eleven(), deviations=sentences)))
    assert all(sentence in found for sentence in sentences)


def test_marks_differ_on_a_photocopy() -> None:
    fonts.register()
    copies = {state: _copy(state) for state in STATES}
    assert set(STYLES) == set(STATES)
    for left, right in combinations(copies, 2):
        unlike = sum(one != other for one, other in zip(copies[left], copies[right], strict=True))
        assert unlike >= 12, (left, right, unlike)


def _copy(state: str) -> bytes:
    """A mark alone on paper, as a copier with hard contrast sees it."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(20, 20), invariant=1, initialFontName=fonts.REGULAR)
    draw_dose(canvas, (10, 10), 10.4, state, "square", "4")
    canvas.save()
    document = pypdfium2.PdfDocument(target.getvalue())
    image = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    document.close()
    return bytes(point < 128 for point in image.tobytes())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_nothing_stands_at_the_edge_and_all_is_black_or_grey(paper: Paper) -> None:
    document = pypdfium2.PdfDocument(file(EXAMPLE, every_state(), paper))
    image = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    left, top, right, bottom = ImageOps.invert(image.convert("L")).getbbox() or (0, 0, 0, 0)
    edge, binder = 5 / 25.4 * 72, 18 / 25.4 * 72
    assert left >= binder - 2
    assert top >= binder - 2
    assert right <= image.width - edge
    assert bottom <= image.height - edge
    for one, other in combinations(image.split(), 2):
        assert ImageChops.difference(one, other).getextrema()[1] <= 2


def test_eight_weeks_are_even_and_a_year_keeps_its_marks_apart() -> None:
    short = days_of(drawn(CASE, day_eleven()), 0, 640)
    widths = {round(right - left, 6) for left, right in pairwise(short.edges)}
    assert widths == {80}
    year = drawn(YEAR)
    days = days_of(year, 0, 640)
    assert days.edges[-1] == pytest.approx(640)
    for lane in year.lanes:
        places = sorted(days.middle(one.day) for one in lane.marks)
        assert all(right - left >= days.side for left, right in pairwise(places))


def test_the_same_map_gives_the_same_bytes() -> None:
    assert file(CASE, day_eleven()) == file(CASE, day_eleven())
