"""The shape of a line of treatment: its steps, days, parameters and limits. The numbers are in resources/."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from hlh_desktop.domain.case import Route
from hlh_desktop.domain.log.rules import Record
from hlh_desktop.domain.quantity import parse_decimal
from hlh_desktop.domain.sources import Cites, Datum, Statements

AmountUnit = Literal["mg/m2", "mg/kg", "g/kg", "mg"]
Per = Literal["dose", "day", "course"]
# Intrathecal drugs are these two and no other: a wall, not a setting.
IntrathecalDrug = Literal["methotrexate", "prednisolone"]


def _number_or_name(value: Any) -> Any:
    """In the files both are text: a plain decimal is a number, anything else names a parameter."""
    number = parse_decimal(value) if isinstance(value, str) else None
    return value if number is None else number


NumberOrName = Annotated[Decimal | str, BeforeValidator(_number_or_name)]


class Days(Datum):
    """Course days of a step: listed; or from `first` every `every` days, `length` days each time, `count` times
    or to the end of the plan's last week. `count` and `length` may name a parameter. `to` ends a plain span.
    """

    listed: tuple[int, ...] = ()
    first: int | None = None
    to: int | None = None
    every: int = 1
    length: int = 1
    count: int | str | None = None
    to_last_week: bool = False

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        ends = (self.to is not None) + (self.count is not None) + self.to_last_week
        if (self.first is None) != bool(self.listed) or ends != (self.first is not None):
            raise PydanticCustomError("days", "listed_or_one_end")
        return self


class Weight(Datum):
    """A weight band in kg, half open as written: at_least <= weight < below, or above < weight <= up_to."""

    at_least: Decimal | None = None
    below: Decimal | None = None
    above: Decimal | None = None
    up_to: Decimal | None = None

    def holds(self, weight_kg: Decimal) -> bool:
        """Whether the weight lies in the band."""
        return (
            (self.at_least is None or weight_kg >= self.at_least)
            and (self.below is None or weight_kg < self.below)
            and (self.above is None or weight_kg > self.above)
            and (self.up_to is None or weight_kg <= self.up_to)
        )


class Step(Datum):
    """One amount on some days. `amount` is a number or names the parameter that holds it.

    per dose: for one administration; day: divided by the doses of a day; course: divided by its days.
    `when` names parameter values that must hold; `weight` a band that the child must be in.
    """

    amount: NumberOrName
    unit: AmountUnit
    per: Per = "dose"
    days: tuple[Days, ...]
    when: dict[str, str] = Field(default_factory=dict)
    weight: Weight | None = None
    cites: Cites


class Parameter(Datum):
    """One parameter of a line: its kind, range and default. `above` is an open lower end."""

    kind: Literal["decimal", "whole", "choice", "text"]
    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    choices: tuple[str, ...] = ()
    default: Any = None
    required: bool = False
    nullable: bool = False
    needs_reason: bool = False
    # Asked for only when these parameters have these values; a plan may not carry it otherwise.
    when: dict[str, str] = Field(default_factory=dict)


class Line(Datum):
    """An ordinary line of treatment: one drug by an ordinary route. Intrathecal lines are `IntrathecalLine`."""

    title: str
    drug: str
    routes: tuple[Route, ...]
    steps: tuple[Step, ...]
    doses_per_day: int | str = 1
    cap: NumberOrName | None = None
    parts: bool = False
    clock: str = "other"
    least_hours: Decimal | None = None
    critical_hours: Decimal | None = None
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    statements: Statements = ()
    note: str = ""


class IntrathecalBand(Datum):
    """The dose in mg of each intrathecal drug from a completed age in years on the day of the dose."""

    from_years: int
    mg: dict[IntrathecalDrug, Decimal]
    label: str


class IntrathecalLine(Datum):
    """A line by the intrathecal route, and by no other: it has no route to change, no factor and no other drug."""

    title: str
    drugs: tuple[IntrathecalDrug, ...]
    bands: tuple[IntrathecalBand, ...]
    days: Days
    clock: Literal["intrathecal"]
    least_hours: Decimal | None = None
    critical_hours: Decimal | None = None
    parameters: dict[str, Parameter]
    cites: Cites
    statements: Statements = ()
    note: str = ""


class Equivalent(Datum):
    """How many mg of another drug 1 mg is about; it is told, and nothing is ever converted into an order."""

    amount: Decimal
    cites: Cites


class RouteNote(Datum):
    """How a dose by one route compares with the same dose by another; it is told, and nothing is ever converted."""

    text: dict[str, str]
    cites: Cites


class Drug(Datum):
    """A drug of the formulary: rounding step, unit, how it is written on paper, names an allergy may use, groups.

    `step` None: the dose is not rounded (it is a tablet strength).
    """

    name: str
    title: str
    tall_man: str
    unit: Literal["mg", "g"]
    cites: Cites
    step: Decimal | None = None
    names: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    cytotoxic: bool = False
    antibody: bool = False
    stated_as: str = ""
    # Of a systemic steroid: its strength as hydrocortisone.
    hydrocortisone_mg: Equivalent | None = None
    # Of a systemic steroid that is given by mouth and into a vein.
    route_note: RouteNote | None = None
    # How it is given by any route but the intrathecal one; None: nothing is known.
    giving: Record | None = None


class Protocol(Datum):
    """A protocol: the lines that it defines itself. Lines of the formulary can be added under any protocol."""

    title: str
    lines: dict[str, Line | IntrathecalLine]
    # Whether it is a published protocol, and not only the lines without one.
    named: bool = True
    note: str = ""
    statements: Statements = ()
    cites: Cites = ()
