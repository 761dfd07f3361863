"""resources/people.toml: each kind of disagreement with the rules is refused, with the place where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.knowledge.people import unsound_people
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.people import Deed, PeopleRules

PEOPLE = knowledge().people


def wrong(**parts: Any) -> dict[str, str]:
    """What is said of the file with some parts replaced, by place."""
    people: PeopleRules = PEOPLE.model_copy(update=parts)
    return dict(unsound_people(replace(knowledge(), people=people)))


def with_deed(name: Deed, **parts: Any) -> dict[str, Any]:
    return {"deeds": {**PEOPLE.deeds, name: PEOPLE.deeds[name].model_copy(update=parts)}}


def with_pin(**parts: Any) -> dict[str, Any]:
    return {"pin": PEOPLE.pin.model_copy(update=parts)}


def test_the_file_itself_is_sound() -> None:
    assert wrong() == {}


@pytest.mark.parametrize(("parts", "place"), [
    ({"roles": PEOPLE.roles[:3]}, "people.roles"),
    ({"qualifications": (*PEOPLE.qualifications, "nurse")}, "people.roles"),
    ({"maker": ("physician",)}, "people.maker"),
    ({"maker": ("administrator", "intrathecal")}, "people.maker"),
    ({"deeds": {name: rule for name, rule in PEOPLE.deeds.items() if name != "give"}}, "people.deeds.give"),
    (with_deed("give", roles=()), "people.deeds.give.roles"),
    (with_deed("give", roles=("intrathecal",)), "people.deeds.give.roles"),
    (with_deed("give", qualification="nurse"), "people.deeds.give.qualification"),
    (with_deed("people", roles=("administrator", "nurse")), "people.deeds.people.roles"),
    (with_pin(least=9), "people.pin.least"),
    (with_pin(tries=0), "people.pin.tries"),
    (with_pin(cost=PEOPLE.pin.cost.model_copy(update={"memory": 7})), "people.pin.cost"),
])  # fmt: skip
def test_each_disagreement_is_told_with_its_place(parts: dict[str, Any], place: str) -> None:
    assert place in wrong(**parts)


def test_a_deed_without_words_is_told() -> None:
    wording = knowledge().wording
    texts = {key: text for key, text in wording.texts.items() if key != "people.deed.release"}
    found = dict(unsound_people(replace(knowledge(), wording=replace(wording, texts=texts))))
    assert found == {"people": "no sentence people.deed.release"}
