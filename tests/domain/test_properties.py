"""What holds for every child: random children and regimens against a second calculation of the contract's own numbers.

An ordinary run tries some hundreds; HLH_CHILDREN=20000 in the environment makes it a campaign. The children are the
same on every machine.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import isqrt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.dosing import Body, Rule, dose, rounded_dose, split_dose
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.plan import Plan, make_plan
from hlh_desktop.domain.schedule import date_of, days_of
from hlh_desktop.exchange.case_file import read_case
from hlh_desktop.exchange.plan_file import to_json
from tests.builders import knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

USUAL_RUN = 600
CHILDREN = int(os.environ.get("HLH_CHILDREN", USUAL_RUN))
ZONES = ["Europe/Paris", "America/New_York", "Asia/Beirut", "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata"]
# Usual weight in kg and height in cm at an age in years.
USUAL = [
    (0.0, 3.4, 50), (0.25, 6.0, 60), (0.5, 7.6, 66.5), (1, 9.3, 75), (2, 12, 86.5), (3, 14.2, 95.5), (4, 16.3, 102.7),
    (5, 18.3, 109.5), (6, 20.6, 115.7), (8, 25.5, 127.5), (10, 32, 138), (12, 41, 150), (14, 50, 160), (16, 58, 167),
    (18, 63, 171),
]  # fmt: skip
EDGES = ["9.99", "10", "10.0", "10.01", "20", "20.0", "20.1", "29.9", "30", "30.0", "33.3", "33.4"]

# --- the contract's own numbers, written a second time (case-format, Lines)

TEN = [1, 4, 8, 11, 15, 22, 29, 36, 43, 50]
STILL = [1, 4, 7, 10, 13, 16, 19, 22, 26, 29, 33, 36, 40, 43, 47, 50, 54]
STEPS = {"dexamethasone": Fraction(1, 10), "alemtuzumab": Fraction(1, 10), "ivig": Fraction(1, 10), "ruxolitinib": None}
CAPS = {
    "rituximab": 1000,
    "methylprednisolone_pulse": 1000,
    "tocilizumab": 800,
    "alemtuzumab": 30,
    "cotrimoxazole": 160,
}
INTRATHECAL = {"methotrexate": (6, 8, 10, 12), "prednisolone": (4, 6, 8, 10)}
# Clock hours: by line once a day (10 if not named), else by the number of doses a day.
ONCE = {"etoposide": 14, "dexamethasone": 8, "methylprednisolone_pulse": 8, "rituximab": 8.5, "ivig": 18}
OFTEN = {2: (8, 20), 3: (6, 14, 22), 4: (0, 6, 12, 18)}


def number(value: Any) -> Fraction:
    return Fraction(str(value))


def surface(kg: str, cm: str) -> Fraction:
    """Mosteller to 0.01 m2, half up, by whole numbers: the largest n with (2n - 1)^2 at most 4 x 10^4 cm kg / 3600."""
    return Fraction((isqrt(int(number(kg) * number(cm) * 40000 / 3600)) + 1) // 2, 100)


def dexamethasone(day: int) -> Fraction:
    steps = ((14, "10"), (28, "5"), (42, "2.5"), (51, "1.25"), (56, "0.6"))
    return next((Fraction(amount) for last, amount in steps if day <= last), Fraction(10))


# For each line the amount of one administration on a day of the line's own count, before cap and rounding.
AMOUNTS: dict[str, Callable[[dict[str, Any], Fraction, Fraction, int], Fraction]] = {
    "etoposide": lambda p, kg, m2, day: (
        number(p["mg_per_m2"]) * m2
        if p.get("scheme") == "mas"
        else 5 * kg
        if p.get("rule") == "mg_per_kg"
        else 150 * m2
    ),
    "dexamethasone": lambda p, kg, m2, day: dexamethasone(day) * m2 / p.get("doses_per_day", 1),
    "ciclosporin": lambda p, kg, m2, day: number(p["mg_per_kg_per_day"]) * kg / 2,
    "rituximab": lambda p, kg, m2, day: 375 * m2,
    "ivig": lambda p, kg, m2, day: number(p["total_g_per_kg"]) * kg,
    "methylprednisolone_pulse": lambda p, kg, m2, day: 30 * kg,
    "methylprednisolone": lambda p, kg, m2, day: kg,
    "anakinra": lambda p, kg, m2, day: number(p["mg_per_kg_per_day"]) * kg / p.get("doses_per_day", 1),
    "tocilizumab": lambda p, kg, m2, day: (12 if kg < 30 else 8) * kg,
    "emapalumab": lambda p, kg, m2, day: (1 if p["label"] == "primary" else 6 if day == 1 else 3) * kg,
    "ruxolitinib": lambda p, kg, m2, day: Fraction("2.5") if kg <= 10 else Fraction(5 if kg <= 20 else 10),
    "alemtuzumab": lambda p, kg, m2, day: number(p["total_mg_per_kg"]) * kg / p.get("days", 4),
    "liposomal_amphotericin_b": lambda p, kg, m2, day: 3 * kg,
    "cotrimoxazole": lambda p, kg, m2, day: 75 * m2,
}


def repeated(first: int, every: int, last: int, length: int = 1) -> list[int]:
    return [day for start in range(first, last + 1, every) for day in range(start, start + length) if day <= last]


def days_of_line(line: str, p: dict[str, Any], protocol: str, end: int) -> list[int]:
    """The course days of a line; `end` is the last day of the plan."""
    first = p.get("first_day", {"methylprednisolone": 4, "intrathecal": 16}.get(line, 1))
    counted = {"rituximab": (7, 4), "tocilizumab": (14, 1), "intrathecal": (7, 4)}
    spans = {
        "ivig": 2,
        "methylprednisolone_pulse": 3,
        "methylprednisolone": 14,
        "anakinra": 14,
        "ruxolitinib": 28,
        "alemtuzumab": 4,
    }
    if line in counted:
        every, usual = counted[line]
        return [first + every * n for n in range(p.get("doses", usual))]
    if line in spans:
        return list(range(first, first + p.get("days", spans[line])))
    if line == "etoposide" and p.get("scheme") == "mas":
        return [1 + 7 * n for n in range(p.get("doses", 4))]
    fixed = {
        "etoposide": TEN + repeated(57, 14, end),
        "dexamethasone": [*range(1, 55), 56, *repeated(64, 14, end, 3)],
        "ciclosporin": list(range(57 if protocol == "hlh-94" else 1, end + 1)),
        "liposomal_amphotericin_b": [1, 2, 3, 4, 5, *([14, 21] if p.get("scheme") == "infantum_21" else [10])],
        "cotrimoxazole": repeated(1, 7, end, 3),
    }
    if line != "emapalumab":
        return fixed[line]
    if p["label"] == "still":
        return [first - 1 + day for day in STILL]
    return sorted(repeated(first, 7, end) + repeated(first + 3, 7, end))


def half_up(exact: Fraction, step: Fraction) -> Fraction:
    steps = exact / step
    return (2 * steps.numerator + steps.denominator) // (2 * steps.denominator) * step


def expected(line: str, p: dict[str, Any], exact: Fraction) -> tuple[Fraction, bool]:
    """What is given of an exact amount, and whether the cap had a say."""
    cap = (
        number(p.get("cap_mg_per_dose", 100))
        if line == "anakinra" and p.get("cap_mg_per_dose", 100)
        else CAPS.get(line)
    )
    step = STEPS.get(line, Fraction(1))
    if step is None:
        return exact, False
    rounded = half_up(exact, step)
    if cap is None or rounded <= cap:
        return rounded, False
    return Fraction(cap) // step * step, True


# --- random children and regimens


def decimal(chance: random.Random, low: float, high: float, places: int = 2) -> str:
    return f"{chance.randint(round(low * 10**places), round(high * 10**places)) / 10**places:.{places}f}"


def measures(chance: random.Random, years: float) -> tuple[str, str]:
    """A weight and height that a child of this age can have."""
    (a, kg, cm), (b, more_kg, more_cm) = next(pair for pair in pairwise(USUAL) if pair[0][0] <= years < pair[1][0])
    share = (years - a) / (b - a)
    weight = (kg + share * (more_kg - kg)) * chance.uniform(0.85, 1.25)
    near = [edge for edge in EDGES if abs(float(edge) / weight - 1) < 0.1]
    typed = chance.choice(near) if near and chance.random() < 0.5 else f"{weight:.{chance.randint(1, 3)}f}"
    return typed, f"{(cm + share * (more_cm - cm)) * chance.uniform(0.95, 1.05):.{chance.randint(0, 2)}f}"


def factor(chance: random.Random) -> dict[str, Any]:
    return {"factor": decimal(chance, 0.01, 1), "reason": "a reason"} if chance.random() < 0.4 else {}


def parameters(chance: random.Random, line: str, protocol: str, *, light: bool) -> dict[str, Any]:
    """Parameters within their ranges; some lines must have some."""
    maybe = chance.random() < 0.7
    first = {"first_day": chance.randint(1, 60)} if chance.random() < 0.3 else {}
    dose = {"mg_per_kg_per_day": decimal(chance, 1, 7)}
    if line == "etoposide":
        rule = {"rule": chance.choice(["mg_per_m2", "mg_per_kg"])} if light else {}
        mas = {"scheme": "mas", "mg_per_m2": decimal(chance, 50, 100, 1), "doses": chance.randint(1, 8)}
        return {
            **({**mas, **({"rule": "mg_per_m2"} if light else {})} if chance.random() < 0.2 else rule),
            **factor(chance),
        }
    return {
        "dexamethasone": {"doses_per_day": chance.randint(1, 2)} if maybe else {},
        "ciclosporin": dose if maybe or protocol == "none" else {"mg_per_kg_per_day": "6"},
        "intrathecal": {**first, **({"doses": chance.randint(1, 4)} if maybe else {})},
        "rituximab": {**first, **({"doses": chance.randint(1, 4)} if maybe else {})},
        "ivig": {**first, "days": chance.randint(2, 3), "total_g_per_kg": decimal(chance, 0.2, 2)},
        "methylprednisolone_pulse": {**first, "days": chance.randint(1, 5)},
        "methylprednisolone": {**first, "days": chance.randint(1, 28)},
        "anakinra": {
            **first, "mg_per_kg_per_day": decimal(chance, 1, 10), "doses_per_day": chance.randint(1, 4),
            **({"cap_mg_per_dose": chance.choice([None, "99.5", "40", "400"])} if maybe else {}),
        },
        "tocilizumab": {**first, "doses": chance.randint(1, 4)},
        "emapalumab": {**first, "label": chance.choice(["primary", "still"])},
        "ruxolitinib": {**first, "days": chance.randint(1, 56), **factor(chance)},
        "alemtuzumab": {**first, "days": chance.randint(1, 10), "total_mg_per_kg": decimal(chance, 0.1, 3)},
        "liposomal_amphotericin_b": {"scheme": chance.choice(["infantum_21", "infantum_18"])},
        "cotrimoxazole": factor(chance),
    }[line]  # fmt: skip


def changes(chance: random.Random, lines: list[str], day_one: date) -> Iterator[dict[str, Any]]:
    """At most one change for each of three lines."""
    for line in ("etoposide", "dexamethasone", "cotrimoxazole"):
        if line in lines and chance.random() < 0.4:
            day = chance.randint(1, 50)
            to = date_of(day_one, chance.randint(1, 60)).isoformat() + f"T{chance.randint(0, 23):02}:30"
            deed = chance.choice(["move", "hold", "omit", "factor"])
            more = {"move": {"to": to}, "factor": {"factor": decimal(chance, 0.01, 1)}}.get(deed, {})
            yield {"line": line, "day": day, "do": deed, "reason": "a reason", **more}


def random_case(seed: int) -> dict[str, Any]:
    """A child with a regimen of some lines, the same for the same seed."""
    chance = random.Random(seed)
    day_one = date(2026, 1, 1) + timedelta(days=chance.randint(0, 1500))
    age = chance.choice([chance.randint(0, 1200), chance.randint(0, 6550)])
    kg, cm = measures(chance, age / 365.25)
    protocol = chance.choice(["hlh-94", "hlh-94", "hlh-2004", "none"])
    lines = chance.sample([*AMOUNTS, "intrathecal"], chance.randint(1, 6))
    chosen = [{"line": line, **parameters(chance, line, protocol, light=float(kg) < 10)} for line in lines]
    return {
        "schema": "hlh-case/1",
        "patient": {"mrn": f"R{seed}", "date_of_birth": (day_one - timedelta(days=age)).isoformat(), "allergies": []},
        "measurements": [{"on": day_one.isoformat(), "weight_kg": kg, "height_cm": cm}],
        "day_one": day_one.isoformat(),
        "time_zone": chance.choice(ZONES),
        "regimen": {
            "protocol": protocol, "last_week": chance.choice([8, 8, 8, 40, 52]), "lines": chosen,
            "changes": list(changes(chance, lines, day_one)),
        },
    }  # fmt: skip


def plan_of(data: dict[str, Any]) -> Plan | None:
    """The plan; None for a child that the door calls impossible, which is the only way to be refused here."""
    reading = read_case(json.dumps(data).encode(), knowledge())
    assert all(found.code.startswith("impossible_") for found in reading.problems), (data, reading.problems)
    return None if reading.case is None else make_plan(reading.case, knowledge())


@cache
def batch() -> tuple[tuple[dict[str, Any], Plan], ...]:
    """The children of an ordinary run; a campaign is not kept in memory."""
    return tuple(campaign(CHILDREN)) if CHILDREN <= USUAL_RUN else ()


def campaign(children: int) -> Iterator[tuple[dict[str, Any], Plan]]:
    for seed in range(children):
        data = random_case(seed)
        plan = plan_of(data)
        if plan is not None:
            yield data, plan


# --- every child against the second calculation


def check(data: dict[str, Any], plan: Plan) -> int:
    """Every property of one plan; how many administrations it has."""
    day_one = date.fromisoformat(data["day_one"])
    regimen = data["regimen"]
    m2 = surface(data["measurements"][0]["weight_kg"], data["measurements"][0]["height_cm"])
    assert Fraction(plan.bsa.used) == m2
    refused = {"cotrimoxazole"} if plan.age.months < 2 else set()
    count = 0
    for request in regimen["lines"]:
        line = request["line"]
        orders = [order for order in plan.orders if order.line == line]
        given = [one for order in orders for one in order.administrations]
        for one in given:
            assert one.at.date() == day_one + timedelta(days=one.day - 1), (line, one.at, one.day)
            assert one.dose.amount.amount > 0
        count += len(given)
        if line in refused:
            assert not orders
        elif line == "intrathecal":
            check_intrathecal(data, plan, request, orders)
        else:
            check_line(data, request, given, m2)
    etoposide = [one for order in plan.orders if order.drug == "etoposide" for one in order.administrations]
    assert plan.cumulative.planned == sum((Fraction(one.dose.amount.amount) for one in etoposide), Fraction(0)) / m2
    assert Fraction(plan.cumulative.shown) == half_up(plan.cumulative.planned, Fraction(1, 10))
    return count


def check_line(data: dict[str, Any], request: dict[str, Any], given: list[Any], m2: Fraction) -> None:
    line, kg = request["line"], number(data["measurements"][0]["weight_kg"])
    day_one = date.fromisoformat(data["day_one"])
    regimen = data["regimen"]
    days = days_of_line(line, request, regimen["protocol"], 7 * regimen["last_week"])
    changed = {change["day"]: change for change in regimen["changes"] if change["line"] == line}
    twice = ("ciclosporin", "methylprednisolone", "ruxolitinib", "cotrimoxazole")
    per_day = request.get("doses_per_day", 2 if line in twice else 1)
    first = request.get("first_day", 1) - 1
    wanted: Counter[tuple[int, Fraction]] = Counter()
    for day in days:
        # What rounds to nothing is refused before any change of it.
        usual, _ = expected(
            line, request, AMOUNTS[line](request, kg, m2, day - first) * number(request.get("factor", 1))
        )
        change = changed.get(day, {"do": "nothing"}) if usual or line == "ivig" else {"do": "nothing"}
        if change["do"] in ("hold", "omit"):
            continue
        part = number(change["factor"]) if change["do"] == "factor" else number(request.get("factor", 1))
        exact = AMOUNTS[line](request, kg, m2, day - first) * part
        if line == "ivig":
            amount = share_of_total(exact, days.index(day) + 1, len(days))
        else:
            amount, capped = expected(line, request, exact)
            step = STEPS.get(line, Fraction(1))
            assert capped or step is None or abs(amount - exact) <= step / 2
        if amount:
            wanted[day, amount] += per_day
    found = Counter((day_before(one, day_one), Fraction(one.dose.amount.amount)) for one in given)
    assert found == wanted, (line, request, found - wanted, wanted - found)
    check_times(line, per_day, given, ZoneInfo(data["time_zone"]))
    if line == "ivig":
        total = half_up(AMOUNTS[line](request, kg, m2, 1), Fraction(1, 10))
        assert sum(Fraction(one.dose.amount.amount) for one in given) == total


def share_of_total(exact: Fraction, part: int, of: int) -> Fraction:
    total, step = half_up(exact, Fraction(1, 10)), Fraction(1, 10)
    return half_up(total * part / of, step) - half_up(total * (part - 1) / of, step)


def day_before(one: Any, day_one: date) -> int:
    """The day of the plan that a dose belongs to, wherever it was moved."""
    at = one.moved_from or one.at
    return (at.date() - day_one).days + 1


def check_times(line: str, per_day: int, given: list[Any], zone: ZoneInfo) -> None:
    """Every dose that was not moved stands at the ward's time; where the clock skips that time, at the hour after."""
    usual = (ONCE.get(line, 10),) if per_day == 1 else OFTEN[per_day]
    for one in given:
        assert one.at.tzinfo == zone
        if one.moved_from is None:
            hours = one.at.hour + one.at.minute / 60
            assert hours in usual or skipped(one.at, usual), (line, one.at)


def skipped(at: datetime, usual: tuple[float, ...]) -> bool:
    """Whether a usual time, at most an hour earlier, does not exist on that day in that zone."""
    for hours in usual:
        wall = datetime(at.year, at.month, at.day, int(hours), round(60 * (hours % 1)), tzinfo=at.tzinfo)
        late = at.replace(tzinfo=None) - wall.replace(tzinfo=None)
        if wall.utcoffset() != wall.replace(fold=1).utcoffset() and timedelta(0) < late <= timedelta(hours=1):
            return True
    return False


def check_intrathecal(data: dict[str, Any], plan: Plan, request: dict[str, Any], orders: list[Any]) -> None:
    days = days_of_line("intrathecal", request, data["regimen"]["protocol"], 0)
    drugs = ["methotrexate", *(["prednisolone"] if data["regimen"]["protocol"] == "hlh-2004" else [])]
    assert [order.drug for order in orders] == drugs
    born = date.fromisoformat(data["patient"]["date_of_birth"])
    for order in orders:
        assert [one.day for one in order.administrations] == days
        for one in order.administrations:
            on = one.at.date()
            years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
            assert one.dose.amount.amount == INTRATHECAL[order.drug][min(years, 3)]
            assert one.at.hour == 11


def test_every_random_child_gets_the_doses_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    began = time.monotonic()
    tried = batch() or campaign(CHILDREN)
    plans = doses = 0
    for data, plan in tried:
        doses += check(data, plan)
        plans += 1
    seconds = time.monotonic() - began
    if CHILDREN > USUAL_RUN:
        with capsys.disabled():
            print(f"\n{CHILDREN} children: {plans} plans, {doses} administrations as calculated, {seconds:.0f} s")
    assert plans >= 0.95 * CHILDREN
    assert doses > 50 * plans


# --- the plan and the computer it is made on


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_does_not_depend_on_the_zone_of_the_computer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = set()
    for zone in ("UTC", "Pacific/Auckland", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        if hasattr(time, "tzset"):
            time.tzset()
        plan = plan_of(random_case(seed))
        texts.add(None if plan is None else to_json(plan, knowledge()))
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()
    assert len(texts) == 1


# Modules and names of what C offers to tell the time or make a random number; methods of a class have no module.
CLOCKS = {
    "None.datetime.now", "None.datetime.utcnow", "None.date.today", "None.datetime.today", "time.time", "time.time_ns",
    "time.localtime", "time.gmtime", "posix.urandom", "None.Random.random", "None.Random.getrandbits",
}  # fmt: skip


def test_a_plan_is_made_without_asking_for_the_time() -> None:
    asked = []

    def listen(frame: Any, event: str, called: Any) -> None:
        if event == "c_call" and f"{called.__module__}.{called.__qualname__}" in CLOCKS:
            asked.append(called.__qualname__)

    cases = [read_case(json.dumps(random_case(seed)).encode(), knowledge()).case for seed in range(20)]
    sys.setprofile(listen)
    try:
        datetime.now()  # the ear is open
        for case in cases:
            if case is not None:
                to_json(make_plan(case, knowledge()), knowledge())
    finally:
        sys.setprofile(None)
    assert asked == ["datetime.now"]


def test_the_same_case_gives_the_same_plan() -> None:
    for seed in range(30):
        first, second = plan_of(random_case(seed)), plan_of(random_case(seed))
        assert first is None or to_json(first, knowledge()) == to_json(second, knowledge())


# --- single doses over all numbers

POSITIVE = st.decimals("0.01", "400", places=2)
KG, M2 = st.decimals("0.5", "150", places=2), st.decimals("0.05", "3", places=2)
FACTORS = st.decimals("0.01", "1", places=2)
DRUGS = ["etoposide", "dexamethasone", "immunoglobulin", "ruxolitinib"]


def rule(
    amount: Decimal, unit: str, factor: Decimal = Decimal(1), divisor: int = 1, cap: Decimal | None = None
) -> Rule:
    return Rule(amount, unit, "dose", factor, divisor, cap, ())


@given(amount=POSITIVE, factor=FACTORS, divisor=st.integers(1, 4), cap=st.none() | POSITIVE, kg=KG, m2=M2)
@pytest.mark.parametrize("unit", ["mg/m2", "mg/kg"])
def test_no_dose_passes_its_cap_and_rounding_moves_at_most_half_a_step(
    unit: str, amount: Decimal, factor: Decimal, divisor: int, cap: Decimal | None, kg: Decimal, m2: Decimal
) -> None:
    for name in DRUGS:
        drug = knowledge().formulary[name]
        made = dose(drug, rule(amount, unit, factor, divisor, cap), Body(kg, m2))
        given_mg = Fraction(made.amount.amount)
        assert cap is None or given_mg <= Fraction(cap)
        if drug.step is None:
            continue
        assert (given_mg / Fraction(drug.step)).denominator == 1
        if cap is None or made.exact + Fraction(drug.step) / 2 <= Fraction(cap):
            assert abs(given_mg - made.exact) <= Fraction(drug.step) / 2
            assert made.rounding == (given_mg - made.exact) / made.exact


@given(amount=POSITIVE, factor=FACTORS, cap=st.none() | POSITIVE, bodies=st.tuples(KG, M2, KG, M2))
@pytest.mark.parametrize("unit", ["mg/m2", "mg/kg"])
def test_a_larger_child_never_gets_less(
    unit: str, amount: Decimal, factor: Decimal, cap: Decimal | None, bodies: tuple[Decimal, ...]
) -> None:
    (small_kg, large_kg), (small_m2, large_m2) = sorted(bodies[::2]), sorted(bodies[1::2])
    for name in DRUGS[:2]:
        asked = rule(amount, unit, factor, 1, cap)
        small, large = (
            dose(knowledge().formulary[name], asked, Body(kg, m2)).amount.amount
            for kg, m2 in ((small_kg, small_m2), (large_kg, large_m2))
        )
        assert small <= large


@given(kg=st.tuples(KG, KG))
def test_within_a_weight_band_a_heavier_child_never_gets_less_and_across_30_kg_tocilizumab_falls(kg: tuple) -> None:
    steps = knowledge().extra_lines["tocilizumab"].steps
    drug = knowledge().formulary["tocilizumab"]
    for step in steps:
        held = sorted(one for one in kg if step.weight.holds(one))
        doses = [
            dose(drug, rule(step.amount, "mg/kg", cap=Decimal(800)), Body(one, Decimal(1))).amount.amount
            for one in held
        ]
        assert doses == sorted(doses)
    assert sum(step.weight.holds(kg[0]) for step in steps) == 1


@given(exact=st.fractions(min_value=0, max_value=2000), cap=st.none() | POSITIVE)
@pytest.mark.parametrize("step", [Decimal(1), Decimal("0.1"), None])
def test_more_never_rounds_to_less(step: Decimal | None, exact: Fraction, cap: Decimal | None) -> None:
    if step is None:
        exact = Fraction(round(exact * 1000), 1000)
    more = exact + Fraction(1, 1000)
    assert rounded_dose(exact, cap, step) <= rounded_dose(more, cap, step)


@given(amount=st.decimals("0.2", "2", places=2), kg=KG, parts=st.integers(1, 5))
def test_parts_add_up_to_the_rounded_total_and_differ_by_at_most_one_step(
    amount: Decimal, kg: Decimal, parts: int
) -> None:
    drug = knowledge().formulary["immunoglobulin"]
    made = split_dose(drug, rule(amount, "g/kg", divisor=parts), Body(kg, Decimal(1)))
    amounts = [Fraction(one.amount.amount) for one in made]
    assert sum(amounts) == half_up(Fraction(amount) * Fraction(kg), Fraction(1, 10)) == Fraction(made[0].part.total)
    assert max(amounts) - min(amounts) <= Fraction(1, 10)
    assert all(one >= 0 for one in amounts)


@given(first_day=st.integers(1, 366), last_week=st.sampled_from([8, 40, 52]))
@pytest.mark.parametrize("line", ["rituximab", "ivig", "anakinra", "emapalumab", "ruxolitinib", "tocilizumab"])
def test_first_day_moves_a_course_and_never_changes_its_shape(line: str, first_day: int, last_week: int) -> None:
    patterns = [
        pattern for step in knowledge().extra_lines[line].steps for pattern in step.days if not pattern.to_last_week
    ]
    values = {"doses": 2, "days": 3}
    moved = days_of(patterns, {**values, "first_day": first_day}, last_week)
    usual = days_of(patterns, {**values, "first_day": 1}, last_week)
    assert moved == tuple(day + first_day - 1 for day in usual)


def test_orders_of_one_line_are_in_order_of_time() -> None:
    for _, plan in batch()[:200]:
        for order in plan.orders:
            times = [one.at for one in order.administrations]
            assert times == sorted(times)
            if isinstance(order, Order):
                assert order.administrations
