"""What is ordered or was given elsewhere, as several findings ask for it: drugs of some lines, days of a steroid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.lines import asked_lines
from hlh_desktop.domain.measures import decided_from
from hlh_desktop.domain.names import stands_in
from hlh_desktop.domain.orders import Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from hlh_desktop.domain.case import Elsewhere
    from hlh_desktop.domain.orders import Administration
    from hlh_desktop.domain.situation import Situation

STEROID = "steroid"


def titles(situation: Situation, lines: Iterable[str]) -> list[str]:
    """The titles of the drugs of those of the lines that are ordered, each once."""
    formulary, wanted = situation.knowledge.formulary, frozenset(lines)
    drugs = dict.fromkeys(order.drug for order in situation.orders if order.line in wanted)
    return [formulary[drug].title for drug in drugs]


def line_title(situation: Situation, name: str, part: str | None = None) -> str:
    """The title of a chosen line, with its part where it stands in the plan in parts."""
    asked = asked_lines(situation.regimen, situation.knowledge)
    title = next(one.rule.title for one in asked if one.name == name)
    return title if part is None else situation.knowledge.wording.say("steroid.part", line=title, part=part)


def coming(situation: Situation, lines: Iterable[str]) -> list[Administration]:
    """The ordinary doses of some lines that can still be decided: in a revised plan those of before can't."""
    wanted, since = frozenset(lines), decided_from(situation.case)
    return [
        one
        for order in situation.orders
        if isinstance(order, Order) and order.line in wanted
        for one in order.administrations
        if since is None or one.at >= since
    ]


def coming_titles(situation: Situation, lines: Iterable[str]) -> list[str]:
    """The titles of the drugs of those of the lines that have such doses, each once."""
    formulary = situation.knowledge.formulary
    return list(dict.fromkeys(formulary[one.dose.drug].title for one in coming(situation, lines)))


def steroid_days(situation: Situation) -> frozenset[date]:
    """The days with a dose of a systemic steroid."""
    formulary = situation.knowledge.formulary
    return frozenset(
        one.at.date()
        for order in situation.orders
        if isinstance(order, Order) and STEROID in formulary[order.drug].groups
        for one in order.administrations
    )


def given_elsewhere(situation: Situation, drug: str) -> Iterator[Elsewhere]:
    """What other places gave of a drug, under any of its names."""
    known, settings = situation.knowledge.formulary[drug], situation.knowledge.settings
    names = (known.name, *known.names, *(settings.cumulative_names if drug == settings.cumulative_drug else ()))
    yield from (row for row in situation.case.elsewhere if any(stands_in(name, row.drug) for name in names))
