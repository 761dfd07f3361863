"""Signatures: four verifications, each with what it states, room for a refusal, and the standing notice in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import KeepTogether, Paragraph

from hlh_desktop.report import look
from hlh_desktop.report.boxes import Tick
from hlh_desktop.report.entries import Entry
from hlh_desktop.report.fonts import BOLD, REGULAR
from hlh_desktop.report.pieces import Drawn, Section, Title, space, write
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

SIGNERS = ("prescriber", "pharmacist", "nurse_1", "nurse_2")
STATEMENTS = (1, 2, 3)
FIELDS = (("name", 0.29), ("role", 0.22), ("date", 0.15), ("time", 0.09), ("signature", 0.25))
APART, WRITING_ROOM = 12.0, 30.0
GUTTER = 165.0


def signatures(sheet: Sheet) -> Story:
    """The signature page of a draft that is signed by hand."""
    plan = sheet.plan
    doses = sum(len(order.administrations) for order in plan.orders)
    key = "sign.valid" if doses else "sign.nothing"
    sentence = sheet.markup(key, orders=len(plan.orders), doses=doses, edition=plan.edition)
    blocks = [KeepTogether(_block(sheet, number, signer)) for number, signer in enumerate(SIGNERS, 1)]
    refusal = [Section(sheet.say("sign.refused"), sheet.say("sign.refused_note")), Lines(2)]
    return [
        Title("signatures", sheet.say("sign.title"), sheet.say("sign.note")),
        Paragraph(sentence, look.BODY_TEXT),
        space(8),
        *blocks,
        KeepTogether([*refusal, space(8), Framed(Paragraph(_notice(sheet), look.BODY_TEXT))]),
    ]


def _notice(sheet: Sheet) -> str:
    return sheet.markup("sign.notice", edition=sheet.plan.edition)


def _block(sheet: Sheet, number: int, signer: str) -> Story:
    """One verification: who, what is stated, and the fields to fill."""
    statements = [
        Entry(Tick(truth=False), Paragraph(escape(sheet.say(f"sign.{signer}.{place}")), look.SMALL_TEXT), 15.0, 1.5)
        for place in STATEMENTS
    ]
    who = Who(str(number), sheet.say(f"sign.{signer}.title"), sheet.say(f"sign.{signer}.does"))
    fields = [(sheet.say(f"sign.field.{name}"), share) for name, share in FIELDS]
    return [Headed(who, statements), Fields(fields), space(10)]


class Who(Drawn):
    """The number and role of a signer over what they do."""

    def __init__(self, number: str, title: str, does: str) -> None:
        super().__init__(30.0)
        self.number, self.title, self.does = number, title, does

    def draw(self) -> None:
        """Draws number, role and deed."""
        write(self.canv, 0, 18, self.number, BOLD, look.TITLE)
        write(self.canv, 22, 18, self.title, BOLD, look.SECTION)
        write(self.canv, 22, 7, self.does, REGULAR, look.SMALL, look.MUTED)


class Headed(Drawn):
    """A signer at the left, the statements at the right, under a rule."""

    def __init__(self, who: Who, statements: Story) -> None:
        super().__init__(0)
        self.who, self.statements = who, statements

    def wrap(self, room: float, most: float) -> tuple[float, float]:
        """As tall as the taller side."""
        self.width = room
        self.who.wrap(GUTTER, most)
        told = sum(one.wrap(room - GUTTER, most)[1] + one.getSpaceAfter() for one in self.statements)
        self.height = max(told, self.who.height) + look.GAP
        return room, self.height

    def draw(self) -> None:
        """Draws both sides from the top."""
        canvas, y = self.canv, self.height
        canvas.setLineWidth(look.FRAME)
        canvas.setStrokeGray(look.BLACK)
        canvas.line(0, y, self.width, y)
        self.who.drawOn(canvas, 0, y - look.GAP - self.who.height)
        y -= look.GAP
        for one in self.statements:
            one.drawOn(canvas, GUTTER, y - one.height)
            y -= one.height + one.getSpaceAfter()


class Fields(Drawn):
    """Lines to write on, each with its label below."""

    def __init__(self, fields: list[tuple[str, float]]) -> None:
        super().__init__(WRITING_ROOM + look.NOTE * 1.5)
        self.fields = fields

    def draw(self) -> None:
        """Draws each line with its label."""
        x, base = 0.0, look.NOTE * 1.5
        for label, share in self.fields:
            wide = self.width * share
            self.canv.setLineWidth(look.TITLE_RULE)
            self.canv.setStrokeGray(look.BLACK)
            self.canv.line(x, base, x + wide - (APART if x + wide < self.width - 1 else 0), base)
            write(self.canv, x, 1, label, REGULAR, look.NOTE, look.MUTED)
            x += wide


class Lines(Drawn):
    """Empty lines to write on."""

    def __init__(self, count: int) -> None:
        super().__init__(count * (WRITING_ROOM - APART))
        self.count = count

    def draw(self) -> None:
        """Draws the lines."""
        self.canv.setLineWidth(look.HAIRLINE)
        self.canv.setStrokeGray(look.LINE)
        for place in range(self.count):
            y = place * (WRITING_ROOM - APART)
            self.canv.line(0, y, self.width, y)


class Framed(Drawn):
    """A paragraph in a heavy frame."""

    def __init__(self, body: Paragraph) -> None:
        super().__init__(0)
        self.body = body

    def wrap(self, room: float, most: float) -> tuple[float, float]:
        """The paragraph with room around it."""
        self.width = room
        self.height = self.body.wrap(room - 4 * look.GAP, most)[1] + 3 * look.GAP
        return room, self.height

    def draw(self) -> None:
        """Draws frame and paragraph."""
        self.canv.setLineWidth(look.FRAME)
        self.canv.setStrokeGray(look.BLACK)
        self.canv.rect(0, 0, self.width, self.height)
        self.body.drawOn(self.canv, 2 * look.GAP, 1.5 * look.GAP)
