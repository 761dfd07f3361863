"""Why: the criteria with what was not assessed, the scores as intervals, cause, course and nervous system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Paragraph

from hlh_desktop.report import look
from hlh_desktop.report.boxes import Tick
from hlh_desktop.report.entries import Entry, labelled
from hlh_desktop.report.marks import lines
from hlh_desktop.report.pieces import Section, space
from hlh_desktop.report.tables import PENCIL, bare_table, cell
from hlh_desktop.report.writing import escape, listed, number, with_unit

if TYPE_CHECKING:
    from hlh_desktop.domain.criteria.hlh import Assessment, Item
    from hlh_desktop.domain.laboratory import Result
    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

LABEL, TICK, NAME, STATE = 58.0, 14.0, 0.33, 60.0
TRUTHS: dict[Truth, str] = {True: "met", None: "unknown", False: "not_met"}


def why(sheet: Sheet, room: float) -> Story:
    """The left column of the first page."""
    found = sheet.plan.criteria
    return [
        Section(sheet.say("why.title")),
        *_items(sheet, found.hlh_2004, room),
        space(2),
        *(labelled(escape(label), markup, LABEL) for label, markup in _facts(sheet)),
    ]


def _items(sheet: Sheet, assessment: Assessment, room: float) -> Story:
    """HLH-2004 item by item: box, name, the values that decided, and the state in words."""
    widths = (TICK, room * NAME, room * (1 - NAME) - TICK - STATE, STATE)
    rows = [
        [
            Tick(item.truth),
            cell(escape(sheet.say(f"item.{item.name}"))),
            cell(_values(sheet, item)),
            _state(sheet, item),
        ]
        for item in assessment.items
    ]
    head = Paragraph(_counted(sheet, assessment), look.SMALL_TEXT)
    rules = [("LINEBELOW", (0, 0), (-1, -1), look.HAIRLINE, PENCIL), ("RIGHTPADDING", (2, 0), (3, -1), 0)]
    close = [("TOPPADDING", (0, 0), (-1, -1), 0.6), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.4)]
    return [Entry(None, head, 0), bare_table(rows, widths, [*rules, *close])]


def _counted(sheet: Sheet, assessment: Assessment, key: str = "why.counted") -> str:
    return sheet.markup(
        key, title=assessment.title, met=assessment.met, all=len(assessment.items), need=assessment.need,
        unknown=assessment.unknown, state=sheet.say(f"state.{assessment.state}"),
    )  # fmt: skip


def _values(sheet: Sheet, item: Item) -> str:
    """The results that an item rests on."""
    return lines([escape(_value(sheet, result)) for result in item.results])


def _value(sheet: Sheet, result: Result) -> str:
    """A result with a short name where the item does not say which analyte it is."""
    value = with_unit(reported(result), result.unit)
    key = f"analyte.{result.analyte}"
    name = sheet.say(key) if sheet.knowledge.wording.has(f"paper.{key}") else ""
    return " ".join(part for part in (name, value) if part)


def reported(result: Result) -> str:
    """A value as reported, with its comparator, grouped and without trailing zeros."""
    return (result.comparator or "") + number(result.value)


def _state(sheet: Sheet, item: Item) -> Any:
    word = sheet.markup(f"truth.{TRUTHS[item.truth]}")
    return Paragraph(word if item.truth is False else f"<b>{word}</b>", look.SMALL_RIGHT)


def _facts(sheet: Sheet) -> list[tuple[str, str]]:
    """Label and text of what stands below the items."""
    case, found = sheet.plan.case, sheet.plan.criteria
    severity = case.severity
    defect = sheet.say(f"truth_of.{TRUTHS[case.signs.hlh_gene_defect]}")
    return [
        (sheet.say("why.list_2024"), _counted(sheet, found.hlh_2024, "why.counted_short")),
        (sheet.say("why.hscore"), _hscore(sheet)),
        (sheet.say("why.mas"), sheet.markup(f"mas.{found.mas_2016}")),
        (sheet.say("why.gene"), escape(defect)),
        (sheet.say("why.cause"), escape(cause_text(sheet))),
        (sheet.say("why.course"), sheet.markup(f"course.{severity.course or 'unknown'}")),
        (sheet.say("why.cns"), _nerves(sheet)),
        *_response(sheet),
    ]


def _response(sheet: Sheet) -> list[tuple[str, str]]:
    """The response to treatment so far, where a person has judged it."""
    response = sheet.plan.case.severity.response
    return [] if response is None else [(sheet.say("why.response"), sheet.markup(f"response_so_far.{response}"))]


def _hscore(sheet: Sheet) -> str:
    score = sheet.plan.criteria.hscore
    points = (score.low, score.high)
    chances = (_words(sheet, score.probability_low), _words(sheet, score.probability_high))
    return sheet.markup("why.points", points=_interval(sheet, points), percent=_interval(sheet, chances))


def _words(sheet: Sheet, percent: str) -> str:
    """A probability with "above" and "below" in words."""
    keys = {">": "above", "<": "below"}
    return sheet.say(keys[percent[0]], number=percent[1:]) if percent[0] in keys else percent


def _interval(sheet: Sheet, ends: tuple[object, object]) -> str:
    """One value, or from the lowest to the highest."""
    low, high = ends
    return str(low) if low == high else sheet.say("interval", low=low, high=high)


def cause_text(sheet: Sheet) -> str:
    """What set HLH off, as far as it was answered."""
    cause = sheet.plan.case.etiology
    parts = [sheet.say(f"kind.{cause.kind or 'not_asked'}")]
    if cause.pathogen is not None:
        key = f"pathogen.{cause.pathogen}"
        parts.append(sheet.say(key) if sheet.knowledge.wording.has(f"paper.{key}") else cause.pathogen)
    if cause.ebv_lineage is not None or cause.pathogen == "EBV":
        parts.append(sheet.say(f"lineage.{cause.ebv_lineage or 'unknown'}"))
    if cause.treatment is not None:
        parts.append(sheet.say("why.treatment", treatment=cause.treatment))
    return listed(parts)


def _nerves(sheet: Sheet) -> str:
    severity = sheet.plan.case.severity
    return escape(
        listed((sheet.say(f"cns.{severity.cns or 'unknown'}"), sheet.say(f"csf.{severity.csf or 'unknown'}")))
    )
