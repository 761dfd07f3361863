"""Signatures: verifications with what each states, those of the record filled in, and the standing notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import KeepTogether, Paragraph

from hlh_desktop.report import look, standing
from hlh_desktop.report.boxes import State, Tick
from hlh_desktop.report.document import new_page
from hlh_desktop.report.entries import Entry
from hlh_desktop.report.fonts import BOLD, REGULAR
from hlh_desktop.report.header import sized
from hlh_desktop.report.pieces import Drawn, Section, Title, space, write
from hlh_desktop.report.printing import Signed, Superseded
from hlh_desktop.report.sheet import clock
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

PRESCRIBER, SECOND = "prescriber", "second"
VERIFIERS = ("pharmacist", "nurse_1", "nurse_2")
STATEMENTS = (1, 2, 3)
FIELDS = (("name", 0.29), ("role", 0.22), ("date", 0.15), ("time", 0.09), ("signature", 0.25))
APART, WRITING_ROOM = 12.0, 30.0
GUTTER = 165.0


@dataclass(frozen=True, slots=True)
class Signer:
    """One verification; `by` and `signed` where it stands in the record."""

    key: str
    by: str = ""
    signed: Signed | None = None


def signatures(sheet: Sheet) -> Story:
    """The signature page; of a draft that is signed in the program only the standing notice (rule D5)."""
    notice = Framed(Paragraph(_notice(sheet), look.BODY_TEXT))
    if standing.signature(sheet) is None and not standing.for_hands(sheet):
        return [space(8), KeepTogether([notice])]
    blocks = [KeepTogether(_block(sheet, number, signer)) for number, signer in enumerate(_signers(sheet), 1)]
    refusal = [Section(sheet.say("sign.refused"), sheet.say("sign.refused_note")), Lines(2), space(8)]
    return [
        *new_page(),
        Title("signatures", sheet.say("sign.title"), _note(sheet)),
        Paragraph(_sentence(sheet), look.BODY_TEXT),
        space(8),
        *blocks,
        KeepTogether([*(refusal if standing.for_hands(sheet) else []), notice]),
    ]


def _notice(sheet: Sheet) -> str:
    """The standing notice: whether anybody here has approved the numbers, and what the program is not."""
    if standing.is_approved(sheet):
        return sheet.markup("sign.notice_approved", line=standing.knowledge(sheet))
    return sheet.markup("sign.notice", edition=sheet.plan.edition)


def _signers(sheet: Sheet) -> Iterator[Signer]:
    """Who has signed in the record, then who signs by hand."""
    signed = standing.signature(sheet)
    yield Signer(PRESCRIBER, signed.by if signed else "", signed)
    if signed is not None and signed.second is not None:
        yield Signer(SECOND, signed.second, signed)
    if standing.for_hands(sheet):
        yield from (Signer(key) for key in VERIFIERS)


def _note(sheet: Sheet) -> str:
    signed = standing.signature(sheet)
    if signed is None:
        return sheet.say("sign.note")
    key = "sign.note_signed" if standing.for_hands(sheet) else "sign.note_superseded"
    return sheet.say(key, version=signed.version, seal=signed.seal)


def _sentence(sheet: Sheet) -> str:
    """What a signature is for."""
    plan, how = sheet.plan, sheet.printing.standing
    counted = {"orders": len(plan.orders), "doses": sum(len(order.administrations) for order in plan.orders)}
    said = {**counted, "edition": plan.edition}
    if isinstance(how, Superseded):
        return sheet.markup("sign.ended", later=how.by_version, end=standing.when(sheet, how.at), **said)
    if not counted["doses"]:
        return sheet.markup("sign.nothing", **said)
    return (
        sheet.markup("sign.signed", version=how.version, **said)
        if isinstance(how, Signed)
        else sheet.markup("sign.valid", **said)
    )


def _block(sheet: Sheet, number: int, signer: Signer) -> Story:
    """One verification: who, what is stated, and the fields, filled where it stands in the record."""
    statements = [
        Entry(
            Tick(truth=signer.signed is not None),
            Paragraph(escape(sheet.say(f"sign.{signer.key}.{place}")), look.SMALL_TEXT), 15.0, 1.5,
        )
        for place in STATEMENTS
    ]  # fmt: skip
    state = sheet.say("sign.in_record") if signer.signed else ""
    who = Who(str(number), sheet.say(f"sign.{signer.key}.title"), sheet.say(f"sign.{signer.key}.does"), state)
    filled = _filled(sheet, signer)
    asked = FIELDS if standing.for_hands(sheet) else FIELDS[:-1]
    fields = [(sheet.say(f"sign.field.{name}"), share, filled.get(name, "")) for name, share in asked]
    return [Headed(who, statements), Fields(fields), space(10)]


def _filled(sheet: Sheet, signer: Signer) -> dict[str, str]:
    """Printed name, role, date and time of a signature of the record."""
    if signer.signed is None:
        return {}
    at = signer.signed.at
    role = sheet.say("sign.signed_role")
    return {"name": signer.by, "role": role, "date": sheet.day(at.date()), "time": clock(at)}


class Who(Drawn):
    """The number and role of a signer over what they do."""

    STATE = 110.0

    def __init__(self, number: str, title: str, does: str, state: str) -> None:
        super().__init__(46.0 if state else 30.0)
        self.number, self.title, self.does, self.state = number, title, does, state

    def draw(self) -> None:
        """Draws number, role and deed, and that it stands in the record."""
        top = self.height - 12
        write(self.canv, 0, top, self.number, BOLD, look.TITLE)
        write(self.canv, 22, top, self.title, BOLD, look.SECTION)
        write(self.canv, 22, top - 11, self.does, REGULAR, look.SMALL, look.MUTED)
        if self.state:
            State(self.state, "thin", wide=self.STATE).drawOn(self.canv, 22, 3)


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
    """Lines to write on, each with its label below and what is known already above."""

    def __init__(self, fields: list[tuple[str, float, str]]) -> None:
        super().__init__(WRITING_ROOM + look.NOTE * 1.5)
        self.fields = fields

    def draw(self) -> None:
        """Draws each line with its label."""
        x, base = 0.0, look.NOTE * 1.5
        for label, share, known in self.fields:
            wide = self.width * share
            self.canv.setLineWidth(look.TITLE_RULE)
            self.canv.setStrokeGray(look.BLACK)
            self.canv.line(x, base, x + wide - (APART if x + wide < self.width - 1 else 0), base)
            write(self.canv, x, 1, label, REGULAR, look.NOTE, look.MUTED)
            if known:
                sized(escape(known), look.SMALL_TEXT, wide - APART).drawOn(self.canv, x, base + 1)
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
