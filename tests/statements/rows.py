"""The proofs of the article's rows as `check` runs them, and doses of a case in a form that reads as an order."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from hlh_desktop.ward.coverage import RowProof, prove
from hlh_desktop.ward.golden import dose_rows
from hlh_desktop.ward.ward import Ward
from tests.builders import ROOT, case_data, knowledge, plan_object, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.finding import Option
    from hlh_desktop.domain.statements import Statement


@cache
def kept() -> dict[str, Any]:
    """The proofs as they are shipped."""
    found: dict[str, Any] = json.loads((ROOT / "resources" / "cases" / "article.json").read_text(encoding="utf-8"))
    return found


def proved(code: str) -> Statement:
    """The row, once each of its proofs came out: it stands in the plan of its case and not in that of its neighbour."""
    ward, proofs = Ward(knowledge()), kept()["rows"][code]
    found = [prove(ward, kept()["child"], code, proof) for proof in proofs]
    assert found == [RowProof(code, one.place) for one in found]
    assert found, "a row without a proof is not done"
    return knowledge().statements[code]


def ordered(*lines: dict[str, Any] | str, **more: Any) -> dict[str, Any]:
    """The girl of 0.59 m2 and 13.5 kg with a regimen; `plan` holds what else the regimen says."""
    return case_data(regimen=regimen(*lines, **more.pop("plan", {})), **more)


def doses(data: dict[str, Any]) -> list[tuple[str, str, str, list[int]]]:
    """Line, dose, unit and days of every row of the plan."""
    return [(row["line"], row["dose"], row["unit"], row["days"]) for row in dose_rows(plan_object(data))]


def options(data: dict[str, Any]) -> dict[str, str]:
    """Each option of a case with its stance."""
    from tests.builders import plan

    found: tuple[Option, ...] = plan(data).options
    return {one.id: one.stance for one in found}
