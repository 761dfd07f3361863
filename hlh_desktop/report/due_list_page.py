"""How the list of what is due is laid out: a head and a foot on every page, a child's rows that stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import BaseDocTemplate, Frame, KeepTogether, PageTemplate, Paragraph

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.report import fonts, look, standing
from hlh_desktop.report.boxes import Tick
from hlh_desktop.report.document import SIZES
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.header import SPACED, sized
from hlh_desktop.report.marks import bold, lines
from hlh_desktop.report.paged import Late, PagedCanvas
from hlh_desktop.report.pieces import space, write
from hlh_desktop.report.strips import STRIP, draw_stripes
from hlh_desktop.report.tables import cell, table
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.report.due_list import DueChild, DueItem, DueList
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.printing import Printing

HEAD, MOST_PAGES = 44.0, 999
# Shares of the room: box, time, what, state, when it was done, by whom.
SHARES = (0.035, 0.105, 0.36, 0.23, 0.13, 0.14)
FIELDS = ("time", "what", "state", "done", "by")


def draw(due: DueList, wording: Wording, printing: Printing, target: BinaryIO) -> None:
    """Draws every page."""
    fonts.register()
    page = Page(due, Telling(wording), printing)
    document = BaseDocTemplate(
        target, pagesize=page.size, invariant=1, initialFontName=REGULAR, title=page.due("title"), author=printing.by,
        creator=page.say("program"), lang=page.say("language"),
    )  # fmt: skip
    document.addPageTemplates([page.template()])
    document.build(page.story(), canvasmaker=PagedCanvas)


class Page:
    """The measures of the page and what every page of it carries."""

    def __init__(self, due: DueList, tell: Telling, printing: Printing) -> None:
        self.list, self.tell, self.say, self.printing = due, tell, tell.say, printing
        self.size = SIZES[printing.paper]
        self.room = self.size[0] - look.BINDER - look.OTHER
        self.strip = STRIP if printing.training else 0.0
        self.foot = sized(lines(self._foot()), look.FOOT_TEXT, self.room - self._number_room())

    def due(self, key: str, **values: Any) -> str:
        """A sentence of this list."""
        return self.say(f"due.{key}", **values)

    def _foot(self) -> list[str]:
        at, by, place = self.printing.at, self.printing.by, self.printing.workstation
        printed = self.due("foot.printed", at=self.tell.weekday(at.date()), clock=clock(at), by=by, place=place)
        knowledge = bold(escape(standing.of_ward(self.printing, self.tell.wording)))
        return [bold(escape(self.due("foot.old"))), escape(printed), knowledge, escape(self.say("foot.support"))]

    def _number_room(self) -> float:
        return width(self.say("page", number=MOST_PAGES, count=MOST_PAGES), BOLD, look.BODY)

    def template(self) -> Any:
        """The page template."""
        bottom = look.EDGE + self.foot.height + 2 * look.GAP
        tall = self.size[1] - look.EDGE - self.strip - HEAD - bottom
        frame = Frame(
            look.BINDER, bottom, self.room, tall, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        return PageTemplate("due", [frame], onPage=self._around, pagesize=self.size)

    def _around(self, canvas: Any, document: Any) -> None:
        """Head and foot of a page."""
        if document.page == 1:
            canvas.section("due", self.due("title"))
        x, top = look.BINDER, self.size[1] - look.EDGE
        if self.printing.training:
            top -= STRIP
            draw_stripes(canvas, self.say("strip.training_sheet"), x, top, self.room)
        write(canvas, x, top - look.NAME - 2, self.due("title"), BOLD, look.NAME)
        ward = self.list.ward
        write(canvas, x + self.room - width(ward, BOLD, look.TITLE), top - look.NAME - 2, ward, BOLD, look.TITLE)
        write(canvas, x, top - HEAD + 2.2 * look.GAP, self._shift(), REGULAR, look.DETAILS)
        self._rule(canvas, top - HEAD + look.GAP, look.HEADER_RULE)
        self.foot.drawOn(canvas, x, look.EDGE)
        self._rule(canvas, look.EDGE + self.foot.height + look.GAP, look.HAIRLINE)
        right, y = x + self.room, look.EDGE + self.foot.height - look.BODY
        canvas.later(Late(right, y, BOLD, look.BODY, look.BLACK, lambda n, of, _: self.say("page", number=n, count=of)))

    def _rule(self, canvas: Any, y: float, weight: float) -> None:
        canvas.setLineWidth(weight)
        canvas.setStrokeGray(look.BLACK)
        canvas.line(look.BINDER, y, look.BINDER + self.room, y)

    def _shift(self) -> str:
        begin, end = self.list.begin, self.list.end
        return self.due("shift", begin=self._moment(begin), end=self._moment(end))

    def _moment(self, at: datetime) -> str:
        return NON_BREAKING.join((self.tell.weekday(at.date()), clock(at)))

    # --- what is due

    def story(self) -> Story:
        """Each child with its rows; that there are none is said."""
        found: Story = [piece for child in self.list.children for piece in self._child(child)]
        if not found:
            return [space(look.GAP), Paragraph(bold(escape(self.due("nothing"))), look.SUBTITLE_TEXT)]
        if self.list.none:
            found += [space(look.GAP), Paragraph(escape(self.due("none", count=self.list.none)), look.BODY_TEXT)]
        return found

    def _child(self, child: DueChild) -> Story:
        who = SPACED.join(
            (escape(self.due("bed", bed=child.bed) if child.bed else self.due("no_bed")), escape(child.name))
        )
        head = Paragraph(SPACED.join((bold(who), look.details(escape(child.facts)))), look.SUBTITLE_TEXT)
        note = [Paragraph(bold(escape(child.note)), look.SMALL_TEXT)] if child.note else []
        heads = ["", *(self.due(f"head.{name}") for name in FIELDS)]
        rows = [self._row(item) for item in child.items]
        widths = [share * self.room for share in SHARES]
        return [KeepTogether([space(look.GAP), head, *note, table(heads, rows, widths)])]

    def _row(self, item: DueItem) -> list[Any]:
        what = escape(item.what)
        said = cell(what if item.kind == "task" else bold(what), look.BODY_TEXT)
        return [Tick(False), cell(bold(escape(item.when)), look.BODY_TEXT), said, cell(escape(item.state)), "", ""]
