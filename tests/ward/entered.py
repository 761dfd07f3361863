"""What is entered of a child: a function of its number and a count, so that who enters and who looks both know it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache

from hlh_desktop.domain.draft import Draft, value_at
from tests.builders import ROOT, knowledge
from tests.ward import wards

# Before the first dose of the example's day, so that none is asked about.
NOW = wards.NOW - timedelta(hours=6)
BY = "measurements[0].by"
WEIGHTS = ("13.5", "13.2", "12.9", "13.8")


@cache
def answered(weight: str) -> Draft:
    """The example child of that weight, with a reason at each gate that asks for one."""
    from hlh_desktop.ward.look import look

    case = json.loads((ROOT / "resources" / "cases" / "example.json").read_bytes())
    case["measurements"][0]["weight_kg"] = weight
    draft = Draft(case)
    for gate in look(draft, knowledge(), NOW).gates:
        if gate.state == "reason":
            draft = draft.with_reason(gate.key, gate.reasons[0])
    return draft


def entered(mrn: str, count: int) -> Draft:
    """What stands in a draft of that child when it is kept for the count-th time."""
    draft = answered(WEIGHTS[count % len(WEIGHTS)])
    (row,) = draft.case["measurements"]
    parts = {"patient": {**draft.case["patient"], "mrn": mrn}, "measurements": [{**row, "by": f"RN {count}"}]}
    return replace(draft, case={**draft.case, **parts}, step=count % 7 + 1)


def weight_of(draft: Draft) -> str:
    """The weight that stands in a draft."""
    return str(value_at(draft.case, "measurements[0].weight_kg"))


def count_of(draft: Draft) -> int:
    """For which time a draft was kept; 0 when nothing was entered yet."""
    found = value_at(draft.case, BY)
    return int(str(found).removeprefix("RN ")) if found else 0
