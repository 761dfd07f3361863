"""Step 5: a protocol, its length, and each line decided by the physician; intrathecal therapy stands apart."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QWidget

from hlh_desktop.domain.edits import decide
from hlh_desktop.domain.proof_rules import option_proof
from hlh_desktop.domain.wizard.cards import choose_card, waits
from hlh_desktop.domain.wizard.concerns import of_line
from hlh_desktop.domain.wizard.gates.findings import reason_key
from hlh_desktop.domain.wizard.notes import step_of
from hlh_desktop.domain.wizard.unplanned import fields_of, is_chosen, typed_parameters
from hlh_desktop.domain.wizard.words import Words
from hlh_desktop.ui.forms.ui_regimen_step import Ui_RegimenStep
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import dress
from hlh_desktop.ui.wizard.card import AnswerRow
from hlh_desktop.ui.wizard.intrathecal_panel import LINE as INTRATHECAL
from hlh_desktop.ui.wizard.intrathecal_panel import IntrathecalPanel
from hlh_desktop.ui.wizard.line_row import LineRow
from hlh_desktop.ui.wizard.line_table import LineTable
from hlh_desktop.ui.wizard.option_card import OptionCards
from hlh_desktop.ui.wizard.step import Step, bring_into_view, worst_notes
from hlh_desktop.ui.wizard.tab_order import TabOrder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.wizard.lines import Proposal
    from hlh_desktop.ui.wizard.change_form import Notes
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look

PROTOCOL, LAST_WEEK, LINES = "regimen.protocol", "regimen.last_week", "regimen.lines"
ETOPOSIDE_RULES = "etoposide"
# The gate that asks why intrathecal therapy is ordered without a trigger; its reason is kept under this name.
WITHOUT_TRIGGER = "intrathecal_without_trigger"
Key = tuple[str, str | None]


class RegimenStep(Step):
    """Protocol cards, length, the table of lines, and the intrathecal strip."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.ui = Ui_RegimenStep()
        self.ui.setupUi(self)
        self._knowledge = entry.desk.ward.ward.knowledge
        self._words = Words(self._knowledge)
        self.rows: dict[Key, LineRow] = {}
        self._tabs = TabOrder()
        dress(self.ui.add_line, "plain", "plus")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Lines to add"))
        self.ui.add_line.setMenu(self.menu)
        self._make_protocols()
        self.table = LineTable()
        self.empty = Note("info")
        self.ui.table.addWidget(self.table)
        self.ui.table.addWidget(self.empty)
        self._make_intrathecal()
        self.begin()

    def _make_protocols(self) -> None:
        self.cards = OptionCards()
        self.cards.chosen.connect(self._choose)
        self.cards.asked.connect(self._prove)
        self.early, self.waiting = Note("info"), Note("warning")
        weeks = tuple((week, self.tr("{week} weeks").format(week=week)) for week in self._knowledge.settings.plan_weeks)
        self.length = Choice(self.tr("Length of the plan"), weeks)
        self.bind_choice(LAST_WEEK, self.length)
        explanation = self.tr("the plan stops at its last week for a decision; nothing goes on by itself")
        self.length_row = AnswerRow(self.tr("Length of the plan"), explanation, self.length)
        for part in (self.cards, self.early, self.waiting, self.length_row):
            self.ui.protocols.addWidget(part)

    def _make_intrathecal(self) -> None:
        rule = self._knowledge.asking.findings[WITHOUT_TRIGGER]
        self.intrathecal = IntrathecalPanel(self._words.each(rule.reasons))
        self.intrathecal.trigger_wanted.connect(self._record_trigger)
        self.intrathecal.ordered.connect(self._order_intrathecal)
        self.intrathecal.taken_out.connect(self._take_intrathecal_out)
        self.intrathecal.typed.connect(lambda *typed: self._type((INTRATHECAL, None), *typed))
        self.intrathecal.dropped.connect(lambda name: self._drop((INTRATHECAL, None), name))
        self.ui.intrathecal.addWidget(self.intrathecal)

    # --- deciding

    def _choose(self, card: str) -> None:
        """A protocol, lines one by one, or waiting."""
        self.entry.change(choose_card(self.entry.draft, card, self._words))

    def _accept(self, key: Key) -> None:
        """The line as it stands: what was typed is dropped, but for a choice that had to be made."""
        must = {field.name for field in self.rows[key].proposal.parameters if field.required} | {"rule"}
        typed = typed_parameters(self.entry.case, *key)
        kept = {name: value for name, value in typed.items() if name in must}
        self._decide(key, "accept", kept)

    def _decide(self, key: Key, decision: Any, parameters: Mapping[str, Any], *, typing: bool = False) -> None:
        line, part = key
        self.entry.edit(
            lambda case: decide(case, line, decision, parameters=parameters, part=part), typing=typing
        )  # fmt: skip

    def _type(self, key: Key, name: str, value: object, typing: bool) -> None:
        self._decide(key, "change", {**typed_parameters(self.entry.case, *key), name: value}, typing=typing)

    def _drop(self, key: Key, name: str) -> None:
        """An empty field is no entry; in a line that is not chosen it decides nothing."""
        if is_chosen(self.entry.case, *key):
            typed = typed_parameters(self.entry.case, *key)
            self._decide(key, "change", {one: value for one, value in typed.items() if one != name}, typing=True)

    def _decline(self, key: Key, reason: str) -> None:
        line, part = key
        self.entry.edit(lambda case: decide(case, line, "decline", reason=reason, part=part))

    def _undecide(self, key: Key) -> None:
        line, part = key
        self.entry.edit(lambda case: decide(case, line, "undecide", part=part))

    def _add(self, line: str, _checked: bool = False) -> None:
        """A line that nothing proposes: it stands in the table with its form open where it asks for something."""
        self._decide((line, None), "accept", {})
        row = self.rows.get((line, None))
        if row is None:
            return
        bring_into_view(row)
        if row.proposal.needs:
            row.open_panel("change")
        else:
            row.choice.setFocus()

    # --- intrathecal therapy

    def _record_trigger(self) -> None:
        strip = self.entry.look.intrathecal
        if strip is not None:
            self.jump_wanted.emit(step_of(strip.path, self._knowledge), strip.path)

    @property
    def _trigger_key(self) -> str:
        """Where the reason is kept that the gate of signing asks for."""
        sentence = self._knowledge.alerts[WITHOUT_TRIGGER].text[self._knowledge.wording.language]
        return reason_key(WITHOUT_TRIGGER, sentence)

    def _order_intrathecal(self, reason: str) -> None:
        case = decide(self.entry.case, INTRATHECAL, "accept")
        self.entry.change(replace(self.entry.draft.with_reason(self._trigger_key, reason), case=case))

    def _take_intrathecal_out(self) -> None:
        case = decide(self.entry.case, INTRATHECAL, "undecide")
        self.entry.change(replace(self.entry.draft.with_reason(self._trigger_key, ""), case=case))

    # --- drawing

    def refresh(self, look: Look) -> None:
        """Cards, lines and strip as they stand."""
        notes = notes_with_missing(look)
        self._show_protocols(look)
        self._show_lines(look, notes)
        self._show_menu(look)
        self._show_intrathecal(look, notes)
        self._tabs.put((self.cards, self.length, *self.rows.values(), self.ui.add_line, self.intrathecal))

    def _prove(self, name: str, card: QWidget) -> None:
        """Where an option comes from; a card that no option speaks of has nothing to prove."""
        look = self.entry.look
        option = next((one for one in look.options if one.id == name), None)
        if option is not None and look.trial is not None:
            self.proved.emit(option_proof(look.trial, self._knowledge, option), card)

    def _show_protocols(self, look: Look) -> None:
        self.cards.show_cards(look.cards)
        self.cards.setVisible(bool(look.cards))
        self.early.setVisible(not look.cards)
        if not look.cards:
            self.early.say("info", self.tr("Birth date, weight and height come first: then the options stand here."))
        self._show_waiting()
        self.length_row.setVisible(bool(look.cards))

    def _show_waiting(self) -> None:
        """Waiting orders nothing; what was ordered before is not taken out by itself."""
        ordered = self.entry.value(LINES)
        against = bool(ordered) and waits(self.entry.draft, self._words)
        self.waiting.setVisible(against)
        if against:
            self.waiting.say("warning", self.tr("Watchful waiting orders nothing, but lines are still chosen below."))

    def _show_lines(self, look: Look, notes: Notes) -> None:
        keys = [(one.line, one.part) for one in look.proposals if one.line != INTRATHECAL]
        for key in [key for key in self.rows if key not in keys]:
            del self.rows[key]
        for one in look.proposals:
            key = (one.line, one.part)
            if key in keys:
                row = self.rows.get(key) or self._row(key, one)
                infants = look.infant_rules if one.line == ETOPOSIDE_RULES else ()
                row.from_now.show_look(look)
                row.show_line(one, of_line(look.findings, one.line, self._knowledge), notes, infants)
        self.rows = {key: self.rows[key] for key in keys}
        self.table.show_rows(tuple(self.rows.values()))
        self.table.setVisible(bool(keys))
        self.empty.setVisible(not keys and bool(look.cards))
        if not keys:
            self.empty.say("info", self._nothing_yet())

    def _nothing_yet(self) -> str:
        protocol, length = self.entry.value(PROTOCOL), self.entry.value(LAST_WEEK)
        if protocol is None and length is None:
            return self.tr(
                "Nothing is chosen yet. Choose a protocol and a length: then its lines stand here to be decided."
            )
        if protocol is None:
            return self.tr("Choose a protocol: then its lines stand here to be decided.")
        if length is None:
            return self.tr("Choose the length of the plan: then the lines stand here to be decided.")
        return self.tr("Nothing is proposed for this child. Add a line, or go on: a plan may order nothing.")

    def _row(self, key: Key, proposal: Proposal) -> LineRow:
        made = LineRow(proposal, self._words)
        made.accepted.connect(lambda: self._accept(key))
        made.declined.connect(lambda reason: self._decline(key, reason))
        made.undone.connect(lambda: self._undecide(key))
        made.typed.connect(lambda *typed: self._type(key, *typed))
        made.dropped.connect(lambda name: self._drop(key, name))
        made.from_now.follow(self.entry, key)
        self.rows[key] = made
        return made

    def _show_menu(self, look: Look) -> None:
        shown = {one.line for one in look.proposals} | {INTRATHECAL}
        others = [one for one in look.other_lines if one.line not in shown]
        self.menu.clear()
        for other in others:
            self.menu.addAction(other.title).triggered.connect(partial(self._add, other.line))
        self.ui.add_line.setEnabled(bool(others))

    def _show_intrathecal(self, look: Look, notes: Notes) -> None:
        strip, case = look.intrathecal, self.entry.case
        self.intrathecal.setVisible(strip is not None)
        if strip is not None:
            self.intrathecal.show_strip(
                strip, fields_of(INTRATHECAL, None, case, self._words), typed_parameters(case, INTRATHECAL, None),
                notes, self.entry.draft.reasons.get(self._trigger_key, ""), chosen=is_chosen(case, INTRATHECAL),
            )  # fmt: skip

    def hint(self, look: Look) -> str:
        """How many lines are decided."""
        if not look.proposals:
            return ""
        decided = sum(one.state != "undecided" for one in look.proposals)
        return self.tr("{decided} of {all} lines decided; declining a line asks for a reason").format(
            decided=decided, all=len(look.proposals)
        )

    # --- jumping

    def widget_at(self, path: str) -> QWidget | None:
        """A field of a line's form (which opens), a line, or the cards."""
        for row in self.rows.values():
            if path == row.proposal.path or path.startswith(f"{row.proposal.path}."):
                return self._field_of(row, path.removeprefix(row.proposal.path).lstrip("."))
        if path == LINES:
            undecided = next((row for row in self.rows.values() if row.proposal.state == "undecided"), None)
            return undecided.choice if undecided is not None else self.ui.add_line
        if path in ("regimen", PROTOCOL):
            card = next(iter(self.cards.cards.values()), None)
            return card.button if card is not None else self.early
        return super().widget_at(path)

    def _field_of(self, row: LineRow, name: str) -> QWidget:
        if name in row.form.cells:
            row.open_panel("change")
            return row.form.cells[name].entry
        return row.choice


def notes_with_missing(look: Look) -> Notes:
    """The notes of a line's form: here what is missing is said too, for the person has chosen the line."""
    missing: Notes = {
        one.path: ("warning", one.text) for one in look.problems if one.kind == "missing" and one.path.startswith(LINES)
    }
    return {**missing, **worst_notes(look)}
