"""Cumulative etoposide from what was given: TV08, partly given, omitted, struck out, given elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hlh_desktop.domain.log.given import Overlap, given_total, overlap_of, sum_of
from hlh_desktop.domain.log.ledger import standing_of, taken_of
from hlh_desktop.domain.log.values import Ended
from tests.domain.log.doses import CHILD, PARIS, dose, outcome

DAYS = (1, 4, 8, 11, 15, 22, 29, 36, 43, 50)
START = datetime(2026, 1, 5, 14, 0, tzinfo=PARIS)


def tv08() -> list:
    """Ten doses of 255 mg at 1.70 m2: the third at 75 % (191 mg), the sixth omitted (treatment.md TV08)."""
    found = []
    for number, day in enumerate(DAYS, 1):
        planned = dose(number, amount=Decimal(255), due=START + timedelta(days=day - 1))
        if number == 6:
            found.append(outcome(planned, "omitted", bsa_m2=Decimal("1.70")))
        else:
            amount = Decimal(191) if number == 3 else Decimal(255)
            found.append(outcome(planned, amount=amount, bsa_m2=Decimal("1.70")))
    return found


def total(outcomes: list, ended: dict | None = None, before: Fraction = Fraction(0)):
    ended = ended or {}
    return given_total(taken_of("etoposide", outcomes, ended, standing_of(outcomes, ended)), before)


def test_tv08_with_a_reduced_and_an_omitted_dose_comes_to_1312_4_mg_per_m2() -> None:
    found = total(tv08())
    assert found.total == 8 * 150 + Fraction(191) / Fraction("1.70")
    assert str(found.shown) == "1312.4"
    assert len(found.points) == 9


def test_a_dose_of_another_place_and_what_was_given_before_count() -> None:
    elsewhere = outcome(dose(99), "elsewhere", dose=None, amount=Decimal(80), bsa_m2=Decimal("1.60"))
    found = total([*tv08(), elsewhere], before=Fraction(450))
    assert found.total == 450 + 8 * 150 + Fraction(191) / Fraction("1.70") + 50
    assert found.here == found.total - 450


def test_an_entry_that_was_struck_out_counts_no_more_and_its_second_entry_counts_once() -> None:
    wrong, *others = tv08()
    ended = {wrong.id: Ended(wrong.id, CHILD, wrong.id, "struck", "RN B", wrong.saved)}
    assert total([wrong, *others], ended).total == total(others).total
    again = outcome(dose(1, amount=Decimal(255), due=START), turn=2, amount=Decimal(255), bsa_m2=Decimal("1.70"))
    assert total([wrong, *others, again], ended).total == total(tv08()).total


def test_an_infusion_under_way_counts_in_full_until_it_is_finished_and_then_as_given() -> None:
    planned = dose(1, amount=Decimal(255), due=START)
    running = outcome(planned, "running", amount=Decimal(255), bsa_m2=Decimal("1.70"))
    assert total([running]).total == 150
    finished = outcome(planned, "given", turn=2, amount=Decimal(170), bsa_m2=Decimal("1.70"))
    assert total([running, finished]).total == 100


def test_what_cannot_be_counted_is_told_and_is_not_taken_for_nothing() -> None:
    unknown = outcome(dose(99), "elsewhere", dose=None, bsa_m2=None)
    found = total([unknown])
    assert found.total == 0
    assert found.uncounted == (unknown.id,)


def test_other_drugs_are_no_part_of_the_sum() -> None:
    assert total([outcome(dose(1, drug="rituximab"))]).total == 0


def test_the_sum_that_the_gates_ask_is_that_of_the_points_and_leaves_out_what_cannot_be_counted() -> None:
    before = Fraction(1500) / 7
    doses = [*tv08(), outcome(dose(11), amount=Decimal("60.5"), bsa_m2=None)]
    taken = taken_of("etoposide", doses, {}, standing_of(doses, {}))
    assert (
        sum_of(taken, before) == given_total(taken, before).total == before + 8 * 150 + Fraction(191) / Fraction("1.70")
    )
    assert sum_of((), before) == before


def test_an_amount_told_before_may_contain_what_the_log_had_by_that_moment() -> None:
    """Doses of 150 mg/m2 on days 1, 4 and 8; the second was given in the very moment in which the amount was told."""
    first, second, third, *_ = (one for one in tv08() if one.amount == 255)
    told = second.taken.astimezone(UTC)
    found = overlap_of((first, second, third), Fraction(450), told)
    assert found == Overlap(told=Fraction(450), logged=Fraction(300))
    assert (found.most, Overlap(Fraction(200), Fraction(300)).most) == (300, 200)
    for before, moment in ((Fraction(450), first.taken - timedelta(seconds=1)), (Fraction(450), None),
                           (Fraction(0), told), (None, told)):  # fmt: skip
        assert overlap_of((first, second, third), before, moment) is None


def test_what_lacks_its_amount_or_its_surface_is_told_and_the_doses_beside_it_count() -> None:
    whole, *lacking = (outcome(dose(n), bsa_m2=Decimal("0.5"), amount=Decimal(75)) for n in (1, 2, 3))
    no_amount, no_surface = replace(lacking[0], amount=None), replace(lacking[1], bsa_m2=None)
    found = given_total((no_amount, whole, no_surface), Fraction(10))
    assert (found.total, found.here, found.uncounted) == (160, 150, (no_amount.id, no_surface.id))
    (point,) = found.points
    assert (point.outcome, point.dose, point.at, point.total) == (whole.id, whole.dose, whole.taken, 160)
