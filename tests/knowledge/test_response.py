"""What the files about response and alerts must hold: what would leave a rule without its numbers is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.results.response.rules import Part
from hlh_desktop.knowledge.response import unsound_alerts, unsound_response
from tests.builders import knowledge

if TYPE_CHECKING:
    from pydantic import BaseModel


def changed(model: BaseModel, path: str, **parts: Any) -> Any:
    """A copy of a piece of knowledge with one place changed, e.g. "items.no_fever"."""
    head, _, rest = path.partition(".")
    if not head:
        return model.model_copy(update=parts)
    piece = getattr(model, head)
    if isinstance(piece, dict):
        name, _, deeper = rest.partition(".")
        return model.model_copy(update={head: {**piece, name: changed(piece[name], deeper, **parts)}})
    return model.model_copy(update={head: changed(piece, rest, **parts)})


def wrong(path: str, **parts: Any) -> list[tuple[str, str]]:
    return list(unsound_response(replace(knowledge(), response=changed(knowledge().response, path, **parts))))


def wrong_alert(path: str, **parts: Any) -> list[tuple[str, str]]:
    return list(unsound_alerts(replace(knowledge(), result_alerts=changed(knowledge().result_alerts, path, **parts))))


def test_the_files_are_sound() -> None:
    assert list(unsound_response(knowledge())) == []
    assert list(unsound_alerts(knowledge())) == []


@pytest.mark.parametrize(
    ("path", "parts", "place"),
    [
        ("items.no_fever", {"limit": None}, "response.items.no_fever"),
        ("items.no_fever", {"hours": 0}, "response.items.no_fever"),
        ("items.no_fever", {"analyte": "plt"}, "response.items.no_fever"),
        ("items.scd25_falling", {"change": None}, "response.items.scd25_falling"),
        ("items.scd25_falling", {"analyte": "nothing"}, "response.items.scd25_falling"),
        ("items.scd25_falling", {"change": Part(part=Decimal(5), of=Decimal(4))}, "response.items.scd25_falling"),
        ("items.neutrophils_recovered", {"recovery": None}, "response.items.neutrophils_recovered"),
        ("items.alt_normal", {"analyte": None}, "response.items.alt_normal"),
        ("definitions.step_up", {"items": ("nothing",)}, "response.definitions.step_up"),
        ("definitions.step_up", {"need": 7}, "response.definitions.step_up.need"),
        ("forms.week_2", {"definitions": ("nothing",)}, "response.forms.week_2.definitions"),
        ("forms.week_2", {"further": ("nothing",)}, "response.forms.week_2.further"),
        ("forms.week_2", {"task": "nothing"}, "response.forms.week_2.task"),
        ("forms.week_2", {"window_hours": 0}, "response.forms.week_2"),
        ("forms.week_2", {"days": (17, 13)}, "response.forms.week_2"),
        ("forms.week_2", {"conclusions": {}}, "response.forms.week_2"),
        ("forms.week_2", {"conclusions": {"open": {"fr": "ouvert"}}}, "response"),
        ("forms.week_8", {"conclusions": {"open": {"en": "x"}}}, "response.forms.week_8.calls.transplant_review"),
        ("forms.week_8", {"definitions": ()}, "response.forms.week_8.calls.transplant_review"),
        ("forms.week_8.calls.transplant_review", {"conclusions": ()}, "response.forms.week_8.calls.transplant_review"),
        ("forms.week_8.calls.transplant_review", {"unless": ("nothing",)}, "response.forms.week_8.calls"),
        ("signs.scd25_day_7", {"analyte": "nothing"}, "response.signs.scd25_day_7"),
        ("signs.scd25_day_7", {"texts": {"good": {"en": "x"}}}, "response.signs.scd25_day_7"),
        ("signs.scd25_day_7", {"change": None}, "response.signs.scd25_day_7"),
        ("signs.scd25_day_7", {"day": 12}, "response.signs.scd25_day_7"),
        ("signs.ferritin_fall", {"good": None}, "response.signs.ferritin_fall"),
        ("signs.ferritin_week_2", {"limit": None}, "response.signs.ferritin_week_2"),
        ("worsening", {"need": 1}, "response.worsening"),
        ("worsening", {"hours": 0}, "response.worsening"),
        ("worsening", {"says": ()}, "response.worsening.says"),
        ("worsening.markers.na", {"percent": Decimal(0)}, "response.worsening.markers"),
        ("", {"reasons": ({"en": ""},)}, "response"),
    ],
)
def test_what_a_rule_of_response_lacks_is_told(path: str, parts: dict[str, Any], place: str) -> None:
    assert place in {where for where, _ in wrong(path, **parts)}


@pytest.mark.parametrize(
    ("path", "parts", "place"),
    [
        ("rules.sodium_very_low", {"limits": {}}, "result_alerts.rules.sodium_very_low"),
        ("rules.sodium_very_low", {"hours": 0}, "result_alerts.rules.sodium_very_low"),
        ("rules.sodium_very_low", {"texts": {"new": {"en": "x"}}}, "result_alerts.rules.sodium_very_low"),
        ("rules.risk_signs", {"texts": {}}, "result_alerts.rules.risk_signs"),
        ("rules.fever_with_neutropenia", {"numbers": {}}, "result_alerts.rules.fever_with_neutropenia"),
        ("rules.lumbar_puncture_unsafe", {"limits": {}}, "result_alerts.rules.lumbar_puncture_unsafe.limits"),
        ("", {"days": 0}, "result_alerts"),
        ("", {"defect_percent": Decimal(100)}, "result_alerts"),
        ("", {"defect_least": 0}, "result_alerts"),
        ("", {"reasons": ()}, "result_alerts"),
        ("", {"rules": {}}, "result_alerts.rules.risk_signs"),
    ],
)
def test_what_a_rule_of_an_alert_lacks_is_told(path: str, parts: dict[str, Any], place: str) -> None:
    assert place in {where for where, _ in wrong_alert(path, **parts)}
