"""Coverage of the article: counted from proofs that are run, so that a row whose rule is gone is not counted."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop import paths
from hlh_desktop.domain.statements import Place
from hlh_desktop.knowledge.statements import unsound_statements
from hlh_desktop.ward.coverage import cover, prove
from hlh_desktop.ward.ward import Ward
from tests.builders import ROOT, knowledge
from tests.statements.rows import kept

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.knowledge import Knowledge


def wrong(known: Knowledge, row: str = "S37") -> set[str]:
    return {one.wrong for one in cover(Ward(known)).failed if one.row == row}


def test_every_row_is_covered() -> None:
    found = cover(Ward(knowledge()))
    assert found.failed == ()
    assert (found.done, found.rows) == (62, 62)
    assert found.whole


def test_a_row_whose_finding_is_gone_is_not_counted() -> None:
    alerts = {code: alert for code, alert in knowledge().alerts.items() if code != "hyponatremia"}
    found = replace(knowledge(), alerts=alerts)
    assert wrong(found) == {"missing", "place"}
    assert cover(Ward(found)).done < 62


def test_a_finding_that_fires_on_the_other_side_too_is_no_proof() -> None:
    alert = knowledge().alerts["hyponatremia"]
    assert alert.limit is not None
    loud = alert.model_copy(update={"limit": alert.limit.model_copy(update={"values": {"mmol/L": Decimal(200)}})})
    assert wrong(replace(knowledge(), alerts={**knowledge().alerts, "hyponatremia": loud})) == {"other_side"}


def test_a_sentence_that_no_longer_says_it_is_no_proof() -> None:
    chapter = knowledge().guide["numbers"].model_copy(update={"text": "Nothing."})
    found = replace(knowledge(), guide={**knowledge().guide, "numbers": chapter})
    assert wrong(found, "S11") == {"words"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"shows": "finding ast_high"}, "elsewhere"),
        ({"holds": ["never said"]}, "words"),
        ({"with": {}}, "missing"),
    ],
)
def test_a_proof_tells_what_is_wrong_with_it(change: dict[str, Any], code: str) -> None:
    proof = {**kept()["rows"]["S37"][0], **change}
    assert prove(Ward(knowledge()), kept()["child"], "S37", proof).wrong == code


def test_a_row_without_a_proof_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {code: proofs for code, proofs in kept()["rows"].items() if code != "S37"}
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "article.json").write_text(json.dumps({**kept(), "rows": rows}), encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    assert wrong(knowledge()) == {"unproved"}


def test_a_case_of_a_proof_that_is_no_case_is_a_bug_and_says_where() -> None:
    proof = {"shows": "finding hyponatremia", "with": {"labs": "none"}}
    with pytest.raises(ValueError, match="labs"):
        prove(Ward(knowledge()), kept()["child"], "S37", proof)


# --- what the table must hold in itself


def unsound(row: str, **change: Any) -> list[str]:
    made = knowledge().statements[row].model_copy(update=change)
    found = replace(knowledge(), statements={**knowledge().statements, row: made})
    return [reason for place, reason in unsound_statements(found) if place.startswith(f"statements.{row}")]


def test_a_place_must_exist_and_name_the_row() -> None:
    for kind in ("finding", "alert", "task", "option", "line", "protocol", "gate", "form", "chapter", "text"):
        assert unsound("S37", shown_at=(Place(kind=kind, name="nowhere"),)) == [f"there is no {kind} nowhere"]
    other = (Place(kind="finding", name="ast_high"),)
    assert unsound("S37", shown_at=other) == ["finding ast_high does not name this row"]


def test_words_stand_in_the_language_of_the_program_and_the_article_is_no_source_for_itself() -> None:
    assert "expected words in en" in unsound("S36", note={"en": ""})[0]
    assert unsound("S36", does={"de": "Nichts."})
    article = knowledge().statements["S61"].cites
    assert unsound("S37", cites=article) == ["the article is no source for itself"]


def test_every_proof_is_of_a_row_that_there_is() -> None:
    assert set(kept()["rows"]) == set(knowledge().statements)
    assert (ROOT / "resources" / "cases" / "article.json").is_file()
