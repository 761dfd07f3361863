"""All knowledge from resources/ into one frozen object; a file that is not fully understood stops the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.approval.own_values import OwnRule
from hlh_desktop.domain.criteria.rules import CriteriaRules, CriteriaSet, HlhLimits, HScoreRules, MasRules
from hlh_desktop.domain.knowledge import Knowledge, Settings
from hlh_desktop.domain.laboratory import Analyte
from hlh_desktop.domain.log.rules import BedsideForm, GivingRules
from hlh_desktop.domain.log.shift import BoardRules
from hlh_desktop.domain.log.stay import StayRules
from hlh_desktop.domain.log.tasks import TaskLogRules
from hlh_desktop.domain.people import PeopleRules
from hlh_desktop.domain.renal import RenalRules
from hlh_desktop.domain.results.alerts.rules import WatchRules
from hlh_desktop.domain.results.coded import CodeRules
from hlh_desktop.domain.results.flowsheet.values import FlowsheetRules
from hlh_desktop.domain.results.incoming.mapping import ImportRules
from hlh_desktop.domain.results.ranges import ReferenceRange
from hlh_desktop.domain.results.response.rules import ResponseRules
from hlh_desktop.domain.results.stops.values import StopRules
from hlh_desktop.domain.results.trend.rules import TrendRules
from hlh_desktop.domain.rules import Alert, Interaction, OptionRule, TaskRule
from hlh_desktop.domain.sources import Datum, Source
from hlh_desktop.domain.statements import Statement
from hlh_desktop.domain.stress import StressRules
from hlh_desktop.domain.wizard.asking import Asking
from hlh_desktop.domain.wording import Wording
from hlh_desktop.knowledge import growth, integrity
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.knowledge.files import KnowledgeFile, read_file
from hlh_desktop.knowledge.guide import read_guide
from hlh_desktop.knowledge.protocols import read_formulary, read_protocols

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ENGLISH = "en"
NUMBER = re.compile(r"[0-9]+")
CRITERIA = ("hlh_2004", "hlh_2024", "hscore", "mas_2016")
SINGLE = (
    "ward", "renal", "sources", "laboratory", "tasks", "options", "interactions", "gates",
    "people", "giving", "bedside", "stay", "task_log", "board", "fhir", "importing", "trends",
    "response", "result_alerts", "result_stops", "reference_ranges", "statements",
    "flowsheet", "own_values", "stress",
)  # fmt: skip

# Findings of one level stand in the order of these files.
ALERTS = (
    "indicators",
    "etoposide",
    "doses",
    "measures",
    "laboratory",
    "cause",
    "medicines",
    "biologics",
    "bedside",
    "infection",
    "fluids",
    "steroids",
    "kidney",
    "maxima",
    "counts",
)

# Parts of the knowledge that are one file each, and what they are made into.
WHOLE: dict[str, tuple[str, type[Datum]]] = {
    "renal": ("renal", RenalRules),
    "stress": ("stress", StressRules),
    "asking": ("gates", Asking),
    "people": ("people", PeopleRules),
    "giving": ("giving", GivingRules),
    "stay": ("stay", StayRules),
    "task_log": ("task_log", TaskLogRules),
    "board": ("board", BoardRules),
    "trends": ("trends", TrendRules),
    "fhir": ("fhir", CodeRules),
    "importing": ("importing", ImportRules),
    "result_stops": ("result_stops", StopRules),
    "flowsheet": ("flowsheet", FlowsheetRules),
    "response": ("response", ResponseRules),
    "result_alerts": ("result_alerts", WatchRules),
}


def load(folder: Path) -> Knowledge:
    """The knowledge of a resources folder. KnowledgeError names file, key and reason of the first thing wrong."""
    files = {name: read_file(folder / f"{name}.toml", f"hlh-{name}/1") for name in SINGLE}
    formulary, extra_lines, drug_files = read_formulary(folder / "formulary")
    protocols, protocol_files = read_protocols(folder / "protocols")
    criteria_files = _criteria_files(folder / "criteria")
    alert_files = [read_file(folder / "alerts" / f"{name}.toml", "hlh-alerts/1") for name in ALERTS]
    wording, wording_files = read_wording(folder / "wording")
    knowledge = Knowledge(
        edition=_edition(
            [*files.values(), *drug_files, *protocol_files, *criteria_files.values(), *alert_files, *wording_files]
        ),
        settings=_settings(files["ward"]),
        sources=files["sources"].table(Source, "sources"),
        catalogue=files["laboratory"].table(Analyte, "analytes"),
        formulary=formulary,
        protocols=protocols,
        extra_lines=extra_lines,
        criteria=_criteria(criteria_files),
        alerts=_alerts(alert_files),
        tasks=files["tasks"].table(TaskRule, "tasks"),
        options=files["options"].table(OptionRule, "options"),
        interactions=_interactions(files["interactions"]),
        growth=growth.load(folder / "growth"),
        bedside=files["bedside"].table(BedsideForm, "forms"),
        reference_ranges=files["reference_ranges"].table(ReferenceRange, "ranges"),
        own_values=files["own_values"].table(OwnRule, "values"),
        statements=files["statements"].table(Statement, "statements"),
        guide=read_guide(folder / "guide"),
        wording=wording,
        **{name: _whole(files[file], kind) for name, (file, kind) in WHOLE.items()},
    )
    integrity.check(knowledge)
    return knowledge


def _whole(file: KnowledgeFile, kind: type[Datum]) -> Any:
    return file.part(kind, file.content, "")


def _edition(files: Iterable[KnowledgeFile]) -> str:
    """The newest edition among the files: what was last changed names the whole."""
    return max((file.edition for file in files), key=lambda edition: [int(part) for part in NUMBER.findall(edition)])


def _alerts(files: Iterable[KnowledgeFile]) -> dict[str, Alert]:
    """The findings of every file by code; a code that stands in two files is refused."""
    found: dict[str, Alert] = {}
    for file in files:
        for code, alert in file.table(Alert, "alerts").items():
            if code in found:
                raise KnowledgeError(file.name, f"alerts.{code}", "this code stands in another file already")
            found[code] = alert
    return found


def _settings(file: KnowledgeFile) -> Settings:
    content = dict(file.content)
    questions = content.pop("questions", None)
    if not isinstance(questions, dict) or set(questions) != {"asked", "from_years"}:
        raise KnowledgeError(file.name, "questions", "expected a table of the questions asked, and from which age")
    return file.part(
        Settings, {**content, "questions": questions["asked"], "question_years": questions["from_years"]}, ""
    )


def _interactions(file: KnowledgeFile) -> tuple[Interaction, ...]:
    file.only("pairs")
    pairs = file.content.get("pairs")
    if not isinstance(pairs, list):
        raise KnowledgeError(file.name, "pairs", "expected a list of pairs")
    return tuple(file.part(Interaction, pair, f"pairs.{number}") for number, pair in enumerate(pairs))


def _criteria_files(folder: Path) -> dict[str, KnowledgeFile]:
    files: dict[str, KnowledgeFile] = {}
    for path in sorted(folder.glob("*.toml")):
        file = read_file(path, "hlh-criteria/1")
        key = file.content.pop("id", None)
        if not isinstance(key, str) or key in files:
            raise KnowledgeError(file.name, "id", "expected an id of its own")
        files[key] = file
    return files


def _criteria(files: dict[str, KnowledgeFile]) -> CriteriaRules:
    for key in sorted({*files} ^ {*CRITERIA}):
        known = "this file is missing" if key in CRITERIA else "these criteria are not known"
        raise KnowledgeError("criteria", key, known)
    older, newer = files["hlh_2004"], files["hlh_2024"]
    older.only("set", "limits")
    newer.only("set")
    return CriteriaRules(
        hlh_2004=older.part(CriteriaSet, older.content.get("set"), "set"),
        hlh_2024=newer.part(CriteriaSet, newer.content.get("set"), "set"),
        limits=older.part(HlhLimits, older.content.get("limits"), "limits"),
        hscore=_whole(files["hscore"], HScoreRules),
        mas_2016=_whole(files["mas_2016"], MasRules),
    )


def read_wording(folder: Path) -> tuple[Wording, list[KnowledgeFile]]:
    """All sentences of English, from every file of the folder; a key that stands twice is refused."""
    texts: dict[str, str] = {}
    files = [read_file(path, "hlh-wording/1") for path in sorted(folder.glob("*.toml"))]
    for file in files:
        content = dict(file.content)
        if content.pop("language", None) != ENGLISH:
            raise KnowledgeError(file.name, "language", f"expected {ENGLISH}")
        for key, text in _flat("", content):
            if not isinstance(text, str) or key in texts:
                raise KnowledgeError(file.name, key, "expected one sentence of its own")
            texts[key] = text
    if not texts:
        raise KnowledgeError(folder.name, "", "there is no sentence")
    return Wording(ENGLISH, texts), files


def _flat(prefix: str, table: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value
