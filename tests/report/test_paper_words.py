"""Every word that paper can need is in the wording, none stands there for nothing, and none stands in the code."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from io import BytesIO
from typing import Any, get_args

from hlh_desktop.domain import case, finding, protocol, renal, sources
from hlh_desktop.domain.criteria import hlh, mas
from hlh_desktop.domain.wording import Wording
from hlh_desktop.report.plan_pdf import to_bytes
from hlh_desktop.report.recovery_sheet import write
from tests.builders import ROOT, case_data, knowledge, lab, plan, regimen
from tests.report.sheets import cases, printing
from tests.report.test_recovery_sheet import SHEET
from tests.report.test_standings import STANDINGS

FILE = ROOT / "resources" / "wording" / "paper.en.toml"


def words(table: dict[str, Any] | None = None, prefix: str = "") -> dict[str, str]:
    """Every sentence of the file by its key."""
    found: dict[str, str] = {}
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))["paper"] if table is None else table
    for key, value in content.items():
        found |= words(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return found


def families() -> set[str]:
    """The keys that are made of a fixed list of the domain, each with every member of the list."""
    return {
        *(f"level.{one}" for one in get_args(finding.Level)),
        *(f"stance.{one}" for one in (*get_args(finding.Stance), "chosen")),
        *(f"decision.was.{one}" for one in get_args(finding.Stance)),
        *(f"route.{one}" for one in (*get_args(case.Route), "intrathecal")),
        *(f"by.{one}" for one in get_args(case.Route)),
        *(f"deed.{one}" for one in get_args(case.Deed)),
        *(f"changed.{one}" for one in get_args(case.Deed)),
        *(f"kind.{one}" for one in (*get_args(case.Kind), "not_asked")),
        *(f"evidence.{one}" for one in get_args(sources.Evidence)),
        *(f"state.{one}" for one in get_args(hlh.State)),
        *(f"mas.{one}" for one in get_args(mas.MasState)),
        *(f"band.{one}" for one in (*get_args(renal.Band), "replacement")),
        *(f"before.{one}" for one in ("yes", "no", "not_asked")),
        *(f"question.{one}" for one in knowledge().settings.questions),
        *(f"per.{one}" for one in get_args(protocol.Per)),
        *(f"item.{one}" for one in knowledge().criteria.hlh_2004.items),
        *(f"cns.{one}" for one in ("none", "present", "progressive", "unknown")),
        *(f"csf.{one}" for one in ("normal", "abnormal", "not_done", "unknown")),
        *(f"course.{one}" for one in ("stable", "deteriorating", "unknown")),
        *(f"sex.{one}" for one in ("female", "male", "unknown")),
        *(f"lineage.{one}" for one in ("B", "T", "NK", "unknown")),
        *(f"weight_source.{one}" for one in ("measured", "stated", "estimated", "dry")),
        *(f"rhythm.{one}" for one in ("once", "daily", "weekly", "two_weekly", "listed")),
        *(f"rhythm_more.{one}" for one in ("once", "daily", "weekly", "two_weekly", "listed")),
        *(f"truth.{one}" for one in ("met", "unknown", "not_met")),
        *(f"truth_of.{one}" for one in ("met", "unknown", "not_met")),
        *(f"month.{one}" for one in range(1, 13)),
        *(f"weekday.{one}" for one in range(1, 8)),
        *(f"times.{one}" for one in (2, 3, 4)),
        *(f"pathogen.{one}" for one in ("bacterial", "fungal", "other", "unknown")),
    }


def test_every_member_of_every_list_has_its_word() -> None:
    assert families() <= words().keys()


class Heard(dict[str, str]):
    """Sentences that remember which of them were asked for."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__(texts)
        self.keys_heard: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.keys_heard.add(key.removeprefix("paper."))
        return super().__getitem__(key)


def test_no_sentence_stands_in_the_file_for_nothing() -> None:
    heard, every = Heard(dict(knowledge().wording.texts)), words().keys() - families()
    known = replace(knowledge(), wording=Wording("en", heard))
    write(replace(SHEET, training=True), known.wording, BytesIO())
    for how in STANDINGS.values():
        to_bytes(plan(case_data(regimen=regimen("etoposide"))), known, replace(printing(), standing=how, training=True))
    for data in (*rare(), *cases().values()):
        if every - heard.keys_heard:  # papers are printed until each sentence was on one
            to_bytes(plan(data), known, printing())
    assert every - heard.keys_heard == set()


def rare() -> list[dict[str, Any]]:
    """Plans that need what no other case needs."""
    many = [f"allergen number {number}" for number in range(80)]
    often = {"line": "anakinra", "mg_per_kg_per_day": "8", "doses_per_day": 3}
    crowd = (
        "etoposide",
        "dexamethasone",
        "ciclosporin",
        "rituximab",
        "ivig",
        "methylprednisolone",
        "tocilizumab",
        "ruxolitinib",
        "alemtuzumab",
        "cotrimoxazole",
        "methylprednisolone_pulse",
    )
    crowded = {"line": "anakinra", "day": 2, "do": "move", "to": "2026-11-22T01:00", "reason": "all on one day"}
    moved = {"line": "etoposide", "day": 2, "do": "hold", "reason": "none due"}
    onward = {"line": "dexamethasone", "day": 9, "do": "factor", "factor": "0.5", "reach": "onward", "reason": "sugar"}
    baby = case_data(
        patient={"date_of_birth": "2026-11-10", "family_name": "X" * 200, "given_name": "Y", "allergies": many},
        measurements=[{"on": "2026-11-21", "weight_kg": "3.6", "height_cm": "51", "lying": True, "by": "RN"}],
        regimen=regimen("etoposide", "cotrimoxazole", often),
    )
    return [
        baby,
        case_data(
            patient={"date_of_birth": "2026-05-20", "prior_etoposide_mg_per_m2": "450"},
            measurements=[{"on": "2026-11-21", "weight_kg": "7", "height_cm": "65", "lying": False}],
            regimen=regimen("ciclosporin", "dexamethasone", changes=[onward]),
            other_medicines=[],
            signs={"temperature_c": "36.9"},
        ),
        case_data(regimen=regimen(*crowd, "intrathecal", protocol="hlh-2004", changes=[moved]), other_medicines=["x"]),
        case_data(regimen=regimen("intrathecal", last_week=8)),
        case_data(
            patient={"prior_etoposide_mg_per_m2": "450"},
            labs=[
                lab("hb", "84", "g/L"),
                lab("anc", "0.9", "10*9/L"),
                lab("plt", "28", "10*9/L"),
                lab("tg", "3.4", "mmol/L"),
                lab("fibrinogen", "1.2", "g/L"),
            ],
            regimen=regimen("etoposide", {**often, "doses_per_day": 4, "days": 2}, changes=[crowded]),
        ),
        case_data(regimen=regimen(last_week=8)),
        case_data(
            safety={"renal_replacement": True}, labs=[lab("crea", "60", "umol/L")], regimen=regimen("dexamethasone")
        ),
    ]


def test_marks_in_sentences_are_bold_and_nothing_else() -> None:
    for key, text in words().items():
        assert set(re.findall(r"<[^>]*>", text)) <= {"<b>", "</b>"}, key
        assert text.count("<b>") == text.count("</b>"), key
        assert "&" not in text, key


def test_no_sentence_uses_what_the_safe_writing_rules_forbid() -> None:
    for key, text in words().items():
        assert not re.search(r"\bmcg\b|µ|\bIV\b|\bIT\b|\bSC\b|\bQD\b|(?<!\w)U(?!\w)|\d+\.0\b|…", text), key
