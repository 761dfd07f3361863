"""How the files of each laboratory are read: which column is what. The newest of a laboratory counts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import people
from hlh_desktop.ward.results import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard


def mappings(desk: OpenWard) -> Mapping[str, Mapping[str, Any]]:
    """The mapping of each laboratory by its name."""
    with desk.store.reading() as reading:
        return _in(reading)


def _in(reading: Reading) -> Mapping[str, Mapping[str, Any]]:
    found = {fact.body["laboratory"]: fact.body["mapping"] for fact in reading.facts(None, (kinds.MAPPING,))}
    return MappingProxyType(found)


def keep(desk: OpenWard, laboratory: str, body: Mapping[str, Any], now: datetime) -> None:
    """See `LabLog.keep_mapping`."""
    name = " ".join(laboratory.split())
    if not name:
        raise Trouble("laboratory_needed")

    def decide(reading: Reading) -> Writing | None:
        people.require(desk, "analytes", reading=reading)
        if _in(reading).get(name) == body:
            return None
        told = {"laboratory": name, "mapping": dict(body)}
        return Writing([Entry(uuid4(), kinds.MAPPING, None, desk.author, now, told)])

    desk.store.decide(decide, now)
