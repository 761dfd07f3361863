"""The values of step 5: proposed lines with their doses, parameters and disagreeing sources, each to be decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from typing import Any

    from hlh_desktop.domain.finding import Stance

Decision = Literal["undecided", "accepted", "changed", "declined"]
Strip = Literal["locked", "triggered", "ordered"]


@dataclass(frozen=True, slots=True)
class DoseRow:
    """Equal doses of a line: the calculation, the dose and its unit in words, how often and on which days.

    dose and unit never share a text: "89" and "mg per dose".
    """

    drug: str
    calculation: str
    dose: str
    unit: str
    route: str
    days: str
    times: str
    doses: int


@dataclass(frozen=True, slots=True)
class ParameterField:
    """One parameter of a line as a form asks for it.

    `kind` is decimal, whole, choice or text; `choices` are (value, label). `default` and `value` are texts as typed,
    "" for none. `active`: it is asked for with the other parameters as they stand. `path` is its place in the draft,
    also where the line is not chosen yet.
    """

    name: str
    label: str
    kind: Literal["decimal", "whole", "choice", "text"]
    unit: str
    range: str
    choices: tuple[tuple[str, str], ...]
    default: str
    value: str
    required: bool
    nullable: bool
    active: bool
    path: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What one source says of a line where another says otherwise; sides of one matter share `matter`."""

    matter: str
    title: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line for the physician to decide on.

    `stance` None: nothing speaks for or against it. `rows` are the doses of a trial plan with this line as decided, or
    on its defaults; none while a required parameter (`needs`) is not typed, or where the program refuses it
    (`refusals` say why). `must`: signing waits for the decision. `decided` are the parameters as typed.
    """

    line: str
    part: str | None
    title: str
    stance: Stance | None
    stance_text: str
    reason: str
    sources: tuple[str, ...]
    rows: tuple[DoseRow, ...]
    state: Decision
    state_text: str
    declined_because: str | None
    must: bool
    needs: tuple[str, ...]
    parameters: tuple[ParameterField, ...]
    decided: Mapping[str, Any]
    refusals: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    path: str

    @property
    def calculation(self) -> str:
        """The calculation of the first dose, or nothing."""
        return self.rows[0].calculation if self.rows else ""

    @property
    def dose(self) -> str:
        """The first dose, without its unit."""
        return self.rows[0].dose if self.rows else ""

    @property
    def unit(self) -> str:
        """The unit of the first dose in words."""
        return self.rows[0].unit if self.rows else ""

    @property
    def route(self) -> str:
        """The route of the first dose in words."""
        return self.rows[0].route if self.rows else ""

    @property
    def days(self) -> str:
        """The days of the first run of doses."""
        return self.rows[0].days if self.rows else ""


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line that nothing proposes and that may be added all the same."""

    line: str
    title: str


@dataclass(frozen=True, slots=True)
class InfantRule:
    """Etoposide under 10 kg by one of its two rules: the value of the parameter `rule`, the sum and the dose in mg."""

    rule: str
    title: str
    calculation: str
    dose: Decimal
    text: str
    chosen: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntrathecalStrip:
    """Intrathecal therapy is no line of the table: locked without a trigger, else offered, or ordered elsewhere.

    `path` leads to where a trigger is recorded. No drug and no mg stands here.
    """

    state: Strip
    title: str
    text: str
    sources: tuple[str, ...]
    path: str
    step: int


@dataclass(frozen=True, slots=True)
class OptionCard:
    """A protocol, or watchful waiting, as a card: what is said of it, and whether it is chosen."""

    id: str
    title: str
    stance: Stance | None
    stance_text: str
    reason: str
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    chosen: bool
