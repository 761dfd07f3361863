"""The plan as PDF: the door of this room. ReportLab is imported only when something is printed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from hlh_desktop.report.printing import Draft, Paper, Printing, Signed, Standing, Superseded

if TYPE_CHECKING:
    from typing import BinaryIO

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan

__all__ = ["Draft", "Paper", "Printing", "Signed", "Standing", "Superseded", "to_bytes", "write"]


def write(plan: Plan, knowledge: Knowledge, printing: Printing, target: BinaryIO) -> None:
    """Writes a plan as PDF. The same plan, knowledge and printing give the same bytes on every computer."""
    from hlh_desktop.report.plan_sheets import draw

    draw(plan, knowledge, printing, target)


def to_bytes(plan: Plan, knowledge: Knowledge, printing: Printing) -> bytes:
    """A plan as PDF in memory."""
    target = BytesIO()
    write(plan, knowledge, printing, target)
    return target.getvalue()
