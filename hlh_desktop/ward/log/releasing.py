"""Release: a prescriber lets a cytotoxic, antibody or intrathecal dose be given, having seen that day's values.

At most so many hours before the dose (safety-additions 2). What was seen and told is stored with the release, unknown
as unknown; the release holds for one amount of one version.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.records import needs_release
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward.log import kinds
from hlh_desktop.ward.log.again import stands_already
from hlh_desktop.ward.log.chart import chart_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard

# What a release looks at; each is words with unit and moment, or None where it is not known that day.
SEEN = ("neutrophils", "platelets", "creatinine", "weight", "temperature", "cumulative")


@dataclass(frozen=True, slots=True)
class Looked:
    """What the prescriber saw: by the names of `SEEN`, as shown; None is not known and is said so on the release.

    `told` are the notes that stood beside them, each as it was read, by the gate that it comes of.
    """

    values: Mapping[str, str | None]
    told: Mapping[str, str] = field(default_factory=dict)


def release(
    desk: OpenWard, dose: UUID, looked: Looked, password: str, id_: UUID, now: datetime, *, reason: str = ""
) -> None:
    """Releases one dose, signed by password. `reason` is asked where a value is not known.

    Trouble not_allowed, wrong_password, no_dose, release_needless, release_early, dose_not_open, reason_needed.
    """
    desk.require("release")
    desk.identify(desk.person.id, password=password, now=now)
    unknown = [name for name in SEEN if looked.values.get(name) is None]
    if unknown and not reason.strip():
        raise Trouble("release_blind", count=len(unknown))
    hours = desk.ward.knowledge.giving.numbers["release_hours"]

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, kinds.RELEASED, dose=str(dose)):
            return None
        chart = chart_of(desk, reading, dose)
        planned = chart.dose
        if not needs_release(planned):
            raise Trouble("release_needless")
        if not chart.stands or chart.outcome is not None or planned.amount is None:
            raise Trouble("dose_not_open")
        if planned.due.astimezone(UTC) - now.astimezone(UTC) > timedelta(hours=int(hours)):
            raise Trouble("release_early", hours=int(hours))
        seen = {name: looked.values.get(name) for name in SEEN}
        body = {
            "dose": str(dose), "plan": str(planned.plan), "version": chart.version, "drug": planned.drug,
            "amount": str(planned.amount), "unit": planned.unit, "place": planned.place, "of": planned.of,
            "due": planned.due.isoformat(), "seen": seen, "told": dict(looked.told), "reason": reason,
        }  # fmt: skip
        return Writing([Entry(id_, kinds.RELEASED, planned.child, desk.author, now, body)])

    desk.store.decide(decide, now)


def withdraw(desk: OpenWard, dose: UUID, reason: str, id_: UUID, now: datetime) -> None:
    """Takes a release back while the dose is open or on hold. Trouble not_allowed, reason_needed, not_released."""
    desk.require("release")
    if not reason.strip():
        raise Trouble("reason_needed")

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, kinds.WITHDRAWN, dose=str(dose)):
            return None
        chart = chart_of(desk, reading, dose)
        if chart.release is None or (chart.outcome is not None and chart.outcome.became != "held"):
            raise Trouble("not_released")
        body = {"dose": str(dose), "release": str(chart.release.id), "drug": chart.dose.drug, "reason": reason,
                "place": chart.dose.place, "of": chart.dose.of}  # fmt: skip
        return Writing([Entry(id_, kinds.WITHDRAWN, chart.dose.child, desk.author, now, body)])

    desk.store.decide(decide, now)
