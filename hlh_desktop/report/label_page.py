"""How the sheet of a wristband and labels is laid out: head, band, two columns of labels, notes, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm

from hlh_desktop.domain.telling import Telling
from hlh_desktop.report import fonts, look, standing
from hlh_desktop.report.document import SIZES
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.header import fitting, sized
from hlh_desktop.report.label_pieces import LABEL_WIDE, LONG, OFF, Band, Label
from hlh_desktop.report.label_words import LabelWords
from hlh_desktop.report.marks import bold, lines
from hlh_desktop.report.paged import PagedCanvas
from hlh_desktop.report.pieces import write
from hlh_desktop.report.strips import STRIP, draw_stripes
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from typing import BinaryIO

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.report.label_sheet import LabelledChild
    from hlh_desktop.report.printing import Printing

COLUMNS = 2
# Room between two pieces: each has its own crop marks.
BETWEEN = 2 * (OFF + LONG)
MEASURE = 30
NOTES = ("print", "stick", "scan", "rest")
MOST_ALLERGIES = 300


def draw(child: LabelledChild, wording: Wording, printing: Printing, target: BinaryIO) -> None:
    """Draws the one page."""
    fonts.register()
    words = LabelWords(child, printing, Telling(wording))
    size = SIZES[printing.paper]
    canvas = PagedCanvas(target, pagesize=size, invariant=1, initialFontName=REGULAR, lang=words.tell.say("language"))
    canvas.setTitle(words.say("file_title", name=words.name, mrn=child.mrn))
    canvas.setAuthor(printing.by)
    canvas.setCreator(words.tell.say("program"))
    LabelPage(words, size).draw(canvas)
    canvas.showPage()
    canvas.save()


class LabelPage:
    """The measures of the page and what stands on it."""

    def __init__(self, words: LabelWords, size: tuple[float, float]) -> None:
        self.words, self.size = words, size
        self.room = size[0] - look.BINDER - look.OTHER

    def draw(self, canvas: Any) -> None:
        """Draws the page from its head down; as many labels as there is room for."""
        canvas.section("labels", self.words.say("title"))
        top, x = self.size[1] - look.EDGE, look.BINDER
        if self.words.printing.training:
            top -= STRIP
            draw_stripes(canvas, self.words.say("training_sheet"), x, top, self.room)
        top = self._title(canvas, self._head(canvas, top - look.GAP)) - OFF - LONG
        band = Band(self.words)
        band.draw(canvas, x, top)
        top -= band.tall + BETWEEN
        bottom = self._foot(canvas) + OFF + LONG
        self._notes(canvas, x + COLUMNS * (LABEL_WIDE + BETWEEN), top)
        label = Label(self.words)
        while top - label.tall >= bottom:
            for column in range(COLUMNS):
                label.draw(canvas, x + column * (LABEL_WIDE + BETWEEN), top)
            top -= label.tall + BETWEEN

    def _head(self, canvas: Any, top: float) -> float:
        """Who the child is over the one heavy rule; how far down it reaches."""
        words, x = self.words, look.BINDER
        number = words.number
        size = fitting(number, self.room / 2, look.TITLE, look.BODY)
        right = sized(escape(number), look.heading(size, right=True), min(width(number, BOLD, size) + 1, self.room / 2))
        left = self.room - right.width - look.GAP
        name = sized(escape(words.name), look.heading(fitting(words.name, left, look.NAME, look.LEAST_NAME)), left)
        facts = sized(lines([words.born, words.allergies(MOST_ALLERGIES)]), look.BODY_TEXT, self.room)
        name.drawOn(canvas, x, top - name.height)
        right.drawOn(canvas, x + self.room - right.width, top - right.height)
        top -= max(name.height, right.height) + facts.height
        facts.drawOn(canvas, x, top)
        self._rule(canvas, top - look.GAP, look.HEADER_RULE)
        return top - look.GAP

    def _title(self, canvas: Any, top: float) -> float:
        """The title of the sheet; how far down it reaches."""
        title, note, base = self.words.say("title"), self.words.say("note"), top - 1.5 * look.TITLE
        write(canvas, look.BINDER, base, title, BOLD, look.TITLE)
        left = look.BINDER + self.room - width(note, REGULAR, look.SMALL)
        write(canvas, left, base, note, REGULAR, look.SMALL, look.MUTED)
        return base - look.GAP

    def _notes(self, canvas: Any, x: float, top: float) -> None:
        """What to mind, beside the labels, with a line that proves the size of the print."""
        room = look.BINDER + self.room - x
        write(canvas, x, top - look.SECTION, self.words.say("about.title"), BOLD, look.SECTION)
        top -= look.SECTION + look.GAP
        for name in NOTES:
            text = sized(self.words.markup(f"about.{name}", length=MEASURE), look.TINY_TEXT, room)
            top -= text.height + look.GAP
            text.drawOn(canvas, x, top)
            if name == NOTES[0]:
                top -= look.GAP + 2
                self._measure(canvas, x, top)
        canvas.line(x, top - 3 * look.GAP, x + room / 2, top - 3 * look.GAP)

    def _measure(self, canvas: Any, x: float, y: float) -> None:
        """The line to measure, with its two ends."""
        long = MEASURE * mm
        canvas.setStrokeGray(look.BLACK)
        canvas.setLineWidth(look.TITLE_RULE)
        canvas.lines([(x, y, x + long, y), (x, y - 3, x, y + 3), (x + long, y - 3, x + long, y + 3)])

    def _foot(self, canvas: Any) -> float:
        """When, by whom and where it was printed, what it is, how the knowledge stands; how far up it reaches."""
        knowledge = bold(escape(standing.of_ward(self.words.printing, self.words.tell.wording)))
        # Beside each other: a third line would take the room of two labels on the shorter paper.
        said = [" ".join((bold(escape(self.words.printed)), knowledge)), self.words.markup("foot.kind")]
        text = sized(lines(said), look.FOOT_TEXT, self.room)
        text.drawOn(canvas, look.BINDER, look.EDGE)
        top = float(look.EDGE + text.height + look.GAP)
        self._rule(canvas, top, look.HAIRLINE)
        return top

    def _rule(self, canvas: Any, y: float, weight: float) -> None:
        canvas.setLineWidth(weight)
        canvas.setStrokeGray(look.BLACK)
        canvas.line(look.BINDER, y, look.BINDER + self.room, y)
