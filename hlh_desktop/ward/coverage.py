"""Whether every row of the article is done: each lives where it says, and its proof on a case comes out.

A proof is data (resources/cases/article.json): an entry that must stand in the plan of one case and not in the plan of
its near neighbour, or a phrase that must stand in a sentence or chapter.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hlh_desktop import paths
from hlh_desktop.domain.statements import Place
from hlh_desktop.knowledge.statements import rows_at
from hlh_desktop.ward.places import in_plan, said_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.ward.ward import Ward

PROOFS = "article.json"


@dataclass(frozen=True, slots=True)
class RowProof:
    """One proof of a row: the place that it is about, and what is wrong with it; "" where it comes out."""

    row: str
    place: Place
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many rows of the article are done, and the proofs that do not come out."""

    rows: int
    done: int
    failed: tuple[RowProof, ...]

    @property
    def whole(self) -> bool:
        """Whether every row is done, and there are some."""
        return 0 < self.rows == self.done


def cover(ward: Ward) -> Coverage:
    """Runs the proofs of every row. A row counts when its places exist and each of its proofs comes out."""
    kept = json.loads((paths.resources() / "cases" / PROOFS).read_text(encoding="utf-8"))
    failed: list[RowProof] = []
    done = 0
    for code, row in ward.knowledge.statements.items():
        proofs = [prove(ward, kept["child"], code, proof) for proof in kept["rows"].get(code, ())]
        wrong = [one for one in proofs if one.wrong]
        if not proofs:
            wrong = [RowProof(code, row.shown_at[0], "unproved")]
        wrong += [RowProof(code, place, "place") for place in row.shown_at if rows_at(place, ward.knowledge) is None]
        failed += wrong
        done += not wrong
    return Coverage(len(ward.knowledge.statements), done, tuple(failed))


def prove(ward: Ward, child: Mapping[str, Any], code: str, proof: Mapping[str, Any]) -> RowProof:
    """One proof with the code of what is wrong: not shown, shown on the other side, or no place of the row."""
    kind, _, name = proof["shows"].partition(" ")
    place = Place(kind=kind, name=name)
    if place not in ward.knowledge.statements[code].shown_at:
        return RowProof(code, place, "elsewhere")
    words = tuple(proof.get("holds", ()))
    if "with" not in proof:
        said = said_at(place, ward.knowledge)
        return RowProof(code, place, "" if words and all(one in said for one in words) else "words")
    shown = in_plan(place, _plan(ward, child, proof["with"]), proof.get("stance"))
    if shown is None or any(one not in shown for one in words):
        return RowProof(code, place, "missing" if shown is None else "words")
    if "without" in proof and in_plan(place, _plan(ward, child, proof["without"]), proof.get("stance")) is not None:
        return RowProof(code, place, "other_side")
    return RowProof(code, place)


def _plan(ward: Ward, child: Mapping[str, Any], parts: Mapping[str, Any]) -> Plan:
    """The plan of the child with some parts of the case replaced; a table is laid over the child's own.

    ValueError with field and code for a case that has problems.
    """
    data = {**child, **{name: _laid(child.get(name), part) for name, part in parts.items()}}
    reading = ward.read(json.dumps(data).encode())
    if reading.case is None:
        raise ValueError([(found.field, found.code) for found in reading.problems])
    return ward.propose(reading.case)


def _laid(own: Any, part: Any) -> Any:
    return {**own, **part} if isinstance(own, dict) and isinstance(part, dict) else part
