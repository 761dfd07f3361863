"""resources/bedside.toml: each kind of disagreement is refused with its place; no form orders anything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hlh_desktop.knowledge.bedside import unsound_bedside
from tests.builders import knowledge

FORMS = knowledge().bedside


def wrong(name: str, **parts: Any) -> list[str]:
    """The places at which something is said of one form with some parts replaced."""
    forms = {**FORMS, name: FORMS[name].model_copy(update=parts)}
    return [place for place, _ in unsound_bedside(replace(knowledge(), bedside=forms))]


def with_field(form: str, name: str, **parts: Any) -> list[str]:
    fields = FORMS[form].fields
    return wrong(form, fields={**fields, name: fields[name].model_copy(update=parts)})


def test_the_file_itself_is_sound() -> None:
    assert list(unsound_bedside(knowledge())) == []


@pytest.mark.parametrize("step", ["Give 10 mg again.", "Rinse with 20 mL.", "2 units at once."])
def test_a_step_with_an_amount_would_be_an_order_and_is_refused(step: str) -> None:
    assert wrong("vomited", steps=({"en": step},)) == ["bedside.forms.vomited.steps"]


def test_a_form_without_a_step_or_without_a_field_that_is_asked_is_refused() -> None:
    assert wrong("spill", steps=()) == ["bedside.forms.spill.steps"]
    fields = {name: field.model_copy(update={"required": False}) for name, field in FORMS["spill"].fields.items()}
    assert wrong("spill", fields=fields) == ["bedside.forms.spill.fields"]
    assert wrong("spill", fields={}) == ["bedside.forms.spill.fields"]


def test_a_choice_has_at_least_two_answers_and_nothing_else_has_any() -> None:
    one = FORMS["vomited"].fields["seen"].choices[:1]
    for choices in ((), one):
        assert with_field("vomited", "seen", choices=choices) == ["bedside.forms.vomited.fields.seen.choices"]
    assert with_field("vomited", "told", choices=(*one, *one)) == ["bedside.forms.vomited.fields.told.choices"]


def test_a_number_has_its_unit_and_nothing_else_has_one() -> None:
    assert with_field("vomited", "minutes", unit="") == ["bedside.forms.vomited.fields.minutes.unit"]
    assert with_field("vomited", "told", unit="min") == ["bedside.forms.vomited.fields.told.unit"]


def test_a_vomited_dose_is_never_repeated_without_the_prescriber_who_is_named() -> None:
    assert any("Do not repeat the dose" in step["en"] for step in FORMS["vomited"].steps)
    assert all(FORMS["vomited"].fields[name].required for name in ("minutes", "seen", "told"))


def test_every_form_that_tells_the_prescriber_says_who_was_told() -> None:
    asked = {name for name, form in FORMS.items() if "told" in form.fields and form.fields["told"].required}
    assert asked >= {"missed_dose", "vomited", "extravasation"}


def test_a_form_answers_a_task_that_there_is() -> None:
    assert wrong("spill", task="icu_called") == []
    assert wrong("spill", task="icu_calld") == ["bedside.forms.spill.task"]
