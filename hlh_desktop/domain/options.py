"""What etiology and severity speak for or against: the first fitting case of each option, decided by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.finding import Option
from hlh_desktop.domain.findings.indicators import indicators
from hlh_desktop.domain.logic import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.domain.rules import OptionCase, OptionRule
    from hlh_desktop.domain.situation import Situation

UNKNOWN = "unknown"
FACTS = (
    "kind", "pathogen", "ebv_lineage", "course", "responding", "cns", "csf", "response", "sjia", "gene_defect",
    "family_history", "under_two", "sex", "risk_sign",
)  # fmt: skip
ANSWERS: dict[Truth, str] = {True: "yes", False: "no", None: UNKNOWN}


def facts(situation: Situation) -> dict[str, str]:
    """What options depend on, in words; what was not answered is "unknown"."""
    cause, severity, signs = situation.etiology, situation.severity, situation.signs
    return {
        "kind": cause.kind or UNKNOWN,
        "pathogen": cause.pathogen or UNKNOWN,
        "ebv_lineage": cause.ebv_lineage or UNKNOWN,
        "course": severity.course or UNKNOWN,
        "responding": ANSWERS[severity.responding_to_specific_treatment],
        "cns": severity.cns or UNKNOWN,
        "csf": severity.csf or UNKNOWN,
        "response": severity.response or UNKNOWN,
        "sjia": ANSWERS[signs.sjia],
        "gene_defect": ANSWERS[signs.hlh_gene_defect],
        "family_history": ANSWERS[signs.family_history],
        "under_two": ANSWERS[situation.age.years < situation.knowledge.settings.young_years],
        "sex": situation.case.patient.sex or UNKNOWN,
        "risk_sign": ANSWERS[any_of(one.truth for one in indicators(situation).values() if one.applies)],
    }


def options_of(situation: Situation) -> tuple[Option, ...]:
    """Every option of options.toml that one of its cases fits."""
    found = facts(situation)
    language = situation.knowledge.wording.language
    return tuple(
        option for name, rule in situation.knowledge.options.items() for option in _fitting(name, rule, found, language)
    )


def _fitting(name: str, rule: OptionRule, found: Mapping[str, str], language: str) -> Iterator[Option]:
    case = first_fitting(rule, found)
    if case is not None:
        yield Option(name, case.stance, rule.title[language], case.reason[language], case.statements, case.cites)


def first_fitting(rule: OptionRule, found: Mapping[str, str]) -> OptionCase | None:
    """The case of an option that decides: the first of which every fact holds; None where none does."""
    return next((case for case in rule.cases if fits(case, found)), None)


def fits(case: OptionCase, found: Mapping[str, str]) -> bool:
    """Whether every fact of a case holds."""
    return all(found[fact] in values for fact, values in case.when.items())
