"""Giving and planning know the same limits, limits rise, and each sentence can be said with what its rule knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hlh_desktop.domain.log.checks import CheckEntry, CheckNow
from hlh_desktop.domain.log.gates.every import RULES
from hlh_desktop.domain.log.gates.values import InForce
from hlh_desktop.domain.log.procedures import Procedure
from hlh_desktop.domain.log.values import Stay, Stop
from hlh_desktop.domain.log.weight import Revision
from hlh_desktop.knowledge.giving_agrees import SAYS, unsound_agreement
from tests.builders import knowledge
from tests.domain.log.doses import CHILD, DUE, PLAN, attempt, chart, dose, outcome, release

if TYPE_CHECKING:
    from hlh_desktop.domain.log.gates.values import Attempt, Chart

GIVING = knowledge().giving
LATE = DUE + timedelta(days=40)
ENTRY = CheckEntry("RN B", "b" * 32, DUE, DUE)
CHECK = CheckNow(UUID(int=7), dose().id, "agrees", DUE, "RN A", ENTRY, ENTRY, Decimal(89))
ANTIBODY = dose(line="rituximab", drug="rituximab", amount=Decimal(221), kind="antibody")
EXCHANGE = Procedure(
    UUID(int=8), UUID(int=8), "plasma_exchange", "plasma exchange", "", None, DUE + timedelta(hours=2), None, "", "",
    "RN A", removes=True,
)  # fmt: skip
SPINAL = dose(line="intrathecal", drug="methotrexate", amount=Decimal(12), route="intrathecal", kind="intrathecal")


def wrong(**parts: Any) -> dict[str, str]:
    """What is said of the file with some parts replaced, by place."""
    return dict(unsound_agreement(replace(knowledge(), giving=GIVING.model_copy(update=parts))))


def with_gate(code: str, **parts: Any) -> dict[str, str]:
    return wrong(gates={**GIVING.gates, code: GIVING.gates[code].model_copy(update=parts)})


def test_the_files_themselves_agree() -> None:
    assert wrong() == {}


@pytest.mark.parametrize(
    ("code", "numbers", "place"),
    [
        ("weight_old", {"days": Decimal(30)}, "weight_too_old"),
        ("amount_deviates", {"percent": Decimal(10)}, "amount_above_limit"),
        ("cumulative_above", {"mg_per_m2": Decimal(3000)}, "cumulative_limit"),
    ],
)
def test_the_stricter_of_two_limits_lies_above_the_milder(code: str, numbers: dict[str, Decimal], place: str) -> None:
    assert f"giving.gates.{place}.numbers" in with_gate(code, numbers=numbers)


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("cumulative_above", {"mg_per_m2": Decimal(2500)}),
        ("cumulative_limit", {"mg_per_m2": Decimal(4000)}),
        ("interval_etoposide", {"hours": Decimal(24)}),
        ("release_old", {"hours": Decimal(72)}),
    ],
)
def test_a_limit_of_giving_that_differs_from_that_of_planning_is_refused(code: str, numbers: dict[str, Any]) -> None:
    assert f"giving.gates.{code}.numbers" in with_gate(code, numbers=numbers)


def test_a_release_holds_as_long_as_it_may_be_made_ahead() -> None:
    assert "giving.gates.release_old.numbers" in wrong(numbers={**GIVING.numbers, "release_hours": Decimal(24)})


def test_a_gate_that_asks_why_offers_reasons() -> None:
    assert with_gate("late", reasons=()) == {"giving.gates.late.reasons": "expected reasons to choose from"}


@pytest.mark.parametrize("text", ["On hold since {moment}.", "On hold by {by.", "Held.}", "Held {}.", "Held {by:d}."])
def test_a_sentence_that_could_not_be_said_is_refused_before_a_nurse_waits_for_it(text: str) -> None:
    assert list(with_gate("held", text={"en": text})) == ["giving.gates.held.text"]


@pytest.mark.parametrize("text", ["{time} old, holds for 45 minutes.", "{time}: 60.5", "{time}: 600"])
def test_a_number_in_a_sentence_is_the_one_that_the_rule_reads(text: str) -> None:
    assert list(with_gate("check_old", text={"en": text})) == ["giving.gates.check_old.text"]
    assert with_gate("check_old", text={"en": "{time}, of mg/m2, for 60 min."}) == {}


@pytest.mark.parametrize(("drug", "missed"), [("anakinra", 301), ("ciclosporin", 691), ("dexamethasone", 661)])
def test_a_dose_is_missed_before_the_next_of_its_day_may_be_given(drug: str, missed: int) -> None:
    known = knowledge()
    record = known.formulary[drug].giving
    assert record is not None
    assert record.window is not None
    for minutes, told in ((missed - 1, []), (missed, [f"formulary.{drug}.giving.window"])):
        window = record.window.model_copy(update={"missed_minutes": minutes})
        changed = known.formulary[drug].model_copy(update={"giving": record.model_copy(update={"window": window})})
        found = unsound_agreement(replace(known, formulary={**known.formulary, drug: changed}))
        assert [place for place, _ in found] == told


def speaking() -> dict[str, tuple[Attempt, Chart]]:
    """For each gate with values an attempt and a chart at which it speaks, 40 days after the dose was due."""
    given, planned = attempt(dose()), chart(dose())
    old = replace(release(dose()), at=DUE - timedelta(days=9))
    other = outcome(dose(5), due=DUE, taken=DUE - timedelta(hours=1))
    spinal = replace(chart(SPINAL), open_cytotoxics=("etoposide",))
    held = outcome(dose(), "held")
    return {
        "superseded": (given, replace(planned, stands=False)),
        "standing": (given, replace(planned, outcome=outcome(dose()))),
        "held": (given, replace(planned, outcome=held)),
        "stopped": (given, replace(planned, stop=Stop(PLAN, "etoposide", None, DUE, "Dr A"))),
        "stay_over": (given, replace(planned, stay=Stay(CHILD, "transferred", DUE))),
        "stay_home": (given, replace(planned, stay=Stay(CHILD, "on_leave", DUE))),
        "release_old": (given, replace(planned, release=old)),
        "check_old": (given, replace(planned, check=CHECK)),
        "spinal_locked": (attempt(SPINAL), spinal),
        "interval_etoposide": (given, replace(planned, taken=(other,))),
        "interval_line": (given, replace(planned, taken=(other,), least_hours=Decimal(72))),
        "before_exchange": (attempt(ANTIBODY), chart(ANTIBODY, procedures=(EXCHANGE,))),
        "weight_old": (given, replace(planned, weighed_on=date(2026, 11, 1))),
        "weight_too_old": (given, replace(planned, weighed_on=date(2026, 10, 1))),
        "revision": (given, replace(planned, revision=Revision(Decimal(14), Decimal(15), Decimal(8), DUE.date()))),
        "future": (replace(given, taken=LATE + timedelta(minutes=5)), planned),
        "expired": (replace(given, expiry=date(2026, 12, 1)), planned),
        "early": (replace(given, taken=DUE - timedelta(hours=3)), planned),
        "late": (replace(given, taken=DUE + timedelta(hours=3)), planned),
        "far_past": (given, planned),
        "amount_above_limit": (replace(given, amount=Decimal(890)), planned),
        "amount_deviates": (replace(given, amount=Decimal(50)), planned),
        "route_differs": (replace(given, route="oral"), planned),
        "allergy": (given, replace(planned, allergies=("etoposide",))),
        "cumulative_limit": (given, replace(planned, before=Fraction(3000))),
        "cumulative_above": (given, replace(planned, before=Fraction(2000))),
        "cumulative_unknown": (given, replace(planned, before=None)),
        "cumulative_overlap": (given, replace(planned, taken=(other,), before=Fraction(300), told=DUE)),
        "in_force": (given, replace(planned, in_force=InForce(1, Decimal(14), Decimal("0.6")))),
        "under_way": (replace(given, became="held"), replace(planned, outcome=outcome(dose(), "running"))),
        "release_after": (given, replace(planned, release=replace(release(dose()), at=LATE))),
        "check_after": (replace(given, taken=DUE - timedelta(hours=1)), replace(planned, check=CHECK)),
    }


@pytest.mark.parametrize("code", SAYS)
def test_each_rule_gives_its_sentence_the_values_that_it_may_use(code: str) -> None:
    made, on = speaking()[code]
    gate = GIVING.gates[code]
    told = RULES[code](made, on, gate, LATE)
    assert told is not None
    assert set(told) == set(SAYS[code])
    assert "{" not in gate.text["en"].format_map(told)


def test_what_the_ward_must_know_of_giving_stands_in_the_data() -> None:
    drugs = knowledge().formulary
    records = {name: drug.giving for name, drug in drugs.items() if drug.giving is not None}
    assert set(records) == set(drugs)
    assert {name for name, record in records.items() if record.second_check} == {
        "etoposide", "liposomal_doxorubicin", "methotrexate", "prednisolone",
    }  # fmt: skip
    assert all({"batch", "expiry"} <= set(records[name].asks) for name, drug in drugs.items() if drug.antibody)
    window = records["etoposide"].window
    assert window is not None
    assert window.late_minutes == 0
    assert "conventional amphotericin" in records["liposomal_amphotericin_b"].never[0]["en"]
    assert "vinca" in GIVING.intrathecal.never[0]["en"]
