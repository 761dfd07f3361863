"""Before treatment: what was answered with yes, with no, and what nobody has asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.report.entries import labelled
from hlh_desktop.report.pieces import Section, space
from hlh_desktop.report.writing import escape, listed

if TYPE_CHECKING:
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

LABEL = 92.0
ANSWERS = (("yes", True), ("no", False), ("not_asked", None))


def before_treatment(sheet: Sheet) -> Story:
    """The questions by their answers; a question without an answer is not asked, and never a no."""
    answers = sheet.plan.case.safety
    questions = sheet.knowledge.settings.questions
    found = {name: [one for one in questions if answers.get(one) is answer] for name, answer in ANSWERS}
    entries = [
        labelled(
            escape(sheet.say(f"before.{name}")), escape(listed(sheet.say(f"question.{one}") for one in keys)), LABEL
        )
        for name, keys in found.items()
        if keys
    ]
    return [space(4), Section(sheet.say("before.title")), *entries]
