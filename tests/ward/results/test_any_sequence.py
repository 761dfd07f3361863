"""Any sequence of samples, corrections and strikes leaves the log as a list that is kept by hand would be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hlh_desktop.domain.results.values import Reported
from hlh_desktop.record.values import Entry, Identity
from hlh_desktop.ward.children import REGISTERED
from tests.ward.results import lab as laboratory
from tests.ward.results.lab import BORN, NOW, refused, sample

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.results.values import Sample
    from tests.ward.results.lab import Lab

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
REPORTS = st.builds(
    lambda value, status, key, method: Reported("plt", "10*9/L", Decimal(value), status=status, key=key, method=method),
    st.integers(1, 2), st.sampled_from(["pending", "preliminary", "final", "corrected", "cancelled"]),
    st.sampled_from(["", "K1", "K2"]), st.sampled_from(["", "", "manual"]),
)  # fmt: skip
SAMPLES = st.builds(
    lambda found, hours, origin: sample(*found, hours=hours, origin=origin),
    st.lists(REPORTS, min_size=1, max_size=2), st.integers(1, 2), st.sampled_from(["csv", "csv", "typed"]),
)  # fmt: skip
DEEDS = st.lists(
    st.tuples(st.just("write"), st.lists(SAMPLES, min_size=1, max_size=2))
    | st.tuples(st.just("correct"), st.integers(0, 30))
    | st.tuples(st.just("strike"), st.integers(0, 30)),
    min_size=1, max_size=7,
)  # fmt: skip


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return laboratory.make(tmp_path)


@dataclass
class Row:
    """A result in the list, with how it ended."""

    at: Any
    reported: Reported
    gone: str = ""

    @property
    def says(self) -> tuple[Any, ...]:
        return self.reported.value, self.reported.method


class ByHand:
    """The list, kept as the rules say in words."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def write(self, samples: list[Sample]) -> None:
        for one in samples:
            for reported in one.results:
                self._write(one, reported)

    def _write(self, taken: Sample, reported: Reported) -> None:
        new = Row(taken.at, reported)
        alike = [row for row in self.rows if reported.key and row.reported.key == reported.key]
        alike = alike or [row for row in self.rows if (row.at, row.says[1]) == (new.at, new.says[1])]
        settled = ("final", "corrected")
        for row in reversed(alike):
            status, before = reported.status, row.reported.status
            if (row.at, row.says) != (new.at, new.says):
                continue
            if not row.gone and (status == before or {status, before} <= {*settled}):
                return  # known
            if row.gone and status == before:
                if row.gone != "struck":
                    return  # known, or a correction that was corrected
                if taken.origin == "csv":
                    return  # struck out
                break
        stands = next((row for row in reversed(alike) if not row.gone), None)
        if stands is None:
            if any(row.gone != "struck" for row in alike):
                return
        else:
            status, before = reported.status, stands.reported.status
            follows = (
                status == "corrected"
                or (before in ("pending", "preliminary") and status in ("final", "cancelled"))
                or (before == "pending" and status == "preliminary")
            )
            if not follows:
                return
            stands.gone = "superseded"
        self.rows.append(new)

    def correct(self, at: int) -> None:
        row = self.rows[at]
        if not row.gone:
            row.gone = "corrected"
            self.rows.append(Row(row.at, replace(row.reported, value=row.reported.value + 5)))

    def strike(self, at: int) -> None:
        row = self.rows[at]
        row.gone = row.gone or "struck"


@SHARED
@given(deeds=DEEDS)
def test_the_log_is_as_a_list_kept_by_hand(lab: Lab, deeds: list[tuple[str, Any]]) -> None:
    child, kept = registered(lab), ByHand()
    for name, what in deeds:
        if name == "write":
            kept.write(what)
            lab.write(*what, child=child)
        elif kept.rows:
            at = what % len(kept.rows)
            getattr(kept, name)(at)
            amend(lab, child, name, at)
    assert sorted(map(str, listed(lab, child))) == sorted(str((row.at, row.reported, row.gone)) for row in kept.rows)
    assert [one.reported for one in lab.results(child)] == [
        one.reported for one, end in lab.log.all(child) if end is None
    ]
    assert lab.log.newest(child, 9) == lab.results(child)
    assert lab.desk.store.tail_check().whole


def registered(lab: Lab) -> UUID:
    """A new child of the ward."""
    entry = Entry(uuid4(), REGISTERED, uuid4(), lab.desk.author, NOW, {})
    lab.desk.store.append(entry, identity={entry.id: Identity(entry.id.hex, None, None, BORN, None)}, now=NOW)
    assert entry.child is not None
    return entry.child


def listed(lab: Lab, child: UUID) -> list[tuple[Any, ...]]:
    """The log as the list has it."""
    return [(one.at, one.reported, "" if end is None else end.how) for one, end in lab.log.all(child)]


def amend(lab: Lab, child: UUID, name: str, at: int) -> None:
    """The same deed on the result that was written down at that place."""
    one, end = sorted(lab.log.all(child), key=lambda pair: pair[0].id)[at]

    def deed() -> None:
        if name == "strike":
            lab.log.strike(child, one.id, "wrong", NOW)
        else:
            assert one.value is not None
            lab.log.correct(child, one.id, replace(one.reported, value=one.value + 5), "wrong", uuid4(), NOW)

    if end is None:
        deed()
    else:
        assert refused(deed).code == "result_gone"
