"""Questions before treatment: which of them come first for what is likely to be ordered, and at which age."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain import edits
from hlh_desktop.domain.edits import put
from hlh_desktop.domain.patient import Age
from hlh_desktop.domain.wizard.questions import GROUPS, come_first, likely
from tests.builders import case_data, knowledge, regimen
from tests.domain.wizard.sights import EXAMPLE, seen

GROWN = Age(14, 14 * 12 + 3, 5200)
ALWAYS = {"bleeding", "central_line", "consent_blood"}
# Antibodies out of a bottle hide the child's own, and B cells that are gone make none.
BLOOD = {
    "serology_drawn_before_ivig", "igg_drawn_before_ivig", "hbsag_positive", "anti_hbc_positive", "hiv_positive",
}  # fmt: skip
# What wakes or is caught once defences are low.
DEFENCES = {
    "tuberculosis_test_positive", "tuberculosis_exposure", "varicella_immune", "measles_immune", "recent_live_vaccine",
}  # fmt: skip
UNBORN = {"pregnancy_test", "contraception"}
CYTOTOXIC = DEFENCES | UNBORN | {"heart_failure", "fertility_talk", "consent_chemotherapy"}
STEROID = DEFENCES | {"travel_strongyloides"}
# What is likely, and what comes first because of it (safety-additions.md 4).
FIRST: dict[str, set[str]] = {
    "etoposide": CYTOTOXIC | {"renal_replacement"},
    "dep_etoposide": CYTOTOXIC | {"renal_replacement"},
    "dep_liposomal_doxorubicin": CYTOTOXIC,
    "dexamethasone": STEROID,
    "methylprednisolone": STEROID,
    "methylprednisolone_pulse": STEROID,
    "dep_methylprednisolone": STEROID,
    "ciclosporin": DEFENCES | {"renal_replacement"},
    "anakinra": DEFENCES | {"renal_replacement", "consent_off_label"},
    "tocilizumab": DEFENCES | {"consent_off_label"},
    "emapalumab": DEFENCES | {"long_qt", "consent_off_label"},
    "ruxolitinib": DEFENCES | UNBORN | {"long_qt", "consent_off_label"},
    "rituximab": BLOOD | DEFENCES | {"heart_failure", "consent_off_label"},
    "alemtuzumab": BLOOD | DEFENCES | {"consent_off_label"},
    "ivig": BLOOD | {"heart_failure", "thrombosis_risk", "iga_deficiency"},
    "liposomal_amphotericin_b": {"heart_failure"},
    "cotrimoxazole": {"renal_replacement", "g6pd_deficiency"},
    "fluconazole": {"long_qt"},
    "intrathecal": UNBORN,
    "infection": {"travel_leishmania"},
    "unknown": {"travel_leishmania"},
    "malignancy": {"tumour_lysis_risk"},
    "primary_suspected": {"consent_genetics"},
    "aciclovir": set(),
    "micafungin": set(),
}


@pytest.mark.parametrize("line", FIRST)
def test_a_question_comes_first_for_each_line_or_cause_that_it_matters_for(line: str) -> None:
    assert come_first({line}, GROWN, knowledge()) == ALWAYS | FIRST[line]


def test_nothing_likely_leaves_what_is_asked_of_every_child() -> None:
    assert come_first((), GROWN, knowledge()) == ALWAYS


def test_each_question_of_the_ward_stands_in_one_group_once() -> None:
    keys = [one.key for group in GROUPS for one in group.questions]
    assert sorted(keys) == sorted(knowledge().settings.questions)
    assert [group.key for group in GROUPS] == ["screening", "exposure", "body", "pregnancy", "consent"]


@pytest.mark.parametrize(("age", "asked"), [
    (Age(11, 143, 4382), False), (Age(12, 144, 4383), True), (Age(13, 156, 4748), True), (None, True),
])  # fmt: skip
def test_pregnancy_is_asked_about_from_twelve_years_and_where_the_age_is_unknown(
    age: Age | None, *, asked: bool
) -> None:
    found = come_first({"etoposide"}, age, knowledge())
    assert (found >= UNBORN) is asked
    assert found - UNBORN == ALWAYS | FIRST["etoposide"] - UNBORN


# --- what is likely


def lines_of(case: dict[str, Any], kind: object = None) -> frozenset[str]:
    found = seen(case)
    return likely(found.options, found.proposals, kind, knowledge())


def test_what_is_ordered_and_what_something_speaks_for_is_likely_and_so_is_the_cause() -> None:
    """Both protocols are offered, so their lines are; co-trimoxazole is ordered; the rest are options of EBV."""
    protocol = {"etoposide", "dexamethasone", "ciclosporin", "intrathecal"}
    more = {"rituximab", "ivig", "cotrimoxazole", "anti_infective"}
    assert lines_of(EXAMPLE, "infection") == protocol | more | {"infection"}


@pytest.mark.parametrize("kind", [None, 3, ["infection"], {}])
def test_a_cause_that_can_not_be_read_is_none(kind: object) -> None:
    assert lines_of(case_data(), kind) == lines_of(case_data())


def test_a_line_that_was_declined_is_not_likely_whatever_speaks_for_it() -> None:
    declined = edits.decide(EXAMPLE, "etoposide", "decline", reason="x")
    assert "etoposide" not in lines_of(declined)
    assert "etoposide" in lines_of(edits.decide(EXAMPLE, "etoposide", "undecide"))


@pytest.mark.parametrize(("decision", "parameters"), [
    ("accept", {}), ("change", {"factor": "0.5", "reason": "Infection"}),
])  # fmt: skip
def test_a_line_that_is_ordered_is_likely_whatever_speaks_against_it(decision: Any, parameters: dict[str, Any]) -> None:
    """In MAS that is not deteriorating both protocols, and etoposide with them, are advised against."""
    mas = case_data(etiology={"kind": "rheumatic"}, severity={"course": "stable"}, regimen=regimen(protocol="none"))
    assert "etoposide" not in lines_of(mas)
    assert "etoposide" in lines_of(edits.decide(mas, "etoposide", decision, parameters=parameters))


def test_what_is_advised_against_and_not_ordered_is_not_likely() -> None:
    in_t_cells = edits.decide(put(EXAMPLE, "etiology.ebv_lineage", "T"), "rituximab", "undecide")
    assert "rituximab" not in lines_of(in_t_cells)
    assert "rituximab" in lines_of(edits.decide(in_t_cells, "rituximab", "accept"))


def test_a_line_that_nothing_speaks_for_is_likely_once_it_is_ordered() -> None:
    assert "ruxolitinib" not in lines_of(EXAMPLE)
    assert "ruxolitinib" in lines_of(edits.decide(EXAMPLE, "ruxolitinib", "accept"))
