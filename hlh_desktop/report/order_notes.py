"""What stands below an order: the kind of drug, the factor with its reason, other times, every change of a dose."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from hlh_desktop.domain.change_words import change_place
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.summary import runs
from hlh_desktop.domain.working import percent
from hlh_desktop.report import look
from hlh_desktop.report.boxes import State
from hlh_desktop.report.entries import Entry
from hlh_desktop.report.marks import bold
from hlh_desktop.report.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.case import Change, LineRequest
    from hlh_desktop.domain.orders import Applied, Order, Ordered
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

FLAGS = ("cytotoxic", "antibody")


def notes(sheet: Sheet, ordered: Ordered, order: Order, inset: float) -> Story:
    """The notes of an order as paragraphs that may go on to the next page."""
    sentences = " ".join(_sentences(sheet, ordered, order))
    first = [Entry(None, Paragraph(sentences, look.SMALL_TEXT), inset)] if sentences else []
    told = changes(sheet, ordered) if order is ordered.orders[0] else ()
    return [*first, *(_box(change, inset) for change in told)]


def _sentences(sheet: Sheet, ordered: Ordered, order: Order) -> Iterator[str]:
    drug = sheet.drug(order.drug)
    for flag in FLAGS:
        if getattr(drug, flag):
            yield bold(sheet.markup(f"flag.{flag}"))
    if drug.stated_as:
        yield sheet.markup("stated_as", drug=drug.stated_as)
    if ordered.part is not None:
        yield sheet.markup("part", part=ordered.part)
    yield from _factor(sheet, request_of(sheet, ordered))
    yield from _line_note(sheet, ordered.line)
    yield from _route_note(sheet, ordered.line, order)
    unusual = [sheet.moment(one.at) for run in runs(order) for one in run.unusual]
    if unusual:
        yield bold(sheet.markup("unusual", moments=sheet.joined(unusual)))


def request_of(sheet: Sheet, ordered: Ordered) -> LineRequest | None:
    """What was asked for where this was ordered."""
    regimen = sheet.plan.case.regimen
    asked = regimen.lines if regimen is not None else ()
    return next((one for one in asked if (one.line, one.part) == (ordered.line, ordered.part)), None)


def _factor(sheet: Sheet, request: LineRequest | None) -> Iterator[str]:
    """The factor of the whole line in percent, with its reason."""
    typed = {} if request is None else request.parameters
    factor = Decimal(str(typed.get("factor") or 1))
    if factor != 1:
        yield bold(sheet.markup("factor", percent=percent(Fraction(factor)), reason=typed.get("reason")))


def _line_note(sheet: Sheet, name: str) -> Iterator[str]:
    regimen = sheet.plan.case.regimen
    line = None if regimen is None else sheet.knowledge.line(regimen.protocol, name)
    if line is not None and line.note:
        yield sheet.text(line.note)


def _route_note(sheet: Sheet, name: str, order: Order) -> Iterator[str]:
    """How the doses of both routes compare, where an order goes by another route than the line's usual one."""
    regimen = sheet.plan.case.regimen
    line = None if regimen is None else sheet.knowledge.line(regimen.protocol, name)
    note = None if line is None else sheet.knowledge.route_note(line)
    if note is not None and isinstance(line, Line) and order.route != line.routes[0]:
        yield sheet.text(note.text[sheet.knowledge.wording.language])


def changes(sheet: Sheet, ordered: Ordered) -> Iterator[tuple[str, str]]:
    """Each change that took effect: its word for the box, and the sentence."""
    for applied in ordered.applied:
        change = applied.change
        of, due = _of(sheet, ordered, change), _due(sheet, applied)
        said = sheet.markup(f"changed.{change.do}", of=of, due=due, **_values(sheet, ordered, applied))
        yield sheet.say(f"deed.{change.do}"), " ".join((said, sheet.markup("because", reason=change.reason)))
    for missed in ordered.missed:
        yield sheet.say("deed.missed"), _missed(sheet, ordered, missed)


def _missed(sheet: Sheet, ordered: Ordered, change: Change) -> str:
    said = sheet.markup("changed.missed", of=_of(sheet, ordered, change), deed=sheet.say(f"deed.{change.do}"))
    return " ".join((said, sheet.markup("because", reason=change.reason)))


def _of(sheet: Sheet, ordered: Ordered, change: Change) -> str:
    """The doses that a change is of, as the beginning of a sentence."""
    words = change_place(change, ordered, sheet.plan.case.day_one, sheet.knowledge.wording)
    return words[:1].upper() + words[1:]


def _due(sheet: Sheet, applied: Applied) -> str:
    """The moments of a change; of one that goes on over the days the first and the last."""
    moments = [sheet.moment(at) for at in applied.due]
    if applied.change.reach == "onward" and len(moments) > 1:
        return sheet.say("changed.due", first=moments[0], last=moments[-1])
    return sheet.joined(moments)


def _values(sheet: Sheet, ordered: Ordered, applied: Applied) -> dict[str, str]:
    """What a change changed to."""
    change = applied.change
    if change.do == "move" and change.to is not None:
        given = (one for order in ordered.orders for one in order.administrations)
        moments = sorted({one.at for one in given if one.moved_from in applied.due})
        # A dose that was moved again or held afterwards stands nowhere; then what was asked for is told.
        return {"to": listed(sheet.moment(at) for at in moments or [change.to])}
    if change.factor is not None:
        return {"percent": percent(Fraction(change.factor))}
    return {} if change.route is None else {"route": sheet.say(f"route.{change.route}")}


def _box(change: tuple[str, str], inset: float) -> Entry:
    word, sentence = change
    gutter = inset + State.ROOM + look.GAP
    return Entry(State(word, "thick", inset=inset), Paragraph(sentence, look.SMALL_TEXT), gutter, 1.0)
