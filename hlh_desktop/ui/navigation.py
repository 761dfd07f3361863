"""Where one can be in an open ward, and the page that stands there; pages are imported when they are first needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.settings import Memory

Kind = Literal["ward", "child", "draft", "guide", "settings"]


@dataclass(frozen=True, slots=True)
class Place:
    """A page: of the ward, of a child with the tab, of a draft, of the guide, or the settings.

    `id` is that of child or draft; in the guide `tab` is a chapter, or a row of the article by its number.
    """

    kind: Kind
    id: UUID | None = None
    tab: str = "overview"

    @property
    def of_patient(self) -> bool:
        """Whether a child stands in the banner here."""
        return self.kind in ("child", "draft")


WARD, GUIDE, SETTINGS = Place("ward"), Place("guide", tab=""), Place("settings")
# Where the guide opens for whoever asks on a page; a page that is not here begins with its first chapter.
CHAPTERS = {
    "draft": "plan", "settings": "approval", "doses": "giving", "labs": "results", "trends": "results",
    "tasks": "tasks", "plan": "revising",
}  # fmt: skip


def help_for(place: Place) -> Place:
    """The guide, at the chapter that is about a page."""
    return Place("guide", tab=CHAPTERS.get(place.tab if place.kind == "child" else place.kind, ""))


def make_page(place: Place, desk: Desk, memory: Memory, parent: QWidget) -> QWidget:
    """The page of a place, made anew within `parent`: Qt dresses all that moves to another one a second time.

    Trouble no_child or no_draft where there is none any more.
    """
    if place.kind == "child" and place.id is not None:
        from hlh_desktop.ui.pages.patient import PatientPage

        return PatientPage(desk, place.id, place.tab, parent)
    if place.kind == "draft" and place.id is not None:
        from hlh_desktop.ui.wizard.wizard import WizardPage

        return WizardPage(desk, place.id, parent)
    if place.kind == "guide":
        from hlh_desktop.ui.pages.guide_page import GuidePage

        return GuidePage(desk, place.tab, parent)
    if place.kind == "settings":
        from hlh_desktop.ui.pages.settings_page import SettingsPage

        return SettingsPage(desk, memory, parent)
    from hlh_desktop.ui.pages.ward_list import WardListPage

    return WardListPage(desk, parent=parent)
