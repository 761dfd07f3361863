"""What knowledge files must agree on: every cite, analyte, drug, line, fact and rule that is named exists."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, get_args

from hlh_desktop.domain.case import Kind, Pathogen
from hlh_desktop.domain.findings import engine
from hlh_desktop.domain.laboratory import Limit
from hlh_desktop.domain.options import ANSWERS, FACTS, UNKNOWN
from hlh_desktop.domain.protocol import IntrathecalLine, Line, Protocol
from hlh_desktop.domain.sources import Cite, Datum
from hlh_desktop.domain.tasks import engine as tasks
from hlh_desktop.knowledge.asking import unsound_asking
from hlh_desktop.knowledge.bedside import unsound_bedside
from hlh_desktop.knowledge.board import unsound_board
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.knowledge.fhir import unsound_fhir
from hlh_desktop.knowledge.giving import unsound_giving
from hlh_desktop.knowledge.giving_agrees import unsound_agreement
from hlh_desktop.knowledge.importing import unsound_importing
from hlh_desktop.knowledge.own_values import unsound_own_values
from hlh_desktop.knowledge.people import unsound_people
from hlh_desktop.knowledge.regimens import unsound_lines
from hlh_desktop.knowledge.response import unsound_alerts, unsound_response
from hlh_desktop.knowledge.results import unsound_results
from hlh_desktop.knowledge.soundness import units_wrong, unsound
from hlh_desktop.knowledge.statements import unsound_statements
from hlh_desktop.knowledge.task_log import unsound_task_log
from hlh_desktop.knowledge.trends import unsound_trends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.knowledge import Knowledge

    Pieces = Sequence[tuple[str, Datum]]

# Where a part of the knowledge comes from; the others from the file or folder of their name.
FILES = {
    "settings": "resources/ward.toml", "catalogue": "resources/laboratory.toml", "extra_lines": "formulary",
    "protocols": "protocols", "alerts": "alerts", "formulary": "formulary", "criteria": "criteria", "growth": "growth",
    "asking": "resources/gates.toml",
}  # fmt: skip
# The best tag of a source bounds that of a datum; what this program proposes itself may come from memory too.
RANKS = ("R", "S", "M", "APP")
OWN = "APP"
# What may hold a piece of knowledge.
HOLDS = (Datum, dict, tuple)
WORDS = ("text", "title", "reason", "note", "head")
# The values of a fact; what is not here is answered yes, no or not at all.
VALUES = {
    "kind": get_args(Kind),
    "pathogen": get_args(Pathogen),
    "ebv_lineage": ("B", "T", "NK", UNKNOWN),
    "course": ("stable", "deteriorating", UNKNOWN),
    "cns": ("none", "present", "progressive", UNKNOWN),
    "csf": ("normal", "abnormal", "not_done", UNKNOWN),
    "response": ("resolved", "partial", "below_partial", "reactivated", UNKNOWN),
    "sex": ("female", "male", UNKNOWN),
}


def check(knowledge: Knowledge) -> None:
    """KnowledgeError for the first thing that is named and does not exist, or exists and is not named."""
    for problem in problems(knowledge):
        raise problem


def problems(knowledge: Knowledge) -> Iterator[KnowledgeError]:
    """Every disagreement among the files."""
    yield from _same("alerts", set(knowledge.alerts), set(engine.codes()))
    yield from _same("tasks", set(knowledge.tasks), set(tasks.RULES))
    pieces: list[tuple[str, Datum]] = []
    for field in fields(knowledge):
        _gather(field.name, getattr(knowledge, field.name), pieces)
    yield from _cites(pieces, knowledge)
    yield from _limits(pieces, knowledge)
    yield from _lines(knowledge)
    yield from _options(knowledge)
    yield from _words(pieces, knowledge)
    yield from (_at(place, reason) for place, reason in _all_unsound(knowledge))


def _all_unsound(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    yield from unsound(knowledge)
    yield from unsound_lines(knowledge)
    yield from unsound_asking(knowledge)
    yield from unsound_people(knowledge)
    yield from unsound_giving(knowledge)
    yield from unsound_agreement(knowledge)
    yield from unsound_bedside(knowledge)
    yield from unsound_task_log(knowledge)
    yield from unsound_board(knowledge)
    yield from unsound_trends(knowledge)
    yield from unsound_response(knowledge)
    yield from unsound_alerts(knowledge)
    yield from unsound_fhir(knowledge)
    yield from unsound_importing(knowledge)
    yield from unsound_results(knowledge)
    yield from unsound_statements(knowledge)
    yield from unsound_own_values(knowledge)


def _at(place: str, reason: str) -> KnowledgeError:
    """What is wrong at a place of the knowledge, with the file that the place comes from."""
    head, _, key = place.partition(".")
    return KnowledgeError(FILES.get(head, f"resources/{head}.toml"), key, reason)


def _same(file: str, entries: set[str], rules: set[str]) -> Iterator[KnowledgeError]:
    for code in sorted(entries ^ rules):
        reason = "no rule of this code" if code in entries else "a rule without an entry"
        yield _at(f"{file}.{code}", reason)


def _gather(place: str, value: object, pieces: list[tuple[str, Datum]]) -> None:
    """Adds every piece of knowledge with its place, quickly: the program starts with it."""
    if isinstance(value, Datum):
        pieces.append((place, value))
        for name, entry in vars(value).items():
            if isinstance(entry, HOLDS):
                _gather(f"{place}.{name}", entry, pieces)
    elif isinstance(value, dict):
        for name, entry in value.items():
            if isinstance(entry, HOLDS):
                _gather(f"{place}.{name}", entry, pieces)
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            if isinstance(entry, HOLDS):
                _gather(f"{place}.{number}", entry, pieces)


def _cites(pieces: Pieces, knowledge: Knowledge) -> Iterator[KnowledgeError]:
    for place, datum in pieces:
        if isinstance(datum, Cite):
            yield from _cite(place, datum, knowledge)
        said = vars(datum)
        if said.get("cites") == () and not isinstance(datum, Protocol):
            yield _at(f"{place}.cites", "expected a source")
        for statement in said.get("statements", ()):
            if statement not in knowledge.statements:
                yield _at(place, f"{statement} is no row of the article")


def _cite(place: str, cite: Cite, knowledge: Knowledge) -> Iterator[KnowledgeError]:
    source = knowledge.sources.get(cite.source)
    if source is None:
        yield _at(place, f"source {cite.source} is not listed")
    elif source.evidence != OWN and RANKS.index(cite.evidence) < RANKS.index(source.evidence):
        yield _at(place, f"{cite.evidence} is more than was seen of {cite.source}")


def _words(pieces: Pieces, knowledge: Knowledge) -> Iterator[KnowledgeError]:
    """Each sentence is there in the language of the wording, and in no other."""
    for place, datum in pieces:
        said = vars(datum)
        found = {name: said[name] for name in WORDS if name in said}
        found |= {f"texts.{name}": words for name, words in said.get("texts", {}).items()}
        for name, words in found.items():
            if isinstance(words, dict) and (set(words) != {knowledge.wording.language} or not all(words.values())):
                yield _at(f"{place}.{name}", f"expected words in {knowledge.wording.language}")


def _limits(pieces: Pieces, knowledge: Knowledge) -> Iterator[KnowledgeError]:
    """Each limit names an analyte and units that the catalogue has."""
    for place, datum in pieces:
        if isinstance(datum, Limit):
            analyte = knowledge.catalogue.get(datum.analyte)
            if analyte is None:
                yield _at(place, f"analyte {datum.analyte} is not in the catalogue")
            elif (datum.values or not place.startswith("alerts.")) and (wrong := units_wrong(datum.values, analyte)):
                yield _at(f"{place}.values", wrong)


def _lines(knowledge: Knowledge) -> Iterator[KnowledgeError]:
    for name, protocol in knowledge.protocols.items():
        for line_name, line in knowledge.lines(name).items():
            place = f"{name}.{line_name}"
            drugs = line.drugs if isinstance(line, IntrathecalLine) else (line.drug,)
            for drug in drugs:
                if drug not in knowledge.formulary:
                    yield KnowledgeError("protocols", place, f"drug {drug} is not in the formulary")
            if line.clock not in knowledge.settings.clock:
                yield KnowledgeError("protocols", place, f"no clock times of {line.clock}")
            if isinstance(line, Line):
                yield from _parameters(place, line)
        if not protocol.lines:
            yield KnowledgeError("protocols", name, "a protocol without lines")


def _parameters(place: str, line: Line) -> Iterator[KnowledgeError]:
    """Each parameter that a step, a cap or a number of doses names is one of the line's."""
    named = {line.doses_per_day, line.cap, *(step.amount for step in line.steps)}
    named |= {pattern.count for step in line.steps for pattern in step.days}
    named |= {name for step in line.steps for name in step.when}
    for name in named:
        if isinstance(name, str) and name not in line.parameters:
            yield KnowledgeError("protocols", place, f"{name} is no parameter of the line")


def _options(knowledge: Knowledge) -> Iterator[KnowledgeError]:
    for name, option in knowledge.options.items():
        for number, case in enumerate(option.cases):
            place = f"options.{name}.cases.{number}"
            for fact, values in case.when.items():
                if fact not in FACTS:
                    yield _at(place, f"{fact} is no fact")
                elif not values or not set(values) <= set(VALUES.get(fact, ANSWERS.values())):
                    yield _at(place, f"expected another value of {fact}")
            if not case.when and number + 1 < len(option.cases):
                yield _at(place, "the cases after this one are never reached")
