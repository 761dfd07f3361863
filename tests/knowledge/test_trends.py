"""trends.toml: a chart without its analyte, a style for none, ages or days out of order are refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain.results.trend.rules import OTHER, AgeBand
from hlh_desktop.knowledge.trends import unsound_trends
from tests.builders import knowledge

RULES = knowledge().trends
WEEK, AGE = RULES.weeks[0], RULES.ages[0]
BAND = AgeBand(value=Decimal(1))
YOUNG = AgeBand(value=Decimal(1), below_months=12)


def wrong(**parts: Any) -> list[str]:
    """The places of which something is said, with some parts replaced."""
    return [place for place, _ in unsound_trends(replace(knowledge(), trends=RULES.model_copy(update=parts)))]


def ages(**parts: Any) -> dict[str, Any]:
    """One line of ages, changed."""
    return {"ages": (AGE.model_copy(update={"range": "", "alert": "", "bands": (BAND,), **parts}),)}


def test_the_file_itself_is_sound() -> None:
    assert wrong() == []


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"small": ("tea",)}, "trends.main"),
        ({"main": ("ferritin", "scd25", "plt")}, "trends.main"),
        ({"main": ()}, "trends.main"),
        ({"styles": {name: one for name, one in RULES.styles.items() if name != OTHER}}, "trends.styles"),
        ({"tick_days": (7, 1)}, "trends.tick_days"),
        ({"tick_days": ()}, "trends.tick_days"),
        ({"steps": (Decimal(2), Decimal(5))}, "trends.steps"),
        ({"steps": (Decimal(1), Decimal(10))}, "trends.steps"),
        ({"short_days": 0}, "trends.short_days"),
        ({"least_hours": 0}, "trends.short_days"),
        ({"ahead_days": -1}, "trends.short_days"),
        ({"without_lane": ("tea",)}, "trends.without_lane"),
        ({"weeks": (WEEK.model_copy(update={"first_day": 9, "last_day": 8}),)}, "trends.weeks.0"),
        (ages(bands=()), "trends.ages.0"),
        (ages(alert="creatinine_high"), "trends.ages.0"),
        (ages(bands=(), alert="tea"), "trends.ages.0"),
        (ages(bands=(), range="U/mL", analyte="scd25_mass"), "trends.ages.0"),
        (ages(bands=(BAND, YOUNG)), "trends.ages.0"),
        (ages(bands=(YOUNG, YOUNG)), "trends.ages.0"),
    ],
)
def test_each_disagreement_is_told_with_its_place(parts: dict[str, Any], place: str) -> None:
    assert wrong(**parts) == [place]


def test_every_line_of_the_catalogue_that_has_a_source_is_listed() -> None:
    """What is not listed is not drawn: these few, because nobody knows where their number is from."""
    named = {
        (name, line.name)
        for name, analyte in knowledge().catalogue.items()
        for line in analyte.lines
        if line.value is not None and RULES.line(name, line.name) is None
    }
    assert named == {
        ("scd25", "adult rule-in"), ("bili_t", "2 mg/dL"), ("bili_c", "1 mg/dL"), ("pct", "0.5 (M)"),
        ("gm", "positive"), ("csf_wbc", ">5 (age>1 mo, M)"), ("csf_prot", "0.4-0.45 (age>3 mo, M)"),
        ("igg", "age lower limit; 4 g/L (M)"), ("glucose", "hypoglycaemia"),
        ("glucose", "steroid hyperglycaemia (M)"),
    }  # fmt: skip
