"""The page for the round: newest results, criteria, the charts with the doses, what was given, what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.graphics import renderPDF
from reportlab.platypus import Paragraph

from hlh_desktop.report import fonts, look
from hlh_desktop.report.document import UPRIGHT, build, layouts
from hlh_desktop.report.entries import Beside, Stack
from hlh_desktop.report.marks import bold
from hlh_desktop.report.pieces import Drawn, Section, Title, space
from hlh_desktop.report.sheet import Sheet
from hlh_desktop.report.tables import cell, heavy, table, tight
from hlh_desktop.report.trend_chart import chart_drawing
from hlh_desktop.report.trend_criteria import criteria
from hlh_desktop.report.trend_lanes import Lanes
from hlh_desktop.report.trend_small import small_drawing
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from typing import BinaryIO

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.results.trend.values import Curve
    from hlh_desktop.report.document import Layout
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.printing import Printing
    from hlh_desktop.report.trend_sheet import Round

# Of a small chart, and of the large one above its lanes; the large one takes what is left of the page.
SMALL, LEAST, MOST, ACROSS = 84.0, 175.0, 290.0, 4
TASKS = (8, 6, 4, 3)
# Where that much is not left for the large chart, doses and tasks go to the next page.
FEWEST = 110.0
# So many results that are in no chart are named on the page; the screen and the flowsheet have all of them.
LEFT_OUT = 6
VALUES, NOTE = 0.62, look.NOTE
# Shares of the tables' own room.
VALUE_WIDTHS = (0.18, 0.25, 0.1, 0.16, 0.165, 0.145)
DOSE_WIDTHS = (0.3, 0.13, 0.34, 0.23)


def draw(plan: Plan, knowledge: Knowledge, printing: Printing, found: Round, target: BinaryIO) -> None:
    """Draws the page."""
    fonts.register()
    sheet = Sheet(plan, knowledge, printing)
    pages = layouts(sheet)
    build(sheet, pages, Page(sheet, found, pages[UPRIGHT]).story(), target)


class Page:
    """The page while it is laid out."""

    def __init__(self, sheet: Sheet, found: Round, page: Layout) -> None:
        self.sheet, self.found, self.trend = sheet, found, found.trend
        self.room, self.tall = page.room, page.frame[3]

    def say(self, key: str, **values: Any) -> str:
        """A sentence of this page."""
        return self.sheet.knowledge.wording.say(f"trend.page.{key}", **values)

    def story(self) -> Story:
        """Everything, with the large chart as tall as the rest leaves room; tasks that find none are counted."""
        note = self.say("note", dates=self.trend.dates, day=self.found.day) if self.found.day else self.trend.dates
        head: Story = [Title("trends", self.say("title"), note), *self._top()]
        smalls, rest = self._smalls()
        lanes = Lanes(self.trend).height
        for most in TASKS:
            bottom = self._bottom(most)
            left = self._left(*head, *smalls, *bottom)
            if left >= LEAST + lanes:
                break
        if left < FEWEST + lanes:
            left = self._left(*head, *smalls)
        chart = Charted(chart_drawing(self.trend, self.room, min(max(left, FEWEST + lanes), MOST + lanes)))
        return [*head, space(look.GAP), chart, *smalls, *bottom, *rest]

    def _left(self, *pieces: Any) -> float:
        """What pieces leave of the page for the large chart."""
        return self.tall - sum(self._height(piece) for piece in pieces) - 2 * look.GAP

    def _height(self, piece: Any) -> float:
        """What a piece takes of the page, with the room around it."""
        return float(piece.wrap(self.room, self.tall)[1] + piece.getSpaceBefore() + piece.getSpaceAfter())

    def _top(self) -> Story:
        """The newest results with their changes, and the criteria beside them."""
        wide = self.room * VALUES
        left = Stack([Section(self.say("values")), *self._values(wide)], wide)
        room = self.room - wide - 2 * look.GAP
        return [Beside((left, Stack(criteria(self.sheet, self.say), room)))]

    def _values(self, room: float) -> Story:
        """A row for each curve that has a result."""
        curves = [curve for curve in self.trend.curves() if curve.changes is not None]
        if not curves:
            return [Paragraph(escape(self.say("no_results")), look.SMALL_TEXT)]
        keys = ("analyte", "newest", "date", "peak", "day_one", "per_day")
        heads = [self.say(f"head_{key}") for key in keys]
        rows = [self._value(curve) for curve in curves]
        widths = [share * room for share in VALUE_WIDTHS]
        note = Paragraph(escape(self.say("per_day_is")), look.NOTE_TEXT)
        return [table(heads, rows, widths, [*SMALL_ROWS, *tight(), *_first()]), note]

    def _value(self, curve: Curve) -> list[Any]:
        changes = curve.changes
        assert changes is not None  # asked for those that have some
        newest = changes.newest
        told = (changes.since_peak, changes.since_day_one, changes.per_day)
        nothing = self.say("nothing")
        words = [nothing if one is None else one.text for one in told]
        if changes.highest:
            words[0] = self.say("highest")
        day = self.sheet.tell.short(newest.at.date())
        # Where both have no room on one line, the unit goes to the next one.
        value = cell(" ".join((escape(newest.shown), escape(curve.unit))), look.TINY_TEXT)
        return [cell(bold(escape(curve.name)), look.TINY_TEXT), value, day, *words]

    def _smalls(self) -> tuple[Story, Story]:
        """The small charts, four of them in a row; those of later rows go to the next page."""
        charts = self.trend.small
        if not charts:
            return [], []
        wide = (self.room - (ACROSS - 1) * 2 * look.GAP) / ACROSS
        drawings = [small_drawing(self.trend, chart, wide, SMALL) for chart in charts]
        rows = [drawings[place : place + ACROSS] for place in range(0, len(drawings), ACROSS)]
        head = Section(self.say("others"), self.say("others_note"))
        legend = Paragraph(escape(self.say("legend")), look.NOTE_TEXT)
        notes = [Paragraph(escape(chart.note), look.NOTE_TEXT) for chart in charts if chart.note]
        said = [chart.refused for chart in self.trend.charts if chart.refused]
        notes += [
            Paragraph(escape(" ".join(part)), look.NOTE_TEXT) for part in (said, self.trend.left_out[:LEFT_OUT]) if part
        ]
        first, *others = [Row(row, wide) for row in rows]
        return [head, first, legend, *notes], [piece for row in others for piece in (space(look.GAP), row)]

    def _bottom(self, most: int) -> Story:
        """What was given, and beside it the tasks that come next."""
        half = (self.room - 4 * look.GAP) / 2
        return [space(look.GAP), Beside((Stack(self._given(half), half), Stack(self._tasks(most), half)))]

    def _given(self, room: float) -> Story:
        head = Section(self.say("given"))
        if not self.found.given:
            return [head, Paragraph(escape(self.say("nothing_given")), look.SMALL_TEXT)]
        nothing = self.say("nothing")
        heads = [self.say(f"head_{key}") for key in ("drug", "given", "last", "next")]
        rows = [
            [cell(bold(escape(one.title)), look.TINY_TEXT), one.given, one.last or nothing, one.next or nothing]
            for one in self.found.given
        ]
        return [head, table(heads, rows, [share * room for share in DOSE_WIDTHS], [*SMALL_ROWS, *tight()])]

    def _tasks(self, most: int) -> Story:
        head, tasks = Section(self.say("tasks")), self.found.tasks
        if not tasks:
            return [head, Paragraph(escape(self.say("no_tasks")), look.SMALL_TEXT)]
        said = [
            Paragraph(" ".join((bold(escape(task.due)), escape(task.text), bold(escape(task.word)))), look.TINY_TEXT)
            for task in tasks[:most]
        ]
        more = len(tasks) - most
        last = [Paragraph(escape(self.say("more_tasks", count=more)), look.TINY_TEXT)] if more > 0 else []
        return [head, *said, *last]


SMALL_ROWS: tuple[tuple[Any, ...], ...] = (("FONTSIZE", (0, 0), (-1, -1), NOTE), ("VALIGN", (0, 1), (-1, -1), "TOP"))


def _first() -> list[tuple[Any, ...]]:
    """The newest results stand out before their changes."""
    return heavy(0)


class Charted(Drawn):
    """A drawing as a piece of the page."""

    def __init__(self, drawing: Any) -> None:
        super().__init__(drawing.height)
        self.drawing = drawing

    def draw(self) -> None:
        """Draws it where the page puts it."""
        renderPDF.draw(self.drawing, self.canv, 0, 0)


class Row(Drawn):
    """Drawings of one width beside each other."""

    def __init__(self, drawings: list[Any], wide: float) -> None:
        super().__init__(max(drawing.height for drawing in drawings))
        self.drawings, self.wide = drawings, wide

    def draw(self) -> None:
        """Draws them from the left."""
        for place, drawing in enumerate(self.drawings):
            renderPDF.draw(drawing, self.canv, place * (self.wide + 2 * look.GAP), 0)
