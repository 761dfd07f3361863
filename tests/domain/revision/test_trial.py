"""A trial on a plan: what may be changed, and the case with what a person wants to try."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hlh_desktop.domain.edits import From, move_dose, omit_dose
from hlh_desktop.domain.revision.difference import difference
from hlh_desktop.domain.revision.edits import begun_days
from hlh_desktop.domain.revision.past import rewritten
from hlh_desktop.domain.revision.telling import difference_words
from hlh_desktop.domain.revision.trial import Named, Wish, Wished, changeable, wished_case, wrong_of
from hlh_desktop.domain.revision.words import figure_of, measures_words, stays_words
from tests.builders import ROOT, knowledge, plan

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Reach
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.trial import Kind

TV04 = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=ZoneInfo("Europe/Paris"))
DOSE_6 = datetime(2026, 12, 13, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def tried(*wishes: Wish, weight: str = "13.5", height: str = "92", since: datetime = NOW) -> dict[str, Any]:
    return wished_case(TV04, plan(TV04), Wished(weight, height, since, wishes), knowledge(), NOW)


def lines(case: dict[str, Any], name: str) -> list[tuple[str, ...]]:
    found = difference_words(difference(plan(TV04), plan(case), knowledge(), NOW), knowledge())
    rows = [row for row in found.lines if row.name == name]
    return [tuple(map(plain, (row.detail, row.before, row.after, row.change, row.percent))) for row in rows]


def test_doses_and_lines_still_to_come_may_be_changed_and_lines_that_the_plan_lacks_added() -> None:
    found = changeable(plan(TV04), knowledge(), NOW)
    assert min(one.at for one in found.doses) >= NOW
    assert (("etoposide", None), "etoposide") in found.lines
    assert "ivig" not in {line for (line, _), _ in found.lines}
    names = {name for name, _ in found.more}
    assert "fluconazole" in names
    # The drug whose sum is counted is never one press away; what the plan has is not offered again.
    assert names.isdisjoint({"etoposide", "dep_etoposide", "rituximab"})
    assert [plain(words) for _, words in found.starts[:2]] == ["now, every dose to come", "dose 5 of 10, 6 Dec"]


def test_a_new_weight_changes_each_line_to_come_and_is_measured_today() -> None:
    case = tried(weight="15.1")
    assert case["measurements"][-1] == {"on": "2026-12-02", "time": "14:05", "weight_kg": "15.1"}
    assert lines(case, "BSA") == [("Mosteller", "0.59", "0.62", "+ 0.03", "+ 5.1 %")]
    assert lines(case, "etoposide") == [("doses 5 to 10", "89", "93", "+ 4", "+ 4.5 %")]
    assert lines(case, "immunoglobulin") == [("complete", "10.8 + 10.8", "as given", "\N{EN DASH}", "")]
    assert lines(case, "Cumulative etoposide") == [
        ("as planned", "1,508", "1,503", "\N{MINUS SIGN} 5", "\N{MINUS SIGN} 0.3 %")
    ]


def test_the_days_of_a_steroid_are_told_where_its_taper_has_gaps_too() -> None:
    """Of one drug the days of each step, and not for its last step the numbers of doses: 52 to 55 read as days."""
    days = [detail for detail, *_ in lines(tried(weight="15.1"), "dexAMETHasone")]
    assert days == ["days 12 to 14", "days 15 to 28", "days 29 to 42", "days 43 to 51", "days 52 to 54, 56"]


def test_measures_may_count_from_a_later_dose_on() -> None:
    rows = lines(tried(weight="15.1", since=DOSE_6), "etoposide")
    assert [row[:3] for row in rows] == [("dose 5", "89", "89"), ("doses 6 to 10", "89", "93")]


def test_the_same_measures_and_no_wish_change_nothing() -> None:
    assert tried() == TV04
    assert tried(weight="13.50") == TV04


def test_a_dose_is_moved_held_or_reduced_with_its_reason() -> None:
    to = datetime(2026, 12, 14, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))
    case = tried(
        Wish("move", "", "etoposide", day=22, to=to, reason="theatre"),
        Wish("hold", "", "etoposide", day=29, reason="counts"),
        Wish("factor", "", "etoposide", day=36, factor="0.75", reason="kidney"),
    )  # fmt: skip
    assert [(row["day"], row["do"], row["reason"]) for row in case["regimen"]["changes"]] == [
        (22, "move", "theatre"), (29, "hold", "counts"), (36, "factor", "kidney"),
    ]  # fmt: skip
    assert [row[:3] for row in lines(case, "etoposide")] == [
        ("doses 5 and 6", "89", "89"), ("dose 7", "89", "left out"),
        ("dose 8", "89", "66"), ("doses 9 and 10", "89", "89"),
    ]  # fmt: skip
    found = difference_words(difference(plan(TV04), plan(case), knowledge(), NOW), knowledge())
    assert [(row.name, plain(row.before), plain(row.after)) for row in found.doses] == [
        ("etoposide, dose 6", "Sun 13 Dec 2026 14:00, intravenous", "Mon 14 Dec 2026 09:00, intravenous"),
        ("etoposide, dose 7", "Sun 20 Dec 2026 14:00, intravenous", "none"),
    ]


EVENING = datetime(2026, 12, 6, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))  # the dose of 08:00 was given


def evening(kind: Kind, reach: Reach = "dose", **more: Any) -> dict[str, Any]:
    """What is tried of the co-trimoxazole of 20:00 on day 15 at noon of that day."""
    found = changeable(plan(TV04), knowledge(), EVENING)
    place = next(n for n, one in enumerate(found.doses) if one.line == "cotrimoxazole")
    named = found.named(place, reach)
    assert named is not None
    wish = Wish(kind, "", "cotrimoxazole", day=named.day, start=named.start, reason="x", **more)
    return wished_case(TV04, plan(TV04), Wished("13.5", "92", EVENING, (wish,)), knowledge(), EVENING)


def changed(case: dict[str, Any]) -> list[tuple[Any, ...]]:
    assert rewritten(plan(TV04), plan(case), EVENING) == ()
    found = difference(plan(TV04), plan(case), knowledge(), EVENING).doses
    return [
        (one.key.slot, one.after and (f"{one.after.at:%d %H:%M}", str(one.after.dose.amount.amount))) for one in found
    ]


def test_of_a_day_that_has_begun_the_later_dose_alone_is_omitted_moved_or_reduced() -> None:
    later = datetime(2026, 12, 6, 22, 0, tzinfo=ZoneInfo("Europe/Paris"))
    assert changed(evening("omit")) == [(1501, None)]
    assert changed(evening("hold")) == [(1501, None)]
    assert changed(evening("move", to=later)) == [(1501, ("06 22:00", "44"))]
    assert changed(evening("factor", factor="0.5")) == [(1501, ("06 20:00", "22"))]


def test_less_may_count_for_every_dose_from_one_on() -> None:
    found = changed(evening("factor", "onward", factor="0.5"))
    assert found[:2] == [(1501, ("06 20:00", "22")), (1600, ("07 08:00", "22"))]
    assert len(found) == 35


def test_the_last_dose_of_a_day_has_no_rest_and_a_whole_day_is_named_as_ever() -> None:
    found = changeable(plan(TV04), knowledge(), EVENING)
    first, second = [n for n, one in enumerate(found.doses) if one.line == "cotrimoxazole"][:2]
    assert found.named(first, "day") is None
    assert found.named(second, "day") == Named("day", 16, None)
    etoposide = next(n for n, one in enumerate(found.doses) if one.line == "etoposide")
    assert found.named(etoposide, "dose") == Named("dose", 15, None)


def test_a_line_that_is_stopped_loses_the_later_doses_of_a_day_that_has_begun() -> None:
    wish = Wish("stop", "", "cotrimoxazole", reason="rash")
    case = wished_case(TV04, plan(TV04), Wished("13.5", "92", EVENING, (wish,)), knowledge(), EVENING)
    found = changed(case)
    assert (found[0], len(found), {after for _, after in found}) == ((1501, None), 35, {None})


def test_a_line_that_is_stopped_keeps_why_an_earlier_dose_of_the_day_was_left_out() -> None:
    left = omit_dose(TV04, "cotrimoxazole", None, 15, "vomited", From("08:00"))
    wish = Wish("stop", "", "cotrimoxazole", reason="rash")
    case = wished_case(left, plan(left), Wished("13.5", "92", EVENING, (wish,)), knowledge(), EVENING)
    of_day = [(row.get("time"), row["reason"]) for row in case["regimen"]["changes"] if row["day"] == 15]
    assert of_day == [("08:00", "vomited"), ("20:00", "rash")]
    assert not [one for one in changeable(plan(case), knowledge(), EVENING).doses if one.line == "cotrimoxazole"]


def reaches(before: Plan, now: datetime) -> set[str]:
    """How far a change of the first co-trimoxazole to come may go."""
    found = changeable(before, knowledge(), now)
    place = next(n for n, one in enumerate(found.doses) if one.line == "cotrimoxazole")
    return {reach for at, reach in found.reaches if at == place}


def test_nothing_goes_on_over_a_dose_that_was_moved_ahead_and_has_passed() -> None:
    """Day 22 moved to 09:00 of day 15; the dose of 20:00 of day 15 moved to 07:00."""
    early = EVENING.replace(hour=9)
    assert reaches(plan(TV04), EVENING) == {"dose", "onward"}
    assert reaches(plan(move_dose(TV04, "cotrimoxazole", None, 22, early, "theatre")), EVENING) == {"dose"}
    first = EVENING.replace(hour=7)
    swapped, now = plan(move_dose(TV04, "cotrimoxazole", None, 15, first, "x", From("20:00"))), first.replace(minute=30)
    assert reaches(plan(TV04), now) == {"dose", "day", "onward"}
    assert reaches(swapped, now) == {"dose"}
    assert begun_days(swapped, "cotrimoxazole", None, now) == ((15, From("08:00")),)


def test_a_dose_that_was_moved_is_changed_by_the_day_on_which_it_was_planned() -> None:
    to = datetime(2026, 12, 8, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
    before = plan(move_dose(TV04, "etoposide", None, 15, to, "theatre"))
    found = changeable(before, knowledge(), NOW)
    place = next(n for n, one in enumerate(found.doses) if one.line == "etoposide")
    assert found.doses[place].day == 17
    assert found.named(place, "dose") == Named("dose", 15, None)


def test_a_line_that_is_stopped_keeps_what_has_passed_and_many_findings_are_told_as_one() -> None:
    case = tried(Wish("stop", "", "cotrimoxazole", reason="rash"))
    assert lines(case, "co-trimoxazole as trimethoprim") == [("doses 13 to 48", "44", "left out", "\N{EN DASH}", "")]
    found = difference_words(difference(plan(TV04), plan(case), knowledge(), NOW), knowledge())
    omitted = [row.text for row in found.raised if "omitted" in row.text]
    assert len(omitted) == 1
    assert omitted[0].endswith("And 17 more like it.")


def test_a_drug_that_is_added_begins_the_next_day() -> None:
    assert tried(Wish("add", "", "fluconazole"))["regimen"]["lines"][-1] == {"line": "fluconazole", "first_day": 12}
    made = plan(tried(Wish("add", "", "fluconazole")))
    assert min(one.day for order in made.orders if order.line == "fluconazole" for one in order.administrations) == 12


def test_a_drug_without_a_first_day_that_is_added_leaves_out_the_days_that_have_passed() -> None:
    without = json.loads(json.dumps(TV04))
    without["regimen"]["lines"] = [one for one in without["regimen"]["lines"] if one["line"] != "cotrimoxazole"]
    before, wish = plan(without), Wish("add", "", "cotrimoxazole")
    case = wished_case(without, before, Wished("13.5", "92", NOW, (wish,)), knowledge(), NOW)
    assert case["regimen"]["lines"][-1] == {"line": "cotrimoxazole"}
    said = [(one["line"], one["day"], one["do"], one["reason"]) for one in case["regimen"]["changes"]]
    assert said == [("cotrimoxazole", day, "omit", "Added on 2 Dec 2026") for day in (1, 2, 3, 8, 9, 10)]
    given = [one.day for order in plan(case).orders if order.line == "cotrimoxazole" for one in order.administrations]
    assert min(given) == 15
    assert rewritten(before, plan(case), NOW) == ()


def test_what_is_no_plain_decimal_is_told_at_its_field() -> None:
    for typed in ("13,5", "0", "", "1e1", "15.1 kg"):
        assert set(wrong_of(Wished(typed, "92", NOW), knowledge())) == {"weight_kg"}
    assert wrong_of(Wished("15.1", "92", NOW), knowledge()) == {}


def test_given_doses_stay_and_a_sum_that_falls_while_doses_rise_is_explained() -> None:
    made = plan(tried(weight="15.1"))
    said = plain(stays_words(made, difference(plan(TV04), made, knowledge(), NOW), knowledge()))
    assert said.startswith(
        "Given doses stay as given. Cumulative: 4 doses of 89 mg at 0.59 m², then 6 doses of 93 mg at 0.62 m²."
    )
    assert said.endswith("the surface grows faster than the rounded dose.")
    held = plan(tried(Wish("hold", "", "etoposide", day=29, reason="counts")))
    assert "falls" not in stays_words(held, difference(plan(TV04), held, knowledge(), NOW), knowledge())


def test_a_revised_plan_says_which_measures_count_from_when_on() -> None:
    assert measures_words(plan(TV04), knowledge()) == ""
    assert plain(measures_words(plan(tried(weight="15.1")), knowledge())) == (
        "from Wed 2 Dec 2026 14:05: 15.1 kg, 92 cm, BSA 0.62 m²; before: 13.5 kg, 92 cm, BSA 0.59 m²"
    )


def test_a_child_is_drawn_by_weight_height_and_body_mass_index() -> None:
    case = plan(TV04).case
    row = case.measurements[0]
    assert row.weight_kg is not None
    assert row.height_cm is not None
    figure = figure_of(case.patient, row.weight_kg, row.height_cm, row.on, knowledge())
    assert [plain(part) for part in (figure.weight, figure.height, figure.index)] == ["13.5 kg", "92 cm", "BMI 15.9"]
    assert figure.build == "as usual"
