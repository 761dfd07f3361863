"""Laboratory results as they are typed: a comparator may stand before the number, the unit comes from a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.writing import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.wording import Wording

COMPARED = re.compile(r"\s*(<=|>=|<|>|\N{LESS-THAN OR EQUAL TO}|\N{GREATER-THAN OR EQUAL TO})(.*)")
SPELLED = {"\N{LESS-THAN OR EQUAL TO}": "<=", "\N{GREATER-THAN OR EQUAL TO}": ">="}
NOT_CONVERTED = ("refused", "ask")
AS_REPORTED = ("raw", "separate")


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit that a result may have, with the analyte that it makes of it: two assays may share one field."""

    analyte: str
    unit: str
    words: str


def read_result(text: str) -> tuple[str | None, str]:
    """What was typed as comparator and the rest, the number; that is read by the one strict parser later."""
    found = COMPARED.fullmatch(text)
    if found is None:
        return None, text.strip()
    return SPELLED.get(found[1], found[1]), found[2].strip()


def shown_result(comparator: object, value: object) -> str:
    """A result as one types it, e.g. "> 20000"."""
    return " ".join(str(part) for part in (comparator, value) if part not in (None, ""))


def unit_choices(
    analytes: Iterable[str], catalogue: Mapping[str, Analyte], wording: Wording
) -> tuple[UnitChoice, ...]:  # fmt: skip
    """The units of one field, the ward's usual one first; those that are not converted say so."""
    made = []
    for name in analytes:
        for unit, reading in catalogue[name].units.items():
            words = wording.say(f"unit.{name}", unit=spelt(unit)) if wording.has(f"unit.{name}") else spelt(unit)
            if reading in NOT_CONVERTED:
                words = wording.say("unit.not_converted", unit=words)
            elif reading in AS_REPORTED:
                words = wording.say("unit.as_reported", unit=words)
            made.append(UnitChoice(name, unit, words))
    return tuple(made)


def rows_of(labs: object, analytes: Iterable[str]) -> tuple[int, ...]:
    """The numbers of the rows of a draft that hold results of these analytes."""
    wanted = set(analytes)
    rows = labs if isinstance(labs, list | tuple) else ()
    return tuple(
        number for number, row in enumerate(rows) if isinstance(row, dict) and row.get("analyte") in wanted
    )  # fmt: skip
