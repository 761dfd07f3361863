"""Golden cases: worked examples calculated by hand, run on every machine before its plans are trusted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from hlh_desktop.ward.ward import Ward

CASE, EXPECTED = ".case.json", ".expected.json"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a plan is not what was calculated by hand."""

    case: str
    what: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Examples:
    """How many worked examples there are and how many of them came out as calculated by hand."""

    good: int
    of: int

    @property
    def right(self) -> bool:
        """Whether doses may be trusted: every one is right, and there are some."""
        return 0 < self.of == self.good


def work_examples(ward: Ward, folder: Path) -> Examples:
    """Works every golden case of a folder."""
    names = golden_names(folder)
    return Examples(sum(not run(ward, folder, name) for name in names), len(names))


def golden_names(folder: Path) -> tuple[str, ...]:
    """The names of the cases of a folder that have an expected plan beside them."""
    return tuple(sorted(path.name.removesuffix(EXPECTED) for path in folder.glob(f"*{EXPECTED}")))


def run(ward: Ward, folder: Path, name: str) -> tuple[Difference, ...]:
    """Every difference between the plan of a golden case and what is expected of it; none if all agree."""
    expected = json.loads((folder / f"{name}{EXPECTED}").read_text(encoding="utf-8"))
    reading = ward.read((folder / f"{name}{CASE}").read_bytes())
    if reading.case is None:
        codes = ", ".join(found.code for found in reading.problems)
        return (Difference(name, "problems", "[]", codes),)
    plan = json.loads(ward.as_json(ward.propose(reading.case)))
    return tuple(differences(name, expected, plan))


def differences(name: str, expected: Mapping[str, Any], plan: Mapping[str, Any]) -> Iterator[Difference]:
    """What differs. These are compared as told here, all else as it stands.

    doses: every administration of the plan, as line, drug, dose, unit and the days it is given on.
    findings, tasks: codes that must stand in the plan; absent: codes that must not. options: stance by id.
    """
    for what, value in expected.items():
        found = _found(what, value, plan)
        if found != value:
            yield Difference(name, what, json.dumps(value), json.dumps(found))


def _found(what: str, value: Any, plan: Mapping[str, Any]) -> Any:
    if what == "doses":
        return dose_rows(plan)
    if what in ("findings", "tasks"):
        codes = [entry["code"] for entry in plan[what]]
        return [code for code in value if code in codes]
    if what == "absent":
        standing = {entry["code"] for entry in (*plan["findings"], *plan["tasks"])}
        return [code for code in value if code not in standing]
    if what == "options":
        stances = {option["id"]: option["stance"] for option in plan["options"]}
        return {name: stances.get(name) for name in value}
    if what == "texts":
        return {code: text for code, text in value.items() if _says(code, text, plan)}
    return _of_keys(value, plan.get(what))


def _says(code: str, text: str, plan: Mapping[str, Any]) -> bool:
    return any(entry["code"] == code and text in entry["text"] for entry in plan["findings"])


def _of_keys(value: Any, found: Any) -> Any:
    """What was found, narrowed to the keys that are expected."""
    if isinstance(value, dict) and isinstance(found, dict):
        return {key: _of_keys(entry, found.get(key)) for key, entry in value.items()}
    return found


def dose_rows(plan: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The administrations of a plan, those of one line, drug, route and dose in one row with their days."""
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for order in plan["orders"]:
        for one in order["administrations"]:
            key = (order["line"], order["drug"], order["route"], one["dose"], one["unit"])
            names = ("line", "drug", "route", "dose", "unit")
            row = rows.setdefault(key, {**dict(zip(names, key, strict=True)), "days": []})
            row["days"].append(one["day"])
    return list(rows.values())
