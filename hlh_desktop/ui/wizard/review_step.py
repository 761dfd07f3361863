"""Step 7: every gate of signing, the plan as it will print, and the signature."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import printing
from hlh_desktop.ui.forms.ui_review_step import Ui_ReviewStep
from hlh_desktop.ui.revision.against import AgainstStanding
from hlh_desktop.ui.wizard.gate_list import GateList
from hlh_desktop.ui.wizard.paper_side import LargePaper, PaperSide
from hlh_desktop.ui.wizard.sign_panel import SignPanel
from hlh_desktop.ui.wizard.step import Onward, Step, bring_into_view
from hlh_desktop.ui.work import run

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.wizard.values import Gate
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ui.wizard.facts import Fact
    from hlh_desktop.ward.look import Look


class ReviewStep(Step):
    """The gates in the middle with the signature under them; the paper at the right."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.ui = Ui_ReviewStep()
        self.ui.setupUi(self)
        self.gates, self.panel = GateList(), SignPanel()
        self.changes = AgainstStanding()
        self.paper, self.large = PaperSide(), LargePaper()
        self.ui.gates_place.addWidget(self.gates)
        self.ui.changes_place.addWidget(self.changes)
        self.ui.sign_place.addWidget(self.panel)
        self.ui.paper_place.addWidget(self.large)
        self.large.hide()
        self._drawn: Plan | None = None
        self._drawing = 0
        self._pdf: bytes | None = None
        self._version: int | None = None
        self._connect()
        self.begin()

    def _connect(self) -> None:
        self.gates.jump_wanted.connect(self._jump)
        self.gates.reasoned.connect(self._reasoned)
        self.panel.wanted.connect(self._sign)
        self.paper.large_wanted.connect(lambda: self._enlarge(shown=True))
        self.large.closed.connect(lambda: self._enlarge(shown=False))
        self.large.print_wanted.connect(self._print)
        self.large.save_wanted.connect(self._save)
        # A method, not a function: the desk lives on when the wizard is closed, and Qt lets go of a method by itself.
        self.entry.desk.trust_changed.connect(self._trust_again)
        self.entry.desk.switched.connect(self._switched)

    def _switched(self) -> None:
        """Somebody else works here: no password of the person before stays, and they may or may not sign."""
        self.panel.forget()
        self.show_look(self.entry.look)

    def _trust_again(self) -> None:
        self.show_look(self.entry.look)

    # --- what the frame shows

    def side(self) -> QWidget:
        """The paper stands in the place of the summary."""
        return self.paper

    def onward(self, look: Look) -> Onward | None:
        """The next open gate, until all are met; then the signature."""
        gate = look.next_gate
        if gate is None:
            signing = self.tr("Sign plan v%1").replace("%1", str(self._next_version()))
            return Onward(signing, self.panel.go, "pencil") if look.signable else None
        title = next((step.title for step in look.steps if step.number == gate.step), gate.title)
        return Onward(self.tr("Next open gate: %1").replace("%1", title), lambda: self._to_gate(gate))

    def _to_gate(self, gate: Gate) -> None:
        """To where a gate is cleared: a missing reason is given right here."""
        row = self.gates.row(gate.key)
        if gate.state == "reason" and row is not None:
            self._enlarge(shown=False)
            bring_into_view(row)
            row.reason.setFocus()
        else:
            self._jump(gate.step, gate.path)

    def _jump(self, step: int, path: str) -> None:
        self.jump_wanted.emit(step, path)

    # --- drawing

    def refresh(self, look: Look) -> None:
        """Draws the gates; the paper follows when the step is looked at."""
        self.gates.show_gates(look.gates, {step.number: step.title for step in look.steps})
        self.ui.subtitle.setText(self._counted(look))
        desk = self.entry.desk
        self.panel.show_state(
            look, desk.ward.ward.wording,
            about=self._about(look), version=self._next_version(), distrust=desk.distrust or desk.ward.refusal("sign"),
        )  # fmt: skip
        self._draw_paper(look)
        self._draw_changes(look)

    def _draw_changes(self, look: Look) -> None:
        """What the draft changes of the plan that stands, only while it is looked at."""
        if self.isVisible():
            opened = self.entry.opened
            self.changes.show_draft(self.entry.desk, opened.child, look.plan, self._next_version() - 1)

    def _counted(self, look: Look) -> str:
        """How many gates there are in each state."""
        states = [gate.state for gate in look.gates]
        waiting = states.count("open") + states.count("refused")
        parts = [self.tr("%1 met").replace("%1", str(states.count("met")))]
        if states.count("reason"):
            parts.append(self.tr("%1 with a reason to give").replace("%1", str(states.count("reason"))))
        if waiting:
            parts.append(self.tr("%1 open").replace("%1", str(waiting)))
        return self.tr("%1 gates: %2").replace("%1", str(len(states))).replace("%2", ", ".join(parts))

    def _about(self, look: Look) -> str:
        """For whom the signature is."""
        if look.case is None:
            return ""
        child = look.case.patient
        name = ", ".join(part for part in ((child.family_name or "").upper(), child.given_name or "") if part)
        words = self.tr("a plan for %1, No. %2") if name else self.tr("a plan for No. %2")
        return words.replace("%1", name).replace("%2", child.mrn)

    def _next_version(self) -> int:
        """The version that the plan becomes."""
        if self._version is None:
            opened, ward = self.entry.opened, self.entry.desk.ward
            plan = ward.child(opened.child, self.entry.desk.now()).plan if opened.child is not None else None
            self._version = plan.version + 1 if plan else 1
        return self._version

    # --- the paper

    def _draw_paper(self, look: Look) -> None:
        """Draws the pages off this thread, and only while they are looked at."""
        plan = look.plan
        if plan is None:
            self._drawn = self._pdf = None
            self._drawing += 1
            self.paper.clear(self.tr("There is nothing to print yet: the open gates say what is missing."))
            return
        if plan == self._drawn or not self.isVisible():
            return
        self._drawn = plan
        self._drawing += 1
        number, desk, now = self._drawing, self.entry.desk, self.entry.desk.now()
        draft = self.entry.opened.number
        self.paper.say(self.tr("The pages are being drawn."))

        def work() -> bytes:
            target = BytesIO()
            desk.ward.print_plan(plan, target, now=now, number=draft)
            return target.getvalue()

        run(self, work, lambda pdf: self._paper_came(number, plan, pdf), lambda error: self._no_paper(number, error))

    def _paper_came(self, number: int, plan: Plan, pdf: bytes) -> None:
        """Shows the pages, unless the plan has changed since."""
        if number != self._drawing:
            return
        self._pdf = pdf
        cited = {cite.source for finding in plan.findings for cite in finding.cites}
        facts: list[Fact] = [(self.tr("Knowledge edition"), plan.edition), (self.tr("Sources cited"), str(len(cited)))]
        self.paper.show_paper(pdf, facts)
        self.large.view.show_pdf(pdf)

    def _no_paper(self, number: int, error: Exception) -> None:
        """A plan that can't be drawn is a defect of the program: it is said, and the gates stay."""
        if number == self._drawing:
            self._drawn = self._pdf = None
            self.paper.clear(self.tr("The pages could not be drawn: %1").replace("%1", type(error).__name__))

    def _enlarge(self, *, shown: bool) -> None:
        """The pages in full size take the place of the gates, and give it back."""
        self.large.setVisible(shown)
        self.gates.setVisible(not shown)
        self.changes.setVisible(not shown and self.changes.wanted)
        self.panel.setVisible(not shown)
        if shown:
            self.large.view.turn(self.paper.view.page)
            self.large.view.setFocus()
        else:
            self.paper.large.setFocus()

    def _print(self) -> None:
        if self._pdf is not None:
            try:
                printing.print_pdf(self._pdf, self.tr("Draft of a plan"), parent=self)
            except Trouble as trouble:
                self.entry.desk.troubled.emit(trouble)

    def _save(self) -> None:
        path = printing.ask_file(self, self.tr("Save the draft as PDF"), "draft.pdf") if self._pdf else None
        if path is not None and self._pdf is not None:
            try:
                printing.save_pdf(self._pdf, path)
            except Trouble as trouble:
                self.entry.desk.troubled.emit(trouble)

    # --- reasons and signing

    def _reasoned(self, key: str, words: str) -> None:
        self.entry.change(self.entry.draft.with_reason(key, words), typing=True)

    def _sign(self, name: str, password: str, second: tuple[str, str] | None) -> None:
        """Signs what is kept; on any trouble nothing is signed, and the panel says why."""
        self.entry.settle()
        desk = self.entry.desk
        if desk.trusted is not True:
            self.show_look(self.entry.look)
            return
        try:
            head = desk.ward.sign(
                self.entry.opened.id, self.entry.draft,
                person_name=name, password=password, second=second, now=desk.now(),
            )  # fmt: skip
        except Trouble as trouble:
            self.entry.look_again()
            self.panel.refuse(trouble, desk.ward.ward.wording)
        else:
            self.signed.emit(head)

    # --- jumping, and what Qt tells

    def jump_to(self, path: str) -> bool:
        """To the signature, the only thing that is answered here."""
        self.panel.start()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Time goes by: the gates are looked at again, and the pages drawn, when the step is opened."""
        super().showEvent(event)
        self._version = None
        self.entry.look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """No password stays in a field that nobody sees."""
        super().hideEvent(event)
        self.panel.forget()
