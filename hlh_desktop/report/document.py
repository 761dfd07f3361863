"""The document: pages upright, sideways and intrathecal, each with head, foot, strips and the mark of its standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4, landscape, letter
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

from hlh_desktop.report import look, standing
from hlh_desktop.report.bands import draw_bands
from hlh_desktop.report.fonts import REGULAR
from hlh_desktop.report.footer import Footer
from hlh_desktop.report.header import Header
from hlh_desktop.report.identity import full_name
from hlh_desktop.report.paged import PagedCanvas
from hlh_desktop.report.strips import STRIP, draw_mark, draw_strip, draw_stripes

if TYPE_CHECKING:
    from typing import BinaryIO

    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

SIZES: dict[str, tuple[float, float]] = {"A4": A4, "Letter": letter}
UPRIGHT, SIDEWAYS, INTRATHECAL = "upright", "sideways", "intrathecal"
BAND_ROOM = 34.0


class Layout:
    """The measures of a page and what every page of it carries."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet, self.name = sheet, name
        size = SIZES[sheet.printing.paper]
        self.size = landscape(size) if name == SIDEWAYS else size
        # A sideways page is bound at its top: turned into the binder, that is the left side of the upright ones.
        self.top = look.BINDER if name == SIDEWAYS else look.EDGE
        self.room = self.size[0] - look.BINDER - look.OTHER
        self.header, self.footer = Header(sheet, self.room), Footer(sheet, self.room)
        self.inset = BAND_ROOM if name == INTRATHECAL else 0.0
        training = [(draw_stripes, sheet.say("strip.training"))] if sheet.printing.training else []
        black = [(draw_strip, standing.strip(sheet))] if standing.strip(sheet) else []
        self.strips = [*training, *black]

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Left, bottom, width and height of the room between head and foot."""
        bottom = look.EDGE + self.footer.height + look.GAP + self.inset
        top = self.size[1] - self.top - STRIP * len(self.strips) - self.header.height - 2 * look.GAP - self.inset
        return look.BINDER, bottom, self.room, top - bottom

    def draw(self, canvas: Any, _: Any) -> None:
        """Draws what lies under the text of every page."""
        x, y, room, tall = self.frame
        if mark := standing.mark(self.sheet):
            draw_mark(canvas, mark, (x, y, room, tall))
        top = self.size[1] - self.top
        for draw, words in self.strips:
            top -= STRIP
            draw(canvas, words, x, top, room)
        self.header.draw(canvas, x, top - look.GAP)
        self.footer.draw(canvas, x, look.EDGE)
        if self.inset:
            draw_bands(canvas, self.sheet, (x, y, room, tall), self.inset)

    def template(self) -> Any:
        """The page template."""
        x, y, room, tall = self.frame
        frame = Frame(x, y, room, tall, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        return PageTemplate(self.name, [frame], onPage=self.draw, pagesize=self.size)


def layouts(sheet: Sheet) -> dict[str, Layout]:
    """The three kinds of pages."""
    return {name: Layout(sheet, name) for name in (UPRIGHT, SIDEWAYS, INTRATHECAL)}


def new_page(name: str = UPRIGHT) -> Story:
    """Goes on on a new page of a kind."""
    return [NextPageTemplate(name), PageBreak()]


def build(sheet: Sheet, pages: dict[str, Layout], story: Story, target: BinaryIO) -> None:
    """Writes a story. The same story gives the same bytes: no clock, no path and no random name goes in."""
    document = BaseDocTemplate(
        target,
        pagesize=pages[UPRIGHT].size,
        invariant=1,
        initialFontName=REGULAR,
        title=_title(sheet),
        author=sheet.printing.by,
        subject=standing.subject(sheet),
        creator=sheet.say("program"),
        lang=sheet.say("language"),
    )
    document.addPageTemplates([page.template() for page in pages.values()])
    document.build(story, canvasmaker=PagedCanvas)


def _title(sheet: Sheet) -> str:
    mrn = sheet.plan.case.patient.mrn
    return sheet.say("file_title", name=full_name(sheet), mrn=mrn, standing=standing.word(sheet))
