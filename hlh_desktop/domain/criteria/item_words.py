"""The items of the criteria in words: what each is called, and its limit as the criteria's own files have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import Limit
from hlh_desktop.domain.quantity import grouped, plain
from hlh_desktop.domain.writing import with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.criteria.rules import CriteriaRules
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.wording import Wording

SIDES = {">": "above", ">=": "from", "<": "below", "<=": "up_to"}
NEWBORN = "newborn"


@dataclass(frozen=True, slots=True)
class ItemWords:
    """An item as a form asks for it."""

    name: str
    title: str
    rule: str


def limit_words(limit: Limit, wording: Wording) -> str:
    """A limit, e.g. "below 90 g/L"; in each unit that it is published in."""
    lines = [with_unit(grouped(plain(value)), unit) for unit, value in limit.values.items()]
    line = lines[0]
    for other in lines[1:]:
        line = wording.say("limit.either", first=line, second=other)
    return wording.say(f"limit.{SIDES[limit.op]}", line=line)


def item_words(name: str, rules: CriteriaRules, wording: Wording, *, newborn: bool = False) -> ItemWords:
    """Title and rule of an item of HLH-2004, or of the gene defect beside it."""
    limits = rules.limits
    words = {
        field: limit_words(found, wording)
        for field in type(limits).model_fields
        if isinstance(found := getattr(limits, field), Limit)
    }
    key = f"item.{name}.{NEWBORN}"
    key = key if newborn and wording.has(key) else f"item.{name}.rule"
    rule = wording.say(key, lineages=limits.lineages, **words)
    return ItemWords(name, wording.say(f"item.{name}.title"), rule)


def mas_words(rules: CriteriaRules, catalogue: Mapping[str, Analyte], wording: Wording) -> str:
    """The rule of MAS 2016 in one sentence."""
    mas = rules.mas_2016
    parts = (
        wording.say("mas.part", name=catalogue[one.analyte].name, limit=limit_words(one, wording)) for one in mas.others
    )
    others = wording.say("mas.between").join(parts)
    ferritin = limit_words(mas.ferritin, wording)
    return wording.say("mas.rule", ferritin=ferritin, need=mas.need, count=len(mas.others), others=others)
