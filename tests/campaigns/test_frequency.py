"""The campaign in its short form: realistic children are read, and no finding cries too often without a reason."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise

from hlh_desktop.domain.findings.engine import codes
from tests.builders import knowledge, read
from tests.campaigns.frequency import LOUD, THIRD, Counts, above_info, count, loud, table
from tests.campaigns.realistic import CAUSES, PATHOGENS, case_of

CHILDREN = 60


@cache
def counts() -> Counts:
    return count(range(CHILDREN))


def test_no_finding_above_info_reaches_more_than_a_third_of_the_children_without_a_reason() -> None:
    assert set(loud(counts(), CHILDREN)) <= set(LOUD)


def test_every_finding_that_may_be_loud_exists_and_says_why() -> None:
    assert set(LOUD) <= codes()
    assert all(len(reason.split()) > 5 for reason in LOUD.values())


def test_one_above_a_third_is_noticed() -> None:
    made: Counts = {code: found.copy() for code, found in counts().items()}
    made["age_above_21"]["warning"] = int(CHILDREN * THIRD)
    assert "age_above_21" not in loud(made, CHILDREN)
    made["age_above_21"]["critical"] = 1
    assert "age_above_21" in loud(made, CHILDREN)
    made["age_above_21"]["info"] = CHILDREN
    assert above_info(made["age_above_21"]) == CHILDREN * THIRD + 1


def test_the_table_has_a_line_for_each_code_the_loudest_first() -> None:
    head, *lines = table(counts(), CHILDREN)
    assert head.split() == ["code", "above", "info", "refuse", "critical", "warning", "info"]
    assert {line.split()[0] for line in lines} == set(knowledge().alerts)
    shares = [float(line.split()[1]) for line in lines]
    assert all(before >= after for before, after in pairwise(shares))


def test_the_same_number_is_the_same_child_and_every_child_can_be_planned() -> None:
    assert json.dumps(case_of(7)) == json.dumps(case_of(7)) != json.dumps(case_of(8))
    ages = {(one.day_one - one.patient.date_of_birth).days // 365 for one in map(read, map(case_of, range(CHILDREN)))}
    assert min(ages) == 0
    assert max(ages) <= 17


def test_the_shares_of_causes_are_whole() -> None:
    assert sum(CAUSES.values()) == sum(PATHOGENS.values()) == 100
