"""Reads resources/growth (limits.toml, sources.toml and its tables) into the domain's `Growth`."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from hlh_desktop.domain.growth import Growth
from hlh_desktop.domain.growth.limits import FourLimits, Limits
from hlh_desktop.domain.growth.tables import Curve, Lms, Table, Tables
from hlh_desktop.domain.sources import Datum, Evidence
from hlh_desktop.knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.growth.limits import GrowthLimit

SCHEMA = 1
LIMITS = "limits.toml"
SOURCES = "sources.toml"
CELLS = 4
NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,12})?")
# Every row must have a weight or height at this many SD on both sides.
TAIL = 3
Model = TypeVar("Model", bound=Datum)


class TableFile(Datum):
    """What one table is and where it comes from; `through` is where its values were taken from."""

    file: str
    edition: str
    title: str
    publisher: str
    through: str
    terms: str
    evidence: Evidence


class TableFiles(Datum):
    """One entry for each table that the domain knows."""

    who_weight_for_age: TableFile
    who_length_for_age: TableFile
    who_weight_for_length: TableFile
    who_weight_for_height: TableFile
    cdc_weight_for_age: TableFile
    cdc_stature_for_age: TableFile


def load(folder: Path) -> Growth:
    """Tables and limits of a folder like resources/growth; KnowledgeError names file, key or line, reason."""
    limits = _read(folder / LIMITS, Limits)
    _check_limits(limits)
    files = _read(folder / SOURCES, TableFiles)
    month = limits.age.days_per_month.value
    tables = {name: _table(folder / getattr(files, name).file, name, month) for name in TableFiles.model_fields}
    return Growth(edition=limits.edition, tables=Tables(**tables), limits=limits)


def _read(path: Path, model: type[Model]) -> Model:
    try:
        data: dict[str, Any] = tomllib.loads(_text(path), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(path.name, "", str(error)) from error
    if data.pop("schema", None) != SCHEMA:
        raise KnowledgeError(path.name, "schema", f"must be {SCHEMA}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise KnowledgeError(path.name, ".".join(str(part) for part in first["loc"]), first["msg"]) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(path.name, "", f"cannot be read ({error})") from error


def _check_limits(limits: Limits) -> None:
    """Limits that must rise do rise."""
    bmi = limits.bmi
    orders: dict[str, list[GrowthLimit]] = {
        "weight_z": _four(limits.weight_z),
        "height_z": _four(limits.height_z),
        "weight_range": [limits.weight_range.low, limits.weight_range.high],
        "height_range": [limits.height_range.metres, limits.height_range.low, limits.height_range.high],
        "bmi": [bmi.hard_low, bmi.soft_low, bmi.soft_high_younger, bmi.soft_high_older, bmi.hard_high],
        "weight_change": [rule.days for rule in limits.weight_change],
        "correction": [rule.below_weeks for rule in limits.correction],
        "z": [limits.z.restricted_to, limits.z.restricted_from],
        "shape": [limits.shape.far_light, limits.shape.light, limits.shape.heavy, limits.shape.far_heavy],
    }
    for key, order in orders.items():
        if any(low.value >= high.value for low, high in pairwise(order)):
            raise KnowledgeError(LIMITS, key, "limits must rise")


def _four(four: FourLimits) -> list[GrowthLimit]:
    return [four.hard_low, four.soft_low, four.soft_high, four.hard_high]


def _table(path: Path, name: str, days_per_month: Decimal) -> Table:
    rows: dict[str, dict[Decimal, Lms]] = {"female": {}, "male": {}}
    numbered = enumerate(_text(path).splitlines(), 1)
    lines = [(number, line) for number, line in numbered if not line.startswith("#")]
    unit = _unit(path.name, lines, by_height=name.endswith(("_for_length", "_for_height")))
    factor = days_per_month if unit == "months" else Decimal(1)
    for number, line in lines[1:]:
        sex, where, lms = _row(path.name, number, line)
        if rows[sex] and where * factor <= next(reversed(rows[sex])):
            raise KnowledgeError(path.name, f"line {number}", f"{unit} must rise within a sex")
        rows[sex][where * factor] = lms
    if not rows["female"] or list(rows["female"]) != list(rows["male"]):
        raise KnowledgeError(path.name, "sex", "both sexes must have the same rows")
    female, male = (Curve(tuple(curve), tuple(curve.values())) for curve in rows.values())
    return Table(female, male)


def _unit(file: str, lines: list[tuple[int, str]], by_height: bool) -> str:
    """The unit named in the heading `sex,<unit>,L,M,S`."""
    number, heading = lines[0] if lines else (1, "")
    for unit in ("cm",) if by_height else ("days", "months"):
        if heading == f"sex,{unit},L,M,S":
            return unit
    raise KnowledgeError(file, f"line {number}", f"unknown heading {heading!r}")


def _row(file: str, number: int, line: str) -> tuple[str, Decimal, Lms]:
    sex, *cells = line.split(",")
    if sex not in {"female", "male"} or len(cells) != CELLS or not all(map(NUMBER.fullmatch, cells)):
        raise KnowledgeError(file, f"line {number}", "must be female or male and four plain decimals")
    where, skew, median, variation = map(Decimal, cells)
    if where < 0 or median <= 0 or variation <= 0 or abs(skew * variation * TAIL) >= 1:
        raise KnowledgeError(file, f"line {number}", "L, M and S give no weight or height at 3 SD")
    return sex, where, Lms(skew, median, variation)
