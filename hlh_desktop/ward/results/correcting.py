"""A wrong result set right: corrected by another value or struck out, with a reason; the old one stays readable."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from hlh_desktop.domain.results.limits import Bounds, refuse
from hlh_desktop.domain.results.values import LabResult, ResultEnd, ResultId, Sample
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import people
from hlh_desktop.ward.log.again import stands_already, who_and_when
from hlh_desktop.ward.results import kinds
from hlh_desktop.ward.results.own_analytes import catalogue_in
from hlh_desktop.ward.results.reading import sample_of
from hlh_desktop.ward.results.writing import LEEWAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.results.values import Reported
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard

    Check = Callable[[Reading, LabResult], LabResult | None]


def correct(
    desk: OpenWard, child: UUID, of: ResultId, reported: Reported, reason: str, id_: UUID, now: datetime,
    check: Check | None = None,
) -> None:  # fmt: skip
    """See `LabLog.correct`. `check` answers the result as it is to be kept, or None where nothing is to be written."""
    if not reason.strip():
        raise Trouble("reason_needed")

    def decide(reading: Reading) -> Writing | None:
        people.require(desk, "result", reading=reading)
        old, _ = sample_of(reading, child, of)
        new = _corrected(old, reported, ResultId(reading.last()[0] + 1, 0))
        told = {"of": _named(of), "was": told_of(old), "now": told_of(new)}
        if _written_before(reading, id_, told):
            return None
        _refuse_ended(desk, reading, child, of)
        checked = new if check is None else check(reading, new)
        if checked is None:
            return None
        _refuse(desk, reading, old, new, now)
        body = {**told, **_about(desk, reading, old), "reason": reason.strip()}
        entry = Entry(id_, kinds.CORRECTED, child, desk.author, now, body)
        end = ResultEnd(of, child, "corrected", desk.person.name, now, reason.strip())
        return Writing([entry], results={id_: (checked,)}, result_ends={id_: (end,)})

    desk.store.decide(decide, now)


def strike(desk: OpenWard, child: UUID, of: ResultId, reason: str, now: datetime) -> None:
    """See `LabLog.strike`."""
    if not reason.strip():
        raise Trouble("reason_needed")

    def decide(reading: Reading) -> Writing | None:
        people.require(desk, "result", reading=reading)
        old, sample = sample_of(reading, child, of)
        _refuse_ended(desk, reading, child, of)
        # Its id comes of the result's, so that one ends once.
        id_ = uuid5(sample.id, f"{kinds.STRUCK}:{of.place}")
        body = {"of": _named(of), "was": told_of(old), **_about(desk, reading, old), "reason": reason.strip()}
        end = ResultEnd(of, child, "struck", desk.person.name, now, reason.strip())
        return Writing([Entry(id_, kinds.STRUCK, child, desk.author, now, body)], result_ends={id_: (end,)})

    desk.store.decide(decide, now)


def _written_before(reading: Reading, id_: UUID, told: dict[str, Any]) -> bool:
    """Whether this form was stored already. Trouble entry_differs where it said something else."""
    return stands_already(reading, id_, kinds.CORRECTED, **told)


def _corrected(old: LabResult, reported: Reported, id_: ResultId) -> LabResult:
    """The result in its new words: of the same sample, with the laboratory's own number and name of it."""
    key, code = reported.key or old.reported.key, reported.code or old.reported.code
    new = replace(reported, key=key, code=code)
    return replace(old, id=id_, reported=new, origin="typed", supersedes=old.id)


def _refuse_ended(desk: OpenWard, reading: Reading, child: UUID, of: ResultId) -> None:
    gone = next((end for end in reading.result_ends(child) if end.of == of), None)
    if gone is not None:
        raise Trouble("result_gone", **who_and_when(desk, gone.by, gone.saved))


def _refuse(desk: OpenWard, reading: Reading, old: LabResult, new: LabResult, now: datetime) -> None:
    """Trouble result_same, result_other, and of `limits.refuse` as for a sample that is written."""
    if new.reported == old.reported:
        raise Trouble("result_same")
    if new.analyte != old.analyte:
        raise Trouble("result_other", name=_about(desk, reading, old)["name"])
    born = reading.identities()[new.child].date_of_birth
    sample = Sample(desk.here(new.at), (new.reported,), new.laboratory, new.specimen)
    refuse(sample, catalogue_in(desk, reading), Bounds(born, desk.here(now), LEEWAY))


def _about(desk: OpenWard, reading: Reading, old: LabResult) -> dict[str, str]:
    """Of what and of when a result is, for whoever reads the history later."""
    analyte = catalogue_in(desk, reading, dropped=True).get(old.analyte)
    return {"name": old.analyte if analyte is None else analyte.name, "at": desk.here(old.at).isoformat()}


def _named(of: ResultId) -> str:
    return f"{of.number}:{of.place}"


def told_of(one: LabResult) -> dict[str, str | None]:
    """What a result says, for the body of a fact."""
    reported = one.reported
    return {
        "analyte": reported.analyte, "comparator": reported.comparator, "unit": reported.unit, "text": reported.text,
        "value": None if reported.value is None else str(reported.value), "status": reported.status,
        "method": reported.method,
    }  # fmt: skip
