"""The questions before treatment in groups, and which of them come first because of what is likely to be ordered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from hlh_desktop.domain.finding import Option
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.patient import Age
    from hlh_desktop.domain.wizard.lines import Proposal

STEROIDS = ("dexamethasone", "methylprednisolone", "methylprednisolone_pulse", "dep_methylprednisolone")
ETOPOSIDE = ("etoposide", "dep_etoposide")
CHEMOTHERAPY = (*ETOPOSIDE, "dep_liposomal_doxorubicin")
IMMUNOSUPPRESSION = (
    *STEROIDS, *CHEMOTHERAPY, "ciclosporin", "anakinra", "tocilizumab", "rituximab", "emapalumab", "ruxolitinib",
    "alemtuzumab",
)  # fmt: skip
TESTS_OF_BLOOD = ("ivig", "rituximab", "alemtuzumab")
HARM_TO_THE_UNBORN = (*CHEMOTHERAPY, "ruxolitinib", "intrathecal")
RENAL = (*ETOPOSIDE, "ciclosporin", "cotrimoxazole", "anakinra")
# Asked of every child, and not what decides first.
LATER = ("none",)
FLUID = (*CHEMOTHERAPY, "ivig", "rituximab", "liposomal_amphotericin_b")


@dataclass(frozen=True, slots=True)
class Question:
    """One question by its key in the case, and the lines that it matters for; without lines it always matters."""

    key: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are asked together."""

    key: str
    questions: tuple[Question, ...]


def _of(lines: tuple[str, ...], *keys: str) -> tuple[Question, ...]:
    return tuple(Question(key, lines) for key in keys)


GROUPS = (
    Group("screening", _of(
        TESTS_OF_BLOOD, "serology_drawn_before_ivig", "igg_drawn_before_ivig", "hbsag_positive", "anti_hbc_positive",
        "hiv_positive",
    )),
    Group("exposure", (
        *_of(IMMUNOSUPPRESSION, "tuberculosis_test_positive", "tuberculosis_exposure", "varicella_immune",
             "measles_immune", "recent_live_vaccine"),
        *_of(("infection", "unknown"), "travel_leishmania"),
        *_of(STEROIDS, "travel_strongyloides"),
        *_of(LATER, "travel_malaria", "household_vaccines"),
    )),
    Group("body", (
        *_of((), "bleeding"),
        *_of(FLUID, "heart_failure"),
        *_of(RENAL, "renal_replacement"),
        *_of((), "central_line"),
        *_of(("ivig",), "thrombosis_risk", "iga_deficiency"),
        *_of(("cotrimoxazole",), "g6pd_deficiency"),
        *_of(("emapalumab", "ruxolitinib", "fluconazole"), "long_qt"),
        *_of(("malignancy",), "tumour_lysis_risk"),
        *_of(LATER, "ecmo", "oedema", "ascites", "obesity"),
    )),
    Group("pregnancy", (
        *_of(HARM_TO_THE_UNBORN, "pregnancy_test", "contraception"),
        *_of(CHEMOTHERAPY, "fertility_talk"),
        *_of(LATER, "breastfed_infant"),
    )),
    Group("consent", (
        *_of(CHEMOTHERAPY, "consent_chemotherapy"),
        *_of((), "consent_blood"),
        *_of(("rituximab", "anakinra", "tocilizumab", "ruxolitinib", "alemtuzumab", "emapalumab"), "consent_off_label"),
        *_of(("primary_suspected",), "consent_genetics"),
        *_of(LATER, "refuses_blood", "assent", "guardian", "interpreter", "trial"),
    )),
)  # fmt: skip


def likely(
    options: Iterable[Option], proposals: Iterable[Proposal], kind: object, knowledge: Knowledge
) -> frozenset[str]:
    """Lines that are ordered, or that nothing advises against and nobody declined; and the cause by its name."""
    found: set[str] = {kind} if isinstance(kind, str) else set()
    for option in options:
        if option.stance != "advised_against":
            protocol = knowledge.protocols.get(option.id)
            found |= {option.id} if protocol is None or not protocol.named else {*protocol.lines}
    for one in proposals:
        if one.state in ("accepted", "changed"):
            found.add(one.line)
        elif one.state == "declined":
            found.discard(one.line)
    return frozenset(found)


def come_first(lines: Collection[str], age: Age | None, knowledge: Knowledge) -> frozenset[str]:
    """The keys of the questions that matter for what is likely at this age."""
    asked = (one for group in GROUPS for one in group.questions)
    return frozenset(one.key for one in asked if first(one, lines, age, knowledge))


def first(question: Question, lines: Collection[str], age: Age | None, knowledge: Knowledge) -> bool:
    """Whether a question matters for what is likely at this age; at an unknown age it does."""
    years = knowledge.settings.question_years.get(question.key)
    too_young = years is not None and age is not None and age.years < years
    return not too_young and (not question.lines or any(line in lines for line in question.lines))
