"""How a ward's second checks went, over all its children: told to the ward itself, not to anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from hlh_desktop.domain.log.checks import CheckNow, CheckRates, rates_of
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.checks import OF_CHECK, check_of, use_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard

# The gates that ask why there was no check which could have stopped the dose.
EXCUSES = "check_"


def check_rates(desk: OpenWard) -> CheckRates:
    """Of every dose given here that asks for a check whether it had one, and of every whole check how it ended.

    Independent is only the entry that was made on a check which agreed before the dose was given: not a late entry of
    what was given on paper, nor one on a check that was used up or came afterwards.
    """
    with desk.store.reading() as reading:
        facts = reading.facts(kinds=(kinds.OUTCOME, *OF_CHECK))
        struck = {one.outcome for one in reading.ends() if one.how == "struck"}
    given = [
        f for f in facts if f.kind == kinds.OUTCOME and f.body["became"] in ("given", "running") and f.id not in struck
    ]
    checks = tuple(_checks(facts))
    agreed = {use_of(check) for check in checks if check.phase == "agrees"}
    asked: dict[str, bool] = {}
    for fact in given:
        if fact.body["dose"] and _asks(fact, desk.ward.knowledge):
            before = asked.get(fact.body["dose"], False)
            asked[fact.body["dose"]] = before or (fact.id in agreed and not _excused(fact))
    return rates_of(asked.values(), checks)


def _excused(fact: Fact) -> bool:
    """Whether a reason was given for a check that was none."""
    return any(code.startswith(EXCUSES) for code in fact.body["reasons"])


def _asks(fact: Fact, knowledge: Knowledge) -> bool:
    """Whether the formulary asks for a check of such a dose."""
    if fact.body["route"] == "intrathecal":
        return knowledge.giving.intrathecal.second_check
    drug = knowledge.formulary.get(fact.body["drug"])
    return drug is not None and drug.giving is not None and drug.giving.second_check


def _checks(facts: Iterable[Fact]) -> Iterator[CheckNow]:
    """Every whole check, the replaced ones too."""
    by_dose: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind in OF_CHECK:
            by_dose.setdefault(fact.body["dose"], []).append(fact)
    for dose, mine in by_dose.items():
        for length in range(1, len(mine) + 1):
            check = check_of(UUID(dose), mine[:length])
            if check is not None and check.second is not None and check.second.entered == _entered(mine[length - 1]):
                yield check


def _entered(fact: Fact) -> object:
    from datetime import UTC

    return fact.taken.astimezone(UTC)
