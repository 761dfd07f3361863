"""Before treatment on paper: each question stands there once, by its answer, and one that was not asked says so."""

from __future__ import annotations

import pytest

from tests.builders import case_data, knowledge, regimen
from tests.report.sheets import printed

QUESTIONS = knowledge().settings.questions
SAID = {key: knowledge().wording.say(f"paper.question.{key}") for key in QUESTIONS}


def block(**answers: bool | None) -> str:
    text = " ".join(printed(case_data(safety=answers, regimen=regimen("cotrimoxazole"))).text.split())
    return text.partition("Before treatment ")[2].partition("Workings no.")[0]


def test_every_question_has_words_of_its_own() -> None:
    assert len(set(SAID.values())) == len(QUESTIONS)


def test_without_an_answer_all_are_printed_as_not_asked() -> None:
    text = block()
    assert text.startswith("NOT ASKED ")
    assert all(words in text for words in SAID.values())
    assert " yes " not in text


@pytest.mark.parametrize(("answer", "label"), [(True, "yes"), (False, "no")])
def test_an_answer_stands_with_its_question_and_no_longer_as_not_asked(answer: bool, label: str) -> None:
    text = block(g6pd_deficiency=answer, iga_deficiency=answer)
    answered, _, others = text.partition("NOT ASKED ")
    assert answered.strip() == f"{label} G6PD deficiency, IgA deficiency"
    assert "G6PD" not in others
    assert "risk of thrombosis" in others


def test_nothing_is_left_to_be_called_not_asked_where_all_were_answered() -> None:
    assert "NOT ASKED" not in block(**dict.fromkeys(QUESTIONS, False))
