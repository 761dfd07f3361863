"""The demo series of a child with EBV-HLH (synthetic, not a patient): induction on 22 Nov 2026, samples at 07:20."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hlh_desktop.domain.results.response.known import Known, known
from hlh_desktop.domain.results.values import LabResult, Reported, ResultId
from tests.builders import knowledge

ZONE = ZoneInfo("Europe/Paris")
START = date(2026, 11, 22)
CHILD = UUID(int=1)
BORN = date(2022, 11, 1)
UNITS = {
    "ferritin": "ug/L", "scd25": "U/mL", "plt": "10*9/L", "hb": "g/L", "anc": "10*9/L", "fibrinogen": "g/L",
    "tg": "mmol/L", "ast": "U/L", "na": "mmol/L", "bili_t": "umol/L", "aptt": "s", "crea": "umol/L", "alb": "g/L",
    "temp": "Cel", "urea": "mmol/L", "inr": "{INR}", "alt": "U/L", "ebv": "IU/mL", "crp": "mg/L",
}  # fmt: skip
NAMES = ("ferritin", "scd25", "plt", "hb", "anc", "fibrinogen", "tg", "ast", "na", "bili_t", "aptt", "crea", "alb")
ROWS = {
    -2: "6556 - 62 88 0.9 1.4 3.1 188 133 24 43.8 31 29",
    0: "11734 14700 41 82 0.7 1.1 3.8 260 131 38 47.2 38 26",
    1: ">20000 - 28 79 0.6 0.9 4.1 311 130 44 51.5 41 24",
    3: "12900 - 33 84 0.4 1.2 4.4 190 133 40 46.0 36 26",
    7: "4100 9100 58 86 0.3 1.7 4.0 96 136 27 38.9 30 29",
    14: "1350 4300 121 92 0.8 2.3 3.2 61 138 15 35.1 28 33",
    28: "610 1900 236 101 1.9 2.8 2.2 44 139 9 33.8 27 37",
}


def at(day: float, hour: int = 7, minute: int = 20) -> datetime:
    """So many days after day one, at the hour of the samples."""
    return datetime.combine(START, datetime.min.time(), ZONE).replace(hour=hour, minute=minute) + timedelta(days=day)


def result(analyte: str, value: str | None, day: float = 0, **more: Any) -> LabResult:
    """One result; ">20000" keeps its comparator. Its number is made of its moment, so that it is its own."""
    moment = more.pop("moment", None) or at(day)
    reported = {name: more.pop(name) for name in tuple(more) if name in Reported.__dataclass_fields__}
    sign = "" if value is None else value.rstrip("0123456789.")
    number = None if value is None else Decimal(value.removeprefix(sign))
    made = Reported(analyte, reported.pop("unit", UNITS[analyte]), number, sign or None, **reported)  # type: ignore[arg-type]
    id_ = more.pop("id", None) or ResultId(int(moment.timestamp()), sorted(UNITS).index(analyte))
    return LabResult(id_, CHILD, moment, made, **more)


def series(until: float = 99, *only: str) -> list[LabResult]:
    """The results of section 7 up to a day, Hb of day 3 after a transfusion; of some analytes only."""
    found = []
    for day, row in ROWS.items():
        for name, value in zip(NAMES, row.split(), strict=True):
            if day <= until and value != "-" and (not only or name in only):
                conditions = ("transfused",) if (day, name) == (3, "hb") else ()
                found.append(result(name, value, day, conditions=conditions))
    return found


def seen(results: list[LabResult], now: float | datetime, start: date | None = START) -> Known:
    """What is known at a moment: of a number of days after day one, an hour after its samples."""
    moment = now if isinstance(now, datetime) else at(now, 8)
    return known(results, knowledge().catalogue, knowledge().response, moment, ZONE, start)
