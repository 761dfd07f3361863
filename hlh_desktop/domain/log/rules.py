"""The shape of what is known about giving: windows, gates, what a drug's record tells and asks, bedside forms."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from hlh_desktop.domain.log.procedures import ProcedureRule
from hlh_desktop.domain.log.values import Became
from hlh_desktop.domain.sources import Cites, Datum, Statements

Words = dict[str, str]
Need = Literal["refused", "reason", "second", "told"]
Ask = Literal["site", "batch", "expiry"]


class Window(Datum):
    """Minutes around the due moment: given from `early` before it, late after `late`, missed after `missed`."""

    early_minutes: int
    late_minutes: int
    missed_minutes: int


class Fixed(Datum):
    """A volume in mL that a dose is made up to whatever its amount, below a weight; without one for all the others."""

    ml: Decimal
    below_kg: Decimal | None = None


class Record(Datum):
    """How one drug is given: what the nurse reads, what is asked, how long it runs and how strong it may be.

    `mg_per_ml_*` are in the drug's unit per mL; None is not known. `volumes`: made up to a fixed one, by weight.
    `never` are walls, such as another formulation.
    """

    lines: tuple[Words, ...]
    asks: tuple[Ask, ...] = ()
    minutes_least: Decimal | None = None
    minutes_most: Decimal | None = None
    mg_per_ml_least: Decimal | None = None
    mg_per_ml_most: Decimal | None = None
    volumes: tuple[Fixed, ...] = ()
    window: Window | None = None
    second_check: bool = False
    never: tuple[Words, ...] = ()
    cites: Cites


class GivingGate(Datum):
    """A gate of giving as data: its sentence, what meets it, its numbers, the reasons to choose from.

    `past` is what meets it in an entry made long after the deed, where that differs: such an entry tells the truth.
    """

    text: Words
    need: Need
    past: Need | None = None
    numbers: dict[str, Decimal] = Field(default_factory=dict)
    reasons: tuple[Words, ...] = ()
    statements: Statements = ()
    cites: Cites


class GivingRules(Datum):
    """The whole of resources/giving.toml. `reasons` go by what became of a dose, `struck` and `lifted` among them."""

    window: Window
    intrathecal: Record
    gates: dict[str, GivingGate]
    numbers: dict[str, Decimal]
    procedures: dict[str, ProcedureRule]
    reasons: dict[Became | Literal["struck", "lifted", "stopped", "left", "countersigned"], tuple[Words, ...]]
    cites: Cites


class FormField(Datum):
    """One question of a bedside form: `choices` of a choice, `unit` of a number; `timed` is a choice with its time."""

    label: Words
    kind: Literal["choice", "timed", "text", "moment", "number", "yes_no"]
    choices: tuple[Words, ...] = ()
    unit: str = ""
    required: bool = False


class BedsideForm(Datum):
    """A short form of the bedside: when to use it, what to do at once, what to write down.

    `task` is the task that is answered by it: the two are stored together.
    """

    title: Words
    when: Words
    steps: tuple[Words, ...]
    fields: dict[str, FormField]
    policy_note: Words
    task: str | None = None
    cites: Cites
