"""resources/gates.toml: each kind of disagreement with the rules is refused, with the place where it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from string import Formatter
from typing import TYPE_CHECKING, Any, get_args

import pytest

from hlh_desktop.domain.finding import Level, Stance
from hlh_desktop.domain.growth.child import Hint
from hlh_desktop.domain.options import FACTS
from hlh_desktop.domain.wizard.infants import RULE
from hlh_desktop.domain.wizard.lines import Decision, Strip
from hlh_desktop.domain.wizard.missing import SIGNS
from hlh_desktop.knowledge.asking import TEXTS, unsound_asking
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.wizard.asking import Asking, GateRule

ASKING = knowledge().asking
SCREEN = {key.removeprefix("screen.") for key in knowledge().wording.texts if key.startswith("screen.")}


def wrong(**parts: Any) -> dict[str, str]:
    """What is said of the file with some parts replaced, by place."""
    asking: Asking = ASKING.model_copy(update=parts)
    return dict(unsound_asking(replace(knowledge(), asking=asking)))


def with_gate(name: str, **parts: Any) -> dict[str, Any]:
    rule: GateRule = ASKING.gates[name]
    return {"gates": {**ASKING.gates, name: rule.model_copy(update=parts)}}


def with_finding(code: str, **parts: Any) -> dict[str, Any]:
    return {"findings": {**ASKING.findings, code: ASKING.findings["doses_close"].model_copy(update=parts)}}


def test_the_file_itself_is_sound() -> None:
    assert wrong() == {}


@pytest.mark.parametrize(("parts", "place"), [
    ({"steps": ASKING.steps[:6]}, "asking.steps"),
    ({"gates": {name: rule for name, rule in ASKING.gates.items() if name != "kidney"}}, "asking.gates.kidney"),
    ({"gates": {**ASKING.gates, "liver": ASKING.gates["kidney"]}}, "asking.gates.liver"),
    (with_gate("kidney", texts={}), "asking.gates.kidney.texts"),
    (with_gate("kidney", numbers={"days": 7}), "asking.gates.kidney.numbers"),
    (with_gate("kidney", lists={}), "asking.gates.kidney.lists"),
    (with_gate("kidney", reasons=()), "asking.gates.kidney.reasons"),
    (with_gate("critical", reasons=()), "asking.gates.critical.reasons"),
    (with_gate("kidney", step=0), "asking.gates.kidney.step"),
    (with_gate("kidney", step=8), "asking.gates.kidney.step"),
    (with_gate("kidney", lists={"lines": ("leeches",)}), "asking.gates.kidney.lists.lines"),
    (with_gate("kidney", reasons=({"fr": "x"},)), "asking.gates.kidney.reasons"),
    (with_gate("weight", numbers={"days": 30, "refused_days": 30}), "asking.gates.weight.numbers"),
    (with_gate("antifungal", numbers={"steroid_days": 0}), "asking.gates.antifungal.numbers"),
    (with_finding("no_such_finding"), "asking.findings.no_such_finding"),
    (with_finding("doses_close", texts={"met": {"en": "x"}}), "asking.findings.doses_close.texts"),
    (with_finding("doses_close", lists={"levels": ("critical",)}), "asking.findings.doses_close.lists.levels"),
    ({"reasons": {**ASKING.reasons, "move": ()}}, "asking.reasons.move"),
    ({"reasons": {**ASKING.reasons, "move": ({"fr": "x"},)}}, "asking.reasons.move"),
    ({"reasons": {name: one for name, one in ASKING.reasons.items() if name != "weight"}}, "asking.reasons.weight"),
    ({"lines": {"leeches": ASKING.lines["ivig"]}}, "asking.lines.leeches"),
    ({"lines": {"ivig": ASKING.lines["ivig"].model_copy(update={"options": ("x",)})}}, "asking.lines.ivig.options"),
    ({"lines": {"ivig": ASKING.lines["ivig"].model_copy(update={"findings": ("x",)})}}, "asking.lines.ivig.findings"),
    ({"lines": {"ivig": ASKING.lines["ivig"].model_copy(update={"answers": "x"})}}, "asking.lines.ivig.findings"),
])  # fmt: skip
def test_each_disagreement_is_told_with_its_place(parts: dict[str, Any], place: str) -> None:
    assert place in wrong(**parts)


def test_every_page_has_a_title_and_every_part_of_a_case_a_page() -> None:
    from hlh_desktop.domain.case import Case

    paths = {path for step in ASKING.steps for path in step.paths}
    parts = {field.alias or name for name, field in Case.model_fields.items()}
    assert parts <= paths


@pytest.mark.parametrize("name", TEXTS)
def test_no_sentence_of_a_gate_names_what_nothing_gives(name: str) -> None:
    """That each is said with its values is shown by the tests of the gates; here, that none has a stray brace."""
    for text in ASKING.gates[name].texts.values():
        named = [field for _, field, _, _ in Formatter().parse(text["en"]) if field is not None]
        assert all(re.fullmatch(r"[a-z_]+", one) for one in named)


def family(name: str) -> set[str]:
    return {key.removeprefix(f"{name}.") for key in SCREEN if key.startswith(f"{name}.")}


def test_families_of_the_screen_have_a_member_for_each_thing_they_are_about() -> None:
    assert family("stance") == {*get_args(Stance), "none"}
    assert family("decision") == set(get_args(Decision))
    assert family("level") == set(get_args(Level))
    assert family("fact") == set(FACTS)
    assert {*SIGNS, "temperature", "counts"} == family("missing")
    assert set(get_args(Strip)) <= family("intrathecal")
    assert set(get_args(Hint)) <= {key.removeprefix("hint.") for key in knowledge().wording.texts}
    etoposide = knowledge().protocols["hlh-94"].lines["etoposide"]
    assert family("infant") == set(etoposide.parameters[RULE].choices)


@pytest.mark.parametrize("protocol", ["hlh-94", "hlh-2004", "none"])
def test_every_parameter_and_every_choice_has_a_word(protocol: str) -> None:
    for line in knowledge().lines(protocol).values():
        assert set(line.parameters) <= family("parameter")
        for rule in line.parameters.values():
            assert set(rule.choices) <= family("choice")
