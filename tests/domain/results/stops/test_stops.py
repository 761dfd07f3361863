"""Stops of typed results: each rule with the slips it is there for, and the values beside them that it lets pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hlh_desktop.domain.laboratory import canonical
from hlh_desktop.domain.results.stops import judge as stop_judge
from hlh_desktop.domain.results.stops.values import Child, Confirmed, codes_kept, kept, open_stops, savable
from hlh_desktop.domain.results.values import Reported, ResultId, Sample
from tests.builders import knowledge
from tests.lab_results import result

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.case import Comparator
    from hlh_desktop.domain.results.stops.values import Stop
    from hlh_desktop.domain.results.values import LabResult

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
# A day before, and four days before: the second is too old to compare with.
DAY, LONG = "2026-12-01T14:05", "2026-11-28T13:50"
WHO = Child(date(2024, 6, 22), "female")
CATALOGUE = knowledge().catalogue
SIGNS: tuple[Comparator, ...] = ("<=", ">=", "<", ">")
Row = tuple[str, str, str]


def reported(analyte: str, value: str, unit: str, **more: Any) -> Reported:
    """A result of one line; "> 20000" keeps its comparator."""
    sign = next((one for one in SIGNS if value.startswith(one)), None)
    return Reported(analyte, unit, Decimal(value.removeprefix(sign or "").strip()), sign, **more)


def sample(*rows: Row, at: datetime = NOW, **more: Any) -> Sample:
    return Sample(at, tuple(reported(*row) for row in rows), **more)


def judged(
    *rows: Row, before: Iterable[LabResult] = (), at: datetime = NOW, confirmed: Confirmed = stop_judge.NOTHING
) -> tuple[Stop, ...]:
    """What stands against a sample that is typed now."""
    return stop_judge.judge(sample(*rows, at=at), before, CATALOGUE, knowledge(), WHO, NOW, confirmed)


def codes(*rows: Row, **more: Any) -> list[str]:
    return [stop.code for stop in judged(*rows, **more)]


def only(*rows: Row, **more: Any) -> Stop:
    (stop,) = judged(*rows, **more)
    return stop


def offered(stop: Stop) -> list[str]:
    return [said(f"{offer.text} {offer.equals}").strip() for offer in stop.offers]


def said(text: str) -> str:
    """A text as one types it."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MULTIPLICATION SIGN}", "x")


# --- analyte and unit


def test_an_everyday_sample_has_nothing_against_it() -> None:
    before = [
        result("hb", "88", "g/L", DAY),
        result("plt", "41", "10*9/L", DAY),
        result("ferritin", "11734", "ug/L", DAY),
    ]
    rows = (("hb", "82", "g/L"), ("plt", "28", "10*9/L"), ("ferritin", "> 20000", "ug/L"), ("wbc", "1.2", "10*9/L"),
            ("anc", "0.6", "10*9/L"), ("bili_t", "44", "umol/L"), ("bili_c", "21", "umol/L"))  # fmt: skip
    assert judged(*rows, before=before) == ()


def test_an_analyte_that_nobody_knows_is_not_saved() -> None:
    assert only(("cd163", "3", "mg/L")).code == "analyte_unknown"


def test_ast_in_mmol_per_litre_is_refused_and_its_units_are_named() -> None:
    stop = only(("ast", "96", "mmol/L"))
    assert (stop.level, stop.code, stop.met) == ("hard", "unit_unlisted", False)
    assert stop.text == "mmol/L is no unit of AST."
    assert stop.accepted.startswith("U/L, IU/L")


def test_platelets_in_g_per_litre_are_told_to_be_a_misprint_of_giga_per_litre() -> None:
    stop = only(("plt", "41", "g/L"))
    assert "misprint of G/L" in stop.text
    assert [(offer.unit, offer.value) for offer in stop.offers] == [("10*9/L", Decimal(41))]


def test_a_number_without_a_unit_means_nothing() -> None:
    assert "A unit is missing" in only(("hb", "82", "")).text


def test_urea_in_mg_per_dl_is_one_of_two_and_both_are_offered() -> None:
    assert offered(only(("urea", "20", "mg/dL"))) == [
        "20 mg/dL as BUN = 7.14 mmol/L",
        "20 mg/dL as urea = 3.33 mmol/L",
    ]


@pytest.mark.parametrize(
    ("row", "choose", "why"),
    [
        (("ferritin", "10", "pmol/L"), "ng/mL", "can't be compared"),
        (("pt", "70", "% (Quick)"), "s, sec", "can't be compared"),
        (("scd25", "2400", "IU/mL"), "U/mL, kU/L, U/L", "ask the laboratory which"),
        (("ddimer", "900", "ng/mL{DDU}"), "mg/L{FEU}", "ask the laboratory which"),
    ],
)
def test_a_unit_that_is_not_converted_is_refused_and_says_what_to_choose(row: Row, choose: str, why: str) -> None:
    stop = only(row)
    assert (stop.level, stop.code) == ("hard", "unit_refused")
    assert choose in stop.accepted
    assert why in stop.text


def test_what_is_pending_or_in_words_needs_no_unit() -> None:
    waiting = (Reported("ferritin", status="pending"), Reported("ebv", text="not detected"))
    assert stop_judge.judge(Sample(NOW, waiting), (), CATALOGUE, knowledge(), WHO, NOW) == ()


@pytest.mark.parametrize("row", [("weight", "30", "[lb_av]"), ("height", "0.92", "m"), ("weight", "< 14", "kg")])
def test_weight_is_a_plain_number_in_kg_and_height_in_cm(row: Row) -> None:
    assert codes(row) == ["measured_plainly"]
    assert codes(("weight", "13.5", "kg"), ("height", "92", "cm")) == []


# --- the number by itself


def test_fibrinogen_210_g_per_litre_is_not_possible_and_mg_per_dl_is_offered_as_in_the_mockup() -> None:
    stop = only(("fibrinogen", "210", "g/L"), before=[result("fibrinogen", "1.7", "g/L", "2026-11-29T07:20")])
    assert (stop.level, stop.code) == ("hard", "outside_reject")
    assert said(stop.text) == "210 g/L is not possible."
    assert said(stop.accepted) == "up to 20 g/L"
    assert said(stop.before_text) == "1.7 g/L on 29 Nov 2026 07:20"
    assert offered(stop) == ["210 mg/dL = 2.1 g/L"]
    assert stop.before is not None
    assert stop.before.value == Decimal("1.7")


@pytest.mark.parametrize(
    ("row", "offer"),
    [
        (("hb", "8.8", "g/L"), "8.8 g/dL = 88 g/L"),
        (("crea", "0.5", "umol/L"), "0.5 mg/dL = 44.21 micromol/L"),
        (("tg", "265", "mmol/L"), "265 mg/dL = 2.99185 mmol/L"),
        (("plt", "41000", "10*9/L"), "41000 /uL = 41 x 10⁹/L"),
        (("alb", "2.6", "g/L"), "2.6 g/dL = 26 g/L"),
    ],
)
def test_what_can_not_be_offers_the_unit_in_which_it_would_be_usual(row: Row, offer: str) -> None:
    stop = judged(row)[0]
    assert (stop.level, stop.code) == ("hard", "outside_reject")
    assert offer in offered(stop)


def test_a_limit_belongs_to_what_is_possible_and_one_beyond_it_does_not() -> None:
    assert "outside_reject" not in codes(("na", "210", "mmol/L"), ("k", "0.5", "mmol/L"))
    assert codes(("na", "210.1", "mmol/L"), ("k", "0.4", "mmol/L")) == ["outside_reject"] * 2
    assert said(only(("na", "89", "mmol/L")).accepted) == "90 to 210 mmol/L"


def test_a_value_in_another_unit_is_told_converted() -> None:
    stop = only(("hb", "31", "g/dL"))
    assert said(stop.text) == "31 g/dL is not possible: that is 310 g/L."


def test_a_rare_value_is_asked_again_with_a_reason() -> None:
    stop = only(("ferritin", "150000", "ug/L"))
    assert (stop.level, stop.code, stop.met) == ("soft", "outside_warn", False)
    assert said(stop.accepted) == "5 to 100,000 microgram/L"
    assert codes(("ferritin", "100000", "ug/L")) == []


@pytest.mark.parametrize("value", ["20", "25"])
def test_haemoglobin_that_is_possible_and_looks_like_g_per_dl_asks_for_that_unit(value: str) -> None:
    stop = only(("hb", value, "g/L"))
    assert (stop.level, stop.code) == ("soft", "unit_slip")
    assert [offer.unit for offer in stop.offers] == ["g/dL"]
    assert codes(("hb", "26", "g/L")) == ["outside_warn"]


def test_fibrinogen_in_mg_per_dl_is_a_slip_from_50_on_and_never_only_a_slip() -> None:
    assert [offer.unit for offer in only(("fibrinogen", "50", "g/L")).offers] == ["mg/dL"]
    assert codes(("fibrinogen", "1000", "g/L")) == codes(("fibrinogen", "21", "g/L")) == ["outside_reject"]
    assert codes(("fibrinogen", "12", "g/L")) == ["outside_warn"]


def test_platelets_of_0_are_told_to_be_read_as_below_1_and_nothing_is_asked_for_that() -> None:
    told = [stop for stop in judged(("plt", "0", "10*9/L")) if stop.code == "platelets_zero"]
    assert [(stop.level, stop.met) for stop in told] == [("told", True)]
    assert "below 1" in told[0].text
    assert "platelets_zero" not in codes(("plt", "1", "10*9/L"), ("wbc", "0", "10*9/L"))


# --- against the value before


@pytest.mark.parametrize(
    ("value", "speaks"),
    [("8", True), ("12.5", True), ("7.9", False), ("12.6", False), ("0.08", True), ("0.125", True), ("0.126", False),
     ("0.079", False)],
)  # fmt: skip
def test_about_ten_times_or_a_tenth_of_the_value_before_is_asked(value: str, speaks: bool) -> None:
    found = codes(("crp", value, "mg/L"), before=[result("crp", "1", "mg/L", DAY)])
    assert found == (["ratio_ten"] if speaks else [])


def test_ten_times_the_value_of_four_days_ago_is_not_asked_and_of_72_hours_is() -> None:
    assert codes(("crp", "50", "mg/L"), before=[result("crp", "5", "mg/L", LONG)]) == []
    assert codes(("crp", "50", "mg/L"), before=[result("crp", "5", "mg/L", "2026-11-29T14:05")]) == ["ratio_ten"]


def test_values_of_two_assays_are_never_compared() -> None:
    row = reported("scd25", "9100", "U/mL", method="")
    for other in ({"laboratory": "Reference"}, {"method": "bead assay"}):
        before = [result("scd25", "910", "U/mL", DAY, **other)]
        typed = Sample(NOW, (row,), laboratory="Central")
        assert stop_judge.judge(typed, before, CATALOGUE, knowledge(), WHO, NOW) == ()
    before = [result("scd25", "910", "U/mL", DAY, laboratory="Central")]
    (stop,) = stop_judge.judge(Sample(NOW, (row,), laboratory="Central"), before, CATALOGUE, knowledge(), WHO, NOW)
    assert stop.code == "ratio_ten"
    assert codes(("scd25_mass", "9100", "pg/mL"), before=[result("scd25", "910", "U/mL", DAY)]) == []


def test_what_is_beyond_the_assay_is_compared_with_nothing() -> None:
    assert codes(("ferritin", "> 20000", "ug/L"), before=[result("ferritin", "2000", "ug/L", DAY)]) == []
    assert codes(("ferritin", "20000", "ug/L"), before=[result("ferritin", ">2000", "ug/L", DAY)]) == []


def test_the_newest_value_before_is_the_one_compared_and_a_later_one_is_not() -> None:
    values = [result("crp", "50", "mg/L", DAY, 1), result("crp", "5", "mg/L", "2026-12-01T06:00", 2)]
    later = result("crp", "5", "mg/L", "2026-12-02T14:30", 3)
    for order in permutations([*values, later]):
        assert codes(("crp", "50", "mg/L"), before=order) == []


@pytest.mark.parametrize(
    ("analyte", "unit", "before", "typed", "offer"),
    [
        ("glucose", "mmol/L", "1.05", "19", "19 mg/dL = 1.05469 mmol/L"),
        ("crea", "umol/L", "352", "4", "4 mg/dL = 353.68 micromol/L"),
        ("bili_t", "umol/L", "51", "3", "3 mg/dL = 51.312 micromol/L"),
        ("tg", "mmol/L", "0.22", "19.5", "19.5 mg/dL = 0.220155 mmol/L"),
        ("plt", "10*9/L", "0.9", "900", "900 /uL = 0.9 x 10⁹/L"),
        ("ferritin", "ug/L", "11734", "11.7", "11.7 mg/L = 11700 microgram/L"),
    ],
)
def test_the_factor_between_two_units_of_an_analyte_is_known(
    analyte: str, unit: str, before: str, typed: str, offer: str
) -> None:
    found = [
        stop
        for stop in judged((analyte, typed, unit), before=[result(analyte, before, unit, DAY)])
        if stop.code == "unit_factor"
    ]
    assert [stop.level for stop in found] == ["soft"]
    assert offer in [one.replace(",", "") for one in offered(found[0])]


def test_ferritin_that_rises_more_than_tenfold_in_a_day_is_asked_and_never_refused() -> None:
    before = [result("ferritin", "700", "ug/L", DAY)]
    assert [(stop.level, stop.code) for stop in judged(("ferritin", "15000", "ug/L"), before=before)] == [
        ("soft", "jump")
    ]
    assert codes(("ferritin", "> 20000", "ug/L"), before=[result("ferritin", "700", "ug/L", "2026-12-02T06:10")]) == [
        "jump"
    ]
    assert codes(("ferritin", "15000", "ug/L"), before=[result("ferritin", "700", "ug/L", LONG)]) == []
    assert codes(("crp", "300", "mg/L"), before=[result("crp", "5", "mg/L", DAY)]) == []


def test_haemoglobin_and_platelets_off_by_the_same_factor_point_at_the_unit_of_the_column() -> None:
    before = [result("hb", "240", "g/L", DAY), result("plt", "79", "10*9/L", DAY)]
    found = judged(("hb", "26", "g/L"), ("plt", "7.9", "10*9/L"), before=before)
    header = [stop for stop in found if stop.code == "unit_header"]
    assert [(stop.place, stop.others, stop.level) for stop in header] == [(0, (1,), "soft"), (1, (0,), "soft")]
    assert "ratio_ten" not in [stop.code for stop in found]
    assert "7.9 10*4/uL = 79 x 10⁹/L" in offered(header[1])


def test_platelets_alone_off_by_ten_point_at_no_column() -> None:
    before = [result("hb", "88", "g/L", DAY), result("plt", "79", "10*9/L", DAY)]
    assert codes(("hb", "86", "g/L"), ("plt", "7.9", "10*9/L"), before=before) == ["ratio_ten"]
    away = [result("hb", "25", "g/L", DAY), result("plt", "79", "10*9/L", DAY)]
    assert "unit_header" not in codes(("hb", "240", "g/L"), ("plt", "7.9", "10*9/L"), before=away)


@pytest.mark.parametrize(
    ("rows", "before", "said_of_first"),
    [
        ([("crp", "1001", "mg/L")], [("crp", "100", "mg/L")], ["outside_reject"]),
        ([("crea", "3500", "umol/L")], [("crea", "40", "umol/L")], ["outside_reject"]),
        ([("ferritin", "6000000", "ug/L")], [("ferritin", "100000", "ug/L")], ["outside_reject"]),
        ([("hb", "22", "g/L")], [("hb", "220", "g/L")], ["unit_slip"]),
        ([("ferritin", "11734", "ug/L")], [("ferritin", "11.7", "ug/L")], ["unit_factor"]),
        ([("ferritin", "8050", "ug/L")], [("ferritin", "700", "ug/L")], ["ratio_ten"]),
        (
            [("plt", "0.079", "10*9/L"), ("hb", "0.088", "g/L")],
            [("plt", "79", "10*9/L"), ("hb", "88", "g/L")],
            ["unit_header", "outside_warn"],
        ),
    ],
)
def test_of_two_stops_that_say_the_same_the_stricter_speaks_alone(
    rows: list[Row], before: list[Row], said_of_first: list[str]
) -> None:
    found = judged(*rows, before=[result(*row, DAY) for row in before])
    assert {stop.code for stop in found if stop.place == 0} == set(said_of_first)


# --- within the sample


@pytest.mark.parametrize(
    ("part", "whole", "refused"),
    [
        (("bili_c", "31", "umol/L"), ("bili_t", "30", "umol/L"), True),
        (("bili_c", "30", "umol/L"), ("bili_t", "30", "umol/L"), False),
        (("bili_c", "3", "mg/dL"), ("bili_t", "51.311", "umol/L"), True),
        (("bili_c", "3", "mg/dL"), ("bili_t", "51.312", "umol/L"), False),
        (("bili_c", "> 30", "umol/L"), ("bili_t", "30", "umol/L"), True),
        (("bili_c", "< 40", "umol/L"), ("bili_t", "30", "umol/L"), False),
        (("bili_c", "40", "umol/L"), ("bili_t", "> 30", "umol/L"), False),
        (("bili_c", "40", "umol/L"), ("bili_t", "<= 30", "umol/L"), True),
        (("anc", "1.3", "10*9/L"), ("wbc", "1.2", "10*9/L"), True),
        (("anc", "1200", "/uL"), ("wbc", "1.2", "10*9/L"), False),
        (("anc", "1201", "/uL"), ("wbc", "1.2", "10*9/L"), True),
        (("dbp", "90", "mm[Hg]"), ("sbp", "90", "mm[Hg]"), True),
        (("dbp", "89", "mm[Hg]"), ("sbp", "90", "mm[Hg]"), False),
        (("dbp", "12", "kPa"), ("sbp", "90", "mm[Hg]"), True),
    ],
)
def test_a_part_is_never_more_than_the_whole_of_the_same_sample(part: Row, whole: Row, refused: bool) -> None:
    wanted = {"bili_c": "conjugated_above_total", "anc": "neutrophils_above_leucocytes", "dbp": "diastolic_not_below"}
    found = [(stop.code, stop.level, stop.place, stop.others) for stop in judged(whole, part)]
    assert found == ([(wanted[part[0]], "hard", 1, (0,))] if refused else [])


# --- the moment


@pytest.mark.parametrize(("minutes", "found"), [(5, []), (6, ["time_ahead"])])
def test_a_sample_may_be_five_minutes_ahead_and_no_more(minutes: int, found: list[str]) -> None:
    assert codes(("na", "136", "mmol/L"), at=NOW + timedelta(minutes=minutes)) == found


def test_a_sample_of_before_the_day_of_birth_is_of_another_child() -> None:
    born = datetime(2024, 6, 22, 0, 0, tzinfo=PARIS)
    assert codes(("na", "136", "mmol/L"), at=born) == []
    stop = only(("na", "136", "mmol/L"), at=born - timedelta(minutes=1))
    assert (stop.code, stop.place, stop.level) == ("before_birth", None, "hard")
    assert said(stop.text) == "This is before the child was born, 22 Jun 2024."
    # The same moment in another zone is the same day of the ward.
    assert codes(("na", "136", "mmol/L"), at=born.astimezone(ZoneInfo("UTC"))) == []


# --- what meets them


def test_a_soft_stop_is_met_by_the_same_number_and_a_reason_and_by_nothing_less() -> None:
    row = ("ferritin", "150000", "ug/L")
    met = {
        ("150000", "Second sample agrees"): True, ("150000.0", "Second sample agrees"): True,
        ("15000", "Second sample agrees"): False, ("150000", "  "): False, ("", "Second sample agrees"): False,
        ("> 150000", "Second sample agrees"): False,
    }  # fmt: skip
    for (again, reason), wanted in met.items():
        stops = judged(row, confirmed=Confirmed({0: again}, {0: reason}))
        assert savable(stops) is wanted, (again, reason)


def test_no_reason_meets_a_hard_stop() -> None:
    confirmed = Confirmed({0: "210"}, {0: "Confirmed with the laboratory"})
    assert len(open_stops(judged(("fibrinogen", "210", "g/L"), confirmed=confirmed))) == 1


def test_a_reason_is_kept_with_the_codes_of_the_stops_that_it_overrode() -> None:
    before = [result("crp", "50", "mg/L", DAY)]
    stops = judged(("crp", "500", "mg/L"), before=before)
    words = kept(stops, 0, " Second sample agrees ")
    assert words == "Second sample agrees [outside_warn, ratio_ten]"
    assert codes_kept(words) == ("Second sample agrees", ("outside_warn", "ratio_ten"))
    assert codes_kept("Fits [the picture]") == ("Fits [the picture]", ())
    assert kept(stops, 1, "Second sample agrees") == ""


def test_every_stop_is_sourced_and_the_strictest_stands_first() -> None:
    found = judged(("plt", "0", "10*9/L"), ("ast", "1", "mmol/L"))
    assert [stop.level for stop in found] == ["hard", "soft", "told"]
    assert all(stop.cites for stop in found)


# --- for whatever is typed

UNITS = sorted((name, unit) for name, analyte in CATALOGUE.items() for unit in (*analyte.units, "mmHg"))
ROWS = st.tuples(
    st.sampled_from(UNITS), st.decimals("0", "99999", places=2), st.sampled_from((None, *SIGNS))
).map(lambda row: Reported(*row[0], row[1], row[2]))  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4), st.lists(ROWS, max_size=4), st.randoms())
def test_no_stop_changes_a_value_and_the_order_of_what_was_before_does_not_matter(
    typed: list[Reported], earlier: list[Reported], random: Any
) -> None:
    before = [replace(result(one.analyte, "1", one.unit, DAY, n), reported=one) for n, one in enumerate(earlier)]
    whole = Sample(NOW, tuple(typed))
    found = stop_judge.judge(whole, before, CATALOGUE, knowledge(), WHO, NOW)
    assert whole == Sample(NOW, tuple(typed))
    mixed = random.sample(before, len(before))
    assert stop_judge.judge(whole, mixed, CATALOGUE, knowledge(), WHO, NOW) == found
    turned = replace(whole, results=whole.results[::-1])
    places = {len(typed) - 1 - place: place for place in range(len(typed))}
    again = stop_judge.judge(turned, before, CATALOGUE, knowledge(), WHO, NOW)
    assert {(stop.code, places[stop.place]) for stop in again if stop.place is not None} == {
        (stop.code, stop.place) for stop in found if stop.place is not None
    }
    for stop in found:
        for offer in stop.offers:
            assert stop.place is not None
            one = typed[stop.place]
            assert offer.value == one.value
            assert canonical(CATALOGUE[one.analyte], offer.value, offer.unit) is not None


def test_an_id_of_a_result_is_no_part_of_what_is_said() -> None:
    one = result("crp", "5", "mg/L", DAY, 1)
    other = replace(one, id=ResultId(99, 3))
    texts = [[stop.text for stop in judged(("crp", "50", "mg/L"), before=[each])] for each in (one, other)]
    assert texts[0] == texts[1]
