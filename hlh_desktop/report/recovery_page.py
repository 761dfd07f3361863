"""How the recovery sheet is drawn: the ward, the rows with their code to scan, when and how to use it, who did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Frame, Paragraph

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.report import fonts, look
from hlh_desktop.report.codes import draw_code
from hlh_desktop.report.document import SIZES
from hlh_desktop.report.entries import labelled
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.header import SPACED, sized
from hlh_desktop.report.marks import bold, lines, pair
from hlh_desktop.report.paged import PagedCanvas
from hlh_desktop.report.pieces import Drawn, Section, draw_rule, space, write
from hlh_desktop.report.signatures import Fields
from hlh_desktop.report.strips import STRIP, draw_stripes
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.recovery_sheet import RecoverySheet

NEEDED, STEPS, TIMES_USED = (1, 2, 3), (1, 2, 3, 4), 3
FIELDS = (("who", 0.29), ("date", 0.15), ("time", 0.09), ("why", 0.22), ("signature", 0.25))
ROW, LETTERS, SPREAD, CODE_SIDE = 24.5, 15.5, 2.4, 165.0
LABEL, HEAD, FOOT = 14.0, 50.0, 46.0


def draw(sheet: RecoverySheet, wording: Wording, target: BinaryIO) -> None:
    """Draws the one page."""
    fonts.register()
    page = Page(sheet, Telling(wording))
    canvas = PagedCanvas(target, pagesize=page.size, invariant=1, initialFontName=REGULAR, lang=page.say("language"))
    canvas.setTitle(page.recovery("file_title", ward=sheet.ward, number=sheet.number))
    canvas.setAuthor(sheet.by)
    canvas.setCreator(page.say("program"))
    page.draw(canvas)
    canvas.showPage()
    canvas.save()


class Page:
    """The measures of the page and what stands on it."""

    def __init__(self, sheet: RecoverySheet, tell: Telling) -> None:
        self.sheet, self.tell, self.say = sheet, tell, tell.say
        self.size = SIZES[sheet.paper]
        self.room = self.size[0] - look.BINDER - look.OTHER

    def recovery(self, key: str, **values: Any) -> str:
        """A sentence of this sheet."""
        return self.say(f"recovery.{key}", **values)

    def markup(self, key: str, **values: Any) -> str:
        """A sentence of this sheet as markup; marks in its values are printed as they stand."""
        return self.recovery(key, **{name: escape(str(value)) for name, value in values.items()})

    def when(self, at: datetime) -> str:
        """A date with its clock time."""
        return NON_BREAKING.join((self.tell.day(at.date()), clock(at)))

    def draw(self, canvas: Any) -> None:
        """Draws head, body and foot."""
        canvas.section("recovery", self.recovery("title"))
        top = self.size[1] - look.EDGE
        if self.sheet.training:
            top -= STRIP
            draw_stripes(canvas, self.say("strip.training_sheet"), look.BINDER, top, self.room)
        self._head(canvas, top - look.GAP)
        self._foot(canvas)
        bottom = look.EDGE + FOOT
        tall = top - HEAD - bottom
        frame = Frame(
            look.BINDER, bottom, self.room, tall, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        story = self._story()
        frame.addFromList(story, canvas)
        if story:
            raise ValueError(self.size)

    def _head(self, canvas: Any, top: float) -> None:
        """The ward and its number over the one heavy rule."""
        sheet, x = self.sheet, look.BINDER
        title = self.recovery("title")
        left = self.room - width(title, BOLD, look.TITLE) - 2 * look.GAP
        name = sized(escape(sheet.ward), look.heading(look.NAME), left)
        size = look.NAME if name.height <= look.NAME * look.LEADING + 1 else look.SUBTITLE
        name = sized(escape(sheet.ward), look.heading(size), left)
        name.drawOn(canvas, x, top - look.NAME * look.LEADING)
        write(canvas, x + self.room - width(title, BOLD, look.TITLE), top - look.NAME, title, BOLD, look.TITLE)
        told = {"number": sheet.number, "made": self.when(sheet.made), "sheet": str(sheet.sheet)}
        facts = SPACED.join(pair(self.markup(f"fact.{key}"), escape(value)) for key, value in told.items())
        line = sized(facts, look.BODY_TEXT, self.room)
        line.drawOn(canvas, x, top - HEAD + 2.5 * look.GAP)
        canvas.setLineWidth(look.HEADER_RULE)
        canvas.setStrokeGray(look.BLACK)
        canvas.line(x, top - HEAD + 2 * look.GAP, x + self.room, top - HEAD + 2 * look.GAP)

    def _foot(self, canvas: Any) -> None:
        """How long the sheet holds, and its printing."""
        sheet = self.sheet
        said = [
            bold(self.markup("foot.valid", sheet=sheet.sheet, number=sheet.number, later=sheet.sheet + 1)),
            self.markup("foot.printed", at=self.when(sheet.at), by=sheet.by, place=sheet.workstation),
            self.markup("foot.kind"),
        ]
        text = sized(lines(said), look.FOOT_TEXT, self.room)
        canvas.setLineWidth(look.HAIRLINE)
        canvas.setStrokeGray(look.BLACK)
        canvas.line(look.BINDER, look.EDGE + FOOT - look.GAP, look.BINDER + self.room, look.EDGE + FOOT - look.GAP)
        text.drawOn(canvas, look.BINDER, look.EDGE + FOOT - 2 * look.GAP - text.height)

    def _story(self) -> Story:
        return [
            Paragraph(bold(self.markup("warning")), look.heading(look.TITLE)),
            space(4),
            Paragraph(self.markup("keep"), look.BODY_TEXT),
            space(6),
            Section(self.recovery("key"), self.recovery("key_note")),
            Key(self.sheet, self.recovery("same")),
            Paragraph(self.markup("check"), look.NOTE_TEXT),
            space(6),
            Section(self.recovery("needed.title")),
            *(labelled(str(place), self.markup(f"needed.{place}"), LABEL) for place in NEEDED),
            space(6),
            Section(self.recovery("how.title")),
            *(labelled(str(place), self.markup(f"how.{place}"), LABEL) for place in STEPS),
            space(6),
            Section(self.recovery("used"), self.recovery("used_note")),
            *(Fields([(self._field(name, row), share, "") for name, share in FIELDS]) for row in range(TIMES_USED)),
        ]

    def _field(self, name: str, row: int) -> str:
        """The label below a line to write on: below the last only."""
        return self.recovery(f"field.{name}") if row == TIMES_USED - 1 else ""


class Key(Drawn):
    """The rows of the code at the left, the same to scan at the right."""

    def __init__(self, sheet: RecoverySheet, same: str) -> None:
        super().__init__(ROW * len(sheet.rows) + look.GAP)
        self.sheet, self.same = sheet, same

    def draw(self) -> None:
        """Draws each row over its hairline, and the code."""
        rows = self.width - CODE_SIDE - 4 * look.GAP
        for place, row in enumerate(self.sheet.rows, 1):
            base = self.height - place * ROW + look.GAP
            write(self.canv, 4, base + 1, str(place), REGULAR, look.BODY, look.MUTED)
            self._letters(row, base)
            draw_rule(self.canv, rows, base - look.GAP, look.HAIRLINE, look.LINE)
        x = self.width - CODE_SIDE
        draw_code(self.canv, self.sheet.scan, x, self.height - look.GAP - CODE_SIDE, CODE_SIDE)
        left = x + (CODE_SIDE - width(self.same, REGULAR, look.NOTE)) / 2
        write(self.canv, left, self.height - CODE_SIDE - 3 * look.GAP, self.same, REGULAR, look.NOTE, look.MUTED)

    def _letters(self, row: str, base: float) -> None:
        """A row in large letters apart from each other; its check figures are not bold."""
        letters, _, check = row.rpartition("-")
        text = self.canv.beginText(26, base)
        text.setFillGray(look.BLACK)
        text.setCharSpace(SPREAD)
        for font, part in ((BOLD, letters), (REGULAR, f"-{check}")):
            text.setFont(font, LETTERS)
            text.textOut(part)
        text.setCharSpace(0)
        self.canv.drawText(text)
