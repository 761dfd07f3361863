"""The program's own dose at a second check rests on the measures of that dose, also where the plan was revised."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.builders import ROOT
from tests.ward import wards
from tests.ward.log import bed as bedside

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_each_dose_is_reckoned_by_the_weight_that_it_rests_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = json.loads((ROOT / "resources" / "cases" / "example.json").read_bytes())
    case["measurements"] += [{"on": "2026-11-24", "weight_kg": "15.1"}]
    case["revised_at"] = ["2026-11-24T08:00"]
    bed = bedside.make(tmp_path / "ward")
    with monkeypatch.context() as patch:
        wards.ungated(patch)
        wards.signed(bed.doctor, case, bed.child)
    own = []
    for number in (1, 2):
        dose = bed.at(bed.dose("etoposide", number))
        bed.release(dose)
        bed.check(dose)
        opened = bed.desk.log.opened_check(dose.id, bed.now)
        assert opened is not None
        own.append((opened.own.weight_kg, opened.own.dose))
    assert own == [(Decimal("13.5"), Decimal(89)), (Decimal("15.1"), Decimal(93))]
