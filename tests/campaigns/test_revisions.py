"""The short form of the campaign of revisions: what must hold of every version, on a few sequences."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from hlh_desktop.domain import course, slots
from hlh_desktop.domain.dosing import Bodies
from hlh_desktop.domain.revision import difference
from hlh_desktop.domain.revision.values import DosePair
from tests.campaigns import revision_deeds, revisions
from tests.campaigns.revisions import campaign

SEQUENCES = 24
PAIRS = difference.pairs_of


def test_no_version_changes_the_past_or_gives_a_dose_twice_and_sums_and_differences_are_true() -> None:
    versions, wrong = campaign(SEQUENCES)
    assert wrong == []
    assert versions > 2 * SEQUENCES


@pytest.mark.parametrize(
    ("broken", "name", "by", "says"),
    [
        (Bodies, "number_at", lambda bodies, at: len(bodies.later), "a dose that has passed would be rewritten"),
        (revisions, "rewritten", lambda *_: (), "the past was changed"),
        (revision_deeds, "finds_doses", lambda *_: True, "a change that was taken is not applied"),
        (course, "_start", lambda *_: None, "a change that was taken is not applied"),
        (slots, "free_places", lambda _: defaultdict(set), "a dose has become another one of the log"),
        (difference, "_tasks", lambda *_: (), "the tasks of the difference are not the difference"),
        (difference, "_findings", lambda *_: (), "the findings of the difference are not the difference"),
        (DosePair, "same", property(lambda pair: pair.before is not None), "the difference is not the difference"),
        (difference, "pairs_of", lambda *plans: PAIRS(*plans)[1:], "the lines of the difference are not the doses"),
    ],
)
def test_the_campaign_sees_what_is_broken(
    monkeypatch: pytest.MonkeyPatch, broken: Any, name: str, by: Any, says: str
) -> None:
    monkeypatch.setattr(broken, name, by)
    assert any(says in line for number in range(SEQUENCES) for line in campaign(1, first=number)[1])
