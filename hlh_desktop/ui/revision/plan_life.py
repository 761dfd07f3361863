"""What the plan page can do besides reading: what-if on the plan that stands, two versions compared, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hlh_desktop.domain.revision.words import measures_words
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.revision.compare_view import CompareView
from hlh_desktop.ui.revision.trying import Trying, changed_words, compared
from hlh_desktop.ui.revision.what_if_view import TABLE, WhatIfView
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trouble_box import sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.revision.rows import DifferenceWords
    from hlh_desktop.ui.pages.patient import PatientPage
    from hlh_desktop.ui.pages.plan_page import PlanTab
    from hlh_desktop.ward.values import PlanHead, SignedPlan


class PlanLife(QObject):
    """Puts a trial or a comparison in the place of the plan that is read, one at a time."""

    def __init__(self, tab: PlanTab, page: PatientPage) -> None:
        super().__init__(tab)
        self._tab, self._page = tab, page
        self._head: PlanHead | None = None
        self.view: WhatIfView | CompareView | None = None
        self._from: QWidget | None = None
        tab.ui.what_if.clicked.connect(self.try_out)
        tab.ui.compare.clicked.connect(self.compare)
        tab.ui.compare.setVisible(len(page.record.plans) > 1)
        tab.ui.measures.hide()
        for head in page.record.plans[-1:]:
            tab.versions.tell_changed(head, self._changed(head))

    # --- what stands beside the plan that is read

    def show_version(self, head: PlanHead, signed: SignedPlan | None) -> None:
        """Another version is read: a trial or a comparison that was open is gone."""
        self.close()
        self._head = head
        older, newer = self._two(head)
        words = self.tr("Compare v%1 with v%2").replace("%1", str(older)).replace("%2", str(newer))
        self._tab.ui.compare.setText(words)
        self._tab.versions.tell_changed(head, self._changed(head))
        standing = head.standing == "signed" and signed is not None
        self._tab.ui.what_if.setEnabled(standing)
        told = "" if signed is None else measures_words(signed.plan, self._tab.desk.ward.ward.knowledge)
        self._tab.ui.measures.setText(told)
        self._tab.ui.measures.setVisible(bool(told))

    def _two(self, head: PlanHead) -> tuple[int, int]:
        """What is compared first: the version that is read with the one before it, the first with the next."""
        versions = sorted(one.version for one in self._page.record.plans)
        place = max(1, versions.index(head.version)) if len(versions) > 1 else 0
        return versions[max(0, place - 1)], versions[place]

    def _changed(self, head: PlanHead) -> str:
        """What the version changed of the one before it, in one line; of the first, what it is."""
        before = next((one for one in self._page.record.plans if one.version == head.version - 1), None)
        try:
            return changed_words(self._tab.desk, before, head)
        except Trouble:
            return ""

    # --- opening and closing

    def try_out(self) -> None:
        """What-if on the plan that stands."""
        signed, desk = self._tab.signed, self._tab.desk
        if signed is None or self._head is None or self._head.standing != "signed":
            return
        try:
            trying = Trying(desk, signed)
        except Trouble as trouble:
            desk.troubled.emit(trouble)
            return
        view = WhatIfView(trying)
        view.draft_wanted.connect(lambda: self._draft(view, trying))
        self._open(view, self._tab.ui.what_if)

    def compare(self) -> None:
        """Two versions; any others can be chosen there."""
        if self._head is None or len(self._page.record.plans) < 2:
            return
        versions = [one.version for one in self._page.record.plans]
        self._open(CompareView(versions, *self._two(self._head), self._compared), self._tab.ui.compare)

    def _compared(self, older: int, newer: int) -> DifferenceWords | str:
        """The difference of two versions in words, or why it can't be told."""
        heads = {one.version: one for one in self._page.record.plans}
        try:
            return compared(self._tab.desk, heads[older], heads[newer])
        except Trouble as trouble:
            return sentence(trouble)

    def _draft(self, view: WhatIfView, trying: Trying) -> None:
        """The trial becomes a draft, which opens in the wizard."""
        try:
            self._tab.desk.go_to_draft(trying.draft(view.inputs.wished))
        except Trouble as trouble:
            self._tab.desk.troubled.emit(trouble)

    def _open(self, view: WhatIfView | CompareView, came_from: QWidget) -> None:
        self.close()
        self._tab.proof.close_card()
        self.view, self._from = view, came_from
        self._tab.ui.reading.hide()
        self._tab.ui.row.addWidget(view, 1)
        view.left.connect(self.back)
        self.make_room()
        view.start()

    def make_room(self) -> None:
        """In a narrow window the versions step back, so that no number of a trial is out of sight."""
        needed = self._tab.left.width() + look().tokens.px(TABLE)
        self._tab.left.setVisible(self.view is None or self._tab.width() >= needed)

    def close(self) -> None:
        """The plan is read again; nothing of a trial was kept."""
        if self.view is not None:
            self.view.hide()
            self._tab.ui.row.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None
            self._tab.ui.reading.show()
            self.make_room()

    def back(self) -> None:
        """The same, with the keys where they came from."""
        came_from = self._from
        self.close()
        if came_from is not None:
            came_from.setFocus()
