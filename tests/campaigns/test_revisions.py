"""The short form of the campaign of revisions: what must hold of every version, on a few sequences."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.dosing import Bodies
from hlh_desktop.domain.revision import difference
from hlh_desktop.domain.revision.values import DosePair
from tests.campaigns.revisions import campaign

SEQUENCES, FEW = 40, 6


def test_no_version_changes_the_past_or_gives_a_dose_twice_and_sums_and_differences_are_true() -> None:
    versions, wrong = campaign(SEQUENCES)
    assert wrong == []
    assert versions > SEQUENCES


@pytest.mark.parametrize(
    ("broken", "name", "by", "says"),
    [
        (Bodies, "number_at", lambda bodies, at: len(bodies.later), "the past was changed"),
        (DosePair, "same", property(lambda pair: pair.before is not None), "the difference is not the difference"),
        (difference, "has_passed", lambda *_: True, "the difference is not the difference"),
    ],
)
def test_the_campaign_sees_what_is_broken(
    monkeypatch: pytest.MonkeyPatch, broken: Any, name: str, by: Any, says: str
) -> None:
    monkeypatch.setattr(broken, name, by)
    assert any(says in line for line in campaign(FEW)[1])
