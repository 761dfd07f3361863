"""Which panel stands at the right for what is to be done about a dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.log.ledger import stop_of
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.giving.panel import Panel
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.log.sheet import DoseSheet
    from hlh_desktop.ward.values import Who

FORM = "form "


def make_panel(deed: str, desk: Desk, who: Who, day: ChildDay, sheet: DoseSheet | None) -> Panel:
    """The panel of a deed, made anew. Trouble no_dose where the dose is no more."""
    if deed.startswith(FORM):
        return _form(desk, day.child, deed.removeprefix(FORM))
    if deed == "elsewhere":
        from hlh_desktop.ui.giving.elsewhere_panel import ElsewherePanel

        return ElsewherePanel(desk, day.child)
    if deed == "procedure":
        from hlh_desktop.ui.giving.procedure_panel import ProcedurePanel

        return ProcedurePanel(desk, day.child)
    if deed == "link":
        from hlh_desktop.ui.giving.link_panel import LinkPanel

        return LinkPanel(desk, day.child)
    if sheet is None:
        raise Trouble("no_dose")
    return _giving(deed, desk, who, sheet) or _other(deed, desk, day, sheet)


def _form(desk: Desk, child: UUID, key: str) -> Panel:
    from hlh_desktop.ui.giving.bedside_panel import BedsidePanel

    return BedsidePanel(desk, child, key)


def _giving(deed: str, desk: Desk, who: Who, sheet: DoseSheet) -> Panel | None:
    """Giving, with the check before it where the dose asks for one that does not stand yet."""
    from hlh_desktop.ui.giving.check_panel import CheckPanel
    from hlh_desktop.ui.giving.give_panel import GivePanel

    if deed not in ("give", "finish", "check", "recheck", "late", "look"):
        return None
    check = sheet.check
    agreed = check is not None and check.phase == "agrees" and not check.used
    running = sheet.now.state == "running"
    if deed == "recheck" or (sheet.checked and not agreed and not running and deed != "late"):
        return CheckPanel(desk, sheet, who, anew=deed == "recheck")
    told = agreed and check is not None and not sheet.hidden
    amount = plain(check.dose_amount) if told and check is not None and check.dose_amount is not None else None
    return GivePanel(desk, sheet, who, amount)


def _other(deed: str, desk: Desk, day: ChildDay, sheet: DoseSheet) -> Panel:
    """Everything but giving; what is not named here is amended."""
    from hlh_desktop.ui.giving.amend_panel import AmendPanel
    from hlh_desktop.ui.giving.not_given import NotGivenPanel, StopPanel
    from hlh_desktop.ui.giving.orders import LiftStopPanel
    from hlh_desktop.ui.giving.release_panel import ReleasePanel, WithdrawPanel
    from hlh_desktop.ui.giving.wrong_child import WrongChildPanel

    stop = stop_of(sheet.now.dose, day.ledger.stops)
    if deed == "lift_stop" and stop is not None:
        return LiftStopPanel(desk, day.child, sheet, stop)
    panels: dict[str, Callable[[], Panel]] = {
        "hold": lambda: NotGivenPanel(desk, sheet, hold=True),
        "not_given": lambda: NotGivenPanel(desk, sheet, hold=False),
        "stop": lambda: StopPanel(desk, sheet),
        "release": lambda: ReleasePanel(desk, day, sheet),
        "withdraw": lambda: WithdrawPanel(desk, sheet),
        "wrong_child": lambda: WrongChildPanel(desk, sheet),
    }
    return panels.get(deed, lambda: AmendPanel(desk, sheet, lift=deed == "lift"))()
