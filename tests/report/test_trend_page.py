"""The page of the round: complete as every page, the numbers of the demo series on it, legible in black and white."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import ImageOps

from hlh_desktop.report.trend_chart import chart_drawing
from hlh_desktop.report.trend_frame import spread
from hlh_desktop.report.trend_room import Room
from hlh_desktop.report.trend_sheet import chart_as_pdf, chart_as_svg
from tests.domain.results.trend.demo import course, spaced, trend
from tests.report.test_every_page import complete
from tests.report.trend_pages import trend_page

if TYPE_CHECKING:
    from hlh_desktop.report.plan_pdf import Paper

PAGE = " ".join(trend_page().pages[0].split())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("count", "log"), [(0, True), (3, True), (40, False)])
def test_it_is_one_complete_page(paper: Paper, count: int, log: bool) -> None:
    made = trend_page(paper, count, log=log)
    assert len(made.pages) == 1
    complete(made)


def test_the_newest_results_stand_with_their_changes() -> None:
    for row in (
        "ferritin 610 microgram/L 20 Dec > 96 % less 95 % less 3.9 % less",
        "sCD25 1,900 U/mL 20 Dec 87 % less 87 % less 4 % less",
        "platelets 236 \N{MULTIPLICATION SIGN} 10⁹/L 20 Dec highest 476 % more 6.8 % more",
    ):
        assert row in PAGE


def test_the_criteria_stand_with_their_day_and_what_nobody_assessed() -> None:
    assert "HLH-2004: 4 of 8 met, 4 not assessed, 5 needed: open" in PAGE
    assert "Not assessed fever, spleen enlarged, hemophagocytosis, NK activity low" in PAGE
    assert "ferritin (11,734 microgram/L on 21 Nov)" in PAGE


def test_doses_tasks_and_lanes_stand_on_it_and_the_intrathecal_one_without_its_drug() -> None:
    assert "etoposide 6 of 7 89 mg, 13 Dec 14:00 20 Dec 14:00" in PAGE
    assert "due 1 Dec 2026 Response at week 2" in PAGE
    assert "5.9 mg per day" in PAGE
    assert "intrathecal 1 of 1 2 Dec 14:00" in PAGE
    assert "methotrexate" not in PAGE.lower()


def test_tasks_that_find_no_room_are_counted() -> None:
    text = " ".join(trend_page(count=40).pages[0].split())
    shown = len(re.findall(r"due \d+ Dec 2026", text))
    assert f"and {40 - shown} more on the list of tasks" in text
    assert shown >= 3


def test_lines_are_named_and_what_lies_beyond_the_assay_is_written() -> None:
    for words in ("ferritin 500, HLH-2004", "sCD25 2,400, HLH-2004", "ferritin 2,000, week 2", "> 20,000", "day 15"):
        assert words in PAGE


def test_more_charts_than_fit_go_to_a_second_complete_page() -> None:
    made = trend_page(busy=True)
    complete(made)
    assert len(made.pages) == 2
    text = " ".join(made.text.split())
    assert "sCD25, another assay" in text
    assert "Ferritin of 4 Dec is pending." in text
    assert "Sodium" in made.pages[1]


def test_with_very_many_drugs_doses_and_tasks_go_to_the_next_page_together() -> None:
    drugs = ("rituximab", "alemtuzumab", "immunoglobulin", "anakinra", "ruxolitinib", "methylprednisolone")
    made = trend_page("Letter", 20, drugs=(*drugs, "tocilizumab", "ciclosporin", "emapalumab"))
    complete(made)
    assert len(made.pages) == 2
    assert "Doses given" in made.pages[1]
    assert "Open tasks" in made.pages[1]
    assert "cycloSPORINE" in made.pages[0]


def test_only_the_shipped_font_is_used_and_the_same_trend_gives_the_same_bytes() -> None:
    data = trend_page().data
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", data))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+DejaVuSansCondensed(-Bold)?", name) for name in names)
    assert trend_page.__wrapped__().data == data


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_nothing_stands_outside_the_page_s_room(paper: Paper) -> None:
    document = pypdfium2.PdfDocument(trend_page(paper, busy=True).data)
    for page in document:
        image = ImageOps.invert(page.render(scale=1, grayscale=True).to_pil())
        left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
        edge, binder = 5 / 25.4 * 72, 18 / 25.4 * 72
        assert left >= binder - 2
        assert right <= image.width - edge
        assert edge <= top < bottom <= image.height - edge
    document.close()


def test_nothing_on_it_is_written_unsafely() -> None:
    text = trend_page().text
    assert not re.search(r"\d\.0+(?!\d)|(?<!\d)\.\d+\s?m?g\b|\d\.\d*0\s?(mg|g|kg|cm)\b", text)
    assert not re.search(r"µg|μg|\bmcg\b|\bm2\b|10\*9|\d{4}-\d\d-\d\d|(?<![\d.,/-])\d{4,}\s(mg|microgram|U)", text)


def test_the_chart_alone_is_a_page_and_a_drawing_without_a_name() -> None:
    made, pdf, svg = trend(doses=course()), BytesIO(), BytesIO()
    chart_as_pdf(made, pdf)
    document = pypdfium2.PdfDocument(pdf.getvalue())
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    document.close()
    assert "ferritin" in text
    assert b"Helvetica" not in pdf.getvalue()
    chart_as_svg(made, svg)
    root = ElementTree.fromstring(svg.getvalue())
    told = spaced(" ".join(part.strip() for part in root.itertext()))
    assert "ferritin 500, HLH-2004" in told
    assert "> 20,000" in told
    assert told.split()[:3] == ["Ferritin", "and", "sCD25"]
    assert not re.search(rb"clip|None", svg.getvalue())
    assert b"DejaVuSansCondensed" not in svg.getvalue()


def test_a_chart_without_any_result_is_drawn_empty() -> None:
    assert chart_drawing(trend([]), 500, 300).contents


def test_names_at_the_ends_are_kept_apart() -> None:
    assert spread([10, 11, 50], 8, 0, 60) == [10, 18, 50]
    assert spread([58, 59], 8, 0, 60) == [52, 60]


def test_a_name_gives_way_to_a_curve_and_to_another_name() -> None:
    room = Room()
    room.add_curve([(0.0, 0.0), (100.0, 100.0)], 2)
    assert room.if_free("words", 8, [(40.0, 45.0)]) is None
    assert room.place("words", 8, [(40.0, 45.0), (60.0, 10.0)]) == (60.0, 10.0)
    assert room.place("words", 8, [(62.0, 12.0), (0.0, 80.0)]) == (0.0, 80.0)
    assert room.place("words", 8, [(62.0, 12.0)]) == (62.0, 12.0)
