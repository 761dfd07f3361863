"""Criteria over time on the ward: read from the record, kept as they were seen by whoever may, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.history import events
from hlh_desktop.ward.results.criteria_time import criteria_time, keep
from tests.domain.results import demo
from tests.ward.results.judged import Judged, judged

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ward(tmp_path: Path) -> Judged:
    made = judged(tmp_path)
    made.to_day(0, 1, 7)
    return made


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_days_stand_newest_first_with_what_was_used_and_whose_signs_count(ward: Judged) -> None:
    found = criteria_time(ward.desk, ward.child, ward.now)
    days = [plain(row.day) for row in found.rows]
    assert days[:3] == ["29 Nov 2026", "23 Nov 2026", "22 Nov 2026"]
    assert "plan v1" in found.told
    assert "adults" in found.told
    used = plain(" ".join(found.rows[0].used))
    assert "Ferritin 4,100 microgram/L, 29 Nov 2026, 07:20" in used
    assert "Fibrinogen (Clauss) 0.9 g/L, 23 Nov 2026, 07:20" in used, "the newest that is beyond its limit"
    assert all("not assessed" in row.hlh_2004 for row in found.rows)


def test_a_kept_assessment_stands_in_the_row_and_in_the_history_as_it_was_seen(ward: Judged) -> None:
    shown = criteria_time(ward.desk, ward.child, ward.now).rows[0]
    assert shown.kept == ""
    id_ = uuid4()
    keep(ward.desk, ward.child, shown.found, id_, ward.now)
    keep(ward.desk, ward.child, shown.found, id_, ward.now)
    assert len(ward.desk.store.facts(ward.child, ("criteria_assessed",))) == 1, "pressed twice is kept once"
    again = criteria_time(ward.desk, ward.child, ward.now).rows[0]
    assert again.kept.startswith("kept by ")
    told = [plain(one.detail) for one in events(ward.desk, ward.child, ward.now) if "HScore" in one.detail]
    assert len(told) == 1
    assert shown.hscore in told[0]
    assert "29 Nov 2026" in told[0]


def test_a_day_that_changed_after_it_was_kept_says_so_and_tells_what_was_kept(ward: Judged) -> None:
    shown = criteria_time(ward.desk, ward.child, ward.now).rows[0]
    keep(ward.desk, ward.child, shown.found, uuid4(), ward.now)
    again = criteria_time(ward.desk, ward.child, ward.now).rows[0]
    assert (again.kept_as, again.kept.endswith("changed since")) == ("", False)
    ward.write(demo.result("ferritin", "30000", 7.2))
    changed = criteria_time(ward.desk, ward.child, ward.now).rows[0]
    assert changed.kept.endswith("changed since")
    assert f"HScore {shown.hscore}" in changed.kept_as
    assert "Ferritin 4,100" in plain(changed.kept_as)
    keep(ward.desk, ward.child, changed.found, uuid4(), ward.now)
    assert criteria_time(ward.desk, ward.child, ward.now).rows[0].kept_as == ""


def test_a_kept_day_that_rested_on_no_result_names_none(ward: Judged) -> None:
    ward.write(demo.result("ast", "40", 30))
    shown = criteria_time(ward.desk, ward.child, ward.now).rows[0]
    keep(ward.desk, ward.child, shown.found, uuid4(), ward.now)
    ward.write(demo.result("ferritin", "30000", 30.2))
    changed = criteria_time(ward.desk, ward.child, ward.now).rows[0]
    assert (shown.used, changed.kept_as.endswith(f"MAS 2016 {shown.mas_2016}.")) == ((), True)


def test_a_day_that_changed_since_it_was_shown_is_not_kept(ward: Judged) -> None:
    shown = criteria_time(ward.desk, ward.child, ward.now).rows[0]
    ward.write(demo.result("ferritin", "30000", 7, moment=demo.at(7, 9)))
    with pytest.raises(Trouble) as caught:
        keep(ward.desk, ward.child, shown.found, uuid4(), ward.now)
    assert caught.value.code == "response_changed"


def test_a_count_after_a_transfusion_is_told_with_what_it_proves(ward: Judged) -> None:
    ward.to_day(3)
    ward.write(demo.result("hb", "84", 12, conditions=("transfused",)))
    used = plain(" ".join(criteria_time(ward.desk, ward.child, ward.now).rows[0].used))
    assert "84 g/L, 4 Dec 2026, 07:20 (raised by its sample: transfusion, lipid, propofol or haemolysis;" in used


def test_a_nurse_keeps_nothing(ward: Judged) -> None:
    shown = criteria_time(ward.desk, ward.child, ward.now).rows[0]
    with pytest.raises(Trouble) as caught:
        keep(ward.nurse(), ward.child, shown.found, uuid4(), ward.now)
    assert caught.value.code == "not_allowed"
