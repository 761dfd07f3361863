"""The time from the suspicion of HLH to the first dose, in words: on the overview, and in the history at that dose."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.log.delay import delay_of
from hlh_desktop.domain.log.gates.when import span
from hlh_desktop.domain.log.ledger import standing_of, taken_of
from hlh_desktop.domain.telling import Telling
from hlh_desktop.ward import plans

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.delay import Delay
    from hlh_desktop.domain.log.ledger import Ledger
    from hlh_desktop.ward.open_ward import OpenWard


def delay_words(desk: OpenWard, case: Case, ledger: Ledger) -> str:
    """One sentence of suspicion and first dose; what is not known is said to be so."""
    settings = desk.ward.knowledge.settings
    taken = [one for drug in settings.first_drugs for one in ledger.taken(drug)]
    return _Words(desk).told(delay_of(case, taken, settings.first_drugs, settings.cumulative_names))


def of_history(desk: OpenWard, child: UUID) -> tuple[UUID, str] | None:
    """The fact of the first dose and the words beside it; None without a plan, without one given or a time known."""
    settings = desk.ward.knowledge.settings
    with desk.store.reading() as reading:
        head = plans.standing_in(reading, child)
        outcomes, ended = reading.outcomes(child), {one.outcome: one for one in reading.ends(child)}
    if head is None:
        return None
    case, standing = Case.model_validate(plans.case_of(desk, head.id)), standing_of(outcomes, ended)
    taken = [one for drug in settings.first_drugs for one in taken_of(drug, outcomes, ended, standing)]
    found = delay_of(case, taken, settings.first_drugs, settings.cumulative_names)
    return None if found.first is None or found.time is None else (found.first.id, _Words(desk).time(found.time))


class _Words:
    """What is said of a delay."""

    def __init__(self, desk: OpenWard) -> None:
        self._desk, self._tell = desk, Telling(desk.ward.wording)

    def told(self, found: Delay) -> str:
        first, elsewhere = found.first, found.elsewhere
        suspected = (
            self._say("unknown") if found.suspected is None else self._say("suspected", at=self._at(found.suspected))
        )
        if found.suspected is not None and elsewhere is not None:
            day = self._tell.day(elsewhere.on)
            return self._say(
                "sentence", suspected=suspected, first=self._say("elsewhere", drug=elsewhere.drug, day=day)
            )
        if first is None:
            return self._say("sentence", suspected=suspected, first=self._say("none"))
        given = self._say("given", drug=drug_name(self._desk.ward.knowledge, first.drug), at=self._at(first.taken))
        if found.time is None:
            return self._say("sentence", suspected=suspected, first=given)
        return self._say("timed", suspected=suspected, first=given, time=self.time(found.time))

    def time(self, time: timedelta) -> str:
        if time < timedelta():
            return self._say("before", time=span(-time))
        return self._say("later", time=span(time))

    def _at(self, moment: datetime) -> str:
        return self._tell.moment(self._desk.here(moment))

    def _say(self, key: str, **values: str) -> str:
        return self._desk.ward.wording.say(f"delay.{key}", **values)
