"""The shape of resources/response.toml: items, definitions and forms of response, early signs, markers that worsen."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from hlh_desktop.domain.laboratory import Limit
from hlh_desktop.domain.results.values import Condition
from hlh_desktop.domain.rules import Words
from hlh_desktop.domain.sources import Cites, Datum, Statements

# asked: only the clinician knows. every: each result of the window; some: one of them. newest: the last one. normal:
# within the reporting laboratory's range. fall, rise: against the start, within one series. recovered: a low count that
# came back.
How = Literal["asked", "every", "some", "newest", "normal", "fall", "rise", "recovered"]
SignHow = Literal["fall", "limit", "shown", "times_upper", "pending"]


class Part(Datum):
    """A part of the value at the start, as a fraction: 25 of 100. `more` asks for more than that, not for as much."""

    part: Decimal
    of: Decimal
    more: bool = False


class Recovery(Datum):
    """A count below `low` at the start has to come to so many `times` of it and above `low`; one below `normal_below`
    to so many times of it and into the laboratory's range. One that was not low at the start did not recover.
    """

    unit: str
    low: Decimal
    normal_below: Decimal
    times: Decimal


class ItemRule(Datum):
    """One question of a form, and how results answer it.

    `limit` is what is to be met; for `normal` it stands in where the laboratory reported no range. `start` is what the
    value at the start must have been for the item to count. `hours` is an own window, else the form's holds.
    """

    text: Words
    rule: How
    cites: Cites
    analyte: str | None = None
    limit: Limit | None = None
    start: Limit | None = None
    change: Part | None = None
    recovery: Recovery | None = None
    hours: int | None = None


class DefinitionRule(Datum):
    """A definition as somebody published it: which items, and how many of them must be met.

    `adverse`: to meet it is bad news, as of a reactivation.
    """

    title: Words
    note: Words
    items: tuple[str, ...]
    need: int
    cites: Cites
    adverse: bool = False


class CallRule(Datum):
    """When a signed form calls for a task: one of `conclusions`, or one of its definitions that is not met.

    It does not where the plan has one of the tasks of `unless`, which asks for the same.
    """

    conclusions: tuple[str, ...]
    not_met: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    cites: Cites


class FormRule(Datum):
    """A form: the task that it answers, its window, definitions, further items, and what may be concluded.

    Without `task` it is filled in when somebody sees a reason to.
    `days` are the days after day one at which it is usually filled in. `calls` are tasks that it may call for once it
    is signed.
    """

    task: str | None = None
    title: Words
    note: Words
    window_hours: int
    days: tuple[int, int]
    definitions: tuple[str, ...]
    further: tuple[str, ...]
    conclusions: dict[str, Words]
    statements: Statements
    cites: Cites
    calls: dict[str, CallRule] = Field(default_factory=dict)


class SignRule(Datum):
    """An early sign of somebody's cohort, told with its number of children; never counted together with others.

    It looks at the result nearest to `day` among those from `days[0]` to `days[1]` after day one; without `day` at the
    newest. `good` is a fall that is told as favourable where it is another than `change`, the one asked for.
    """

    rule: SignHow
    analyte: str
    days: tuple[int, int]
    head: Words
    texts: dict[str, Words]
    cites: Cites
    day: int | None = None
    limit: Limit | None = None
    change: Part | None = None
    good: Part | None = None
    children: int | None = None


class MarkerRule(Datum):
    """When a marker counts as worse: which way, and by how much of its earlier value at the least."""

    way: Literal["up", "down"]
    percent: Decimal


class Opinion(Datum):
    """What one side says, with its source: sides that disagree stand next to each other."""

    text: Words
    cites: Cites


class Worsening(Datum):
    """So many markers worse within so many hours ask for a review."""

    hours: int
    need: int
    text: Words
    markers: dict[str, MarkerRule]
    says: tuple[Opinion, ...]
    statements: Statements
    cites: Cites


class ResponseRules(Datum):
    """The whole of resources/response.toml.

    `start_days`: the value at the start is the newest of its series on day one or so many days before. `raised_by`
    are the conditions of a sample that raise a value: it then proves only that it is not higher.
    """

    start_days: int
    raised_by: dict[str, tuple[Condition, ...]]
    fasting: tuple[str, ...]
    items: dict[str, ItemRule]
    definitions: dict[str, DefinitionRule]
    forms: dict[str, FormRule]
    signs: dict[str, SignRule]
    worsening: Worsening
    cites: Cites
    reasons: tuple[Words, ...] = Field(min_length=1)
