"""The interaction matrix of the treatment reference, section 6.5, row by row: ordered lines and current medicines."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from hlh_desktop.domain.names import stands_in
from tests.builders import case_data, findings, knowledge, regimen
from tests.domain.findings.test_medicines import LINES, met, title


class Row(NamedTuple):
    """One row: what meets what, as the reference names both sides, and medicines near to them that do not."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    harmless: tuple[str, ...]


AZOLES = ("voriconazole", "posaconazole", "itraconazole", "fluconazole")
INDUCERS = ("phenytoin", "carbamazepine", "phenobarbital", "rifampicin")
ANTIBODIES = ("immunoglobulin", "rituximab", "emapalumab", "alemtuzumab")
REGIMENS = (
    "etoposide", "dexamethasone", "methylprednisolone", "ciclosporin", "ruxolitinib", "tocilizumab", "anakinra",
    "liposomal_doxorubicin", "methotrexate", *ANTIBODIES,
)  # fmt: skip
ROWS = {
    "calcineurin inhibitors and azoles": Row(
        ("ciclosporin",), (*AZOLES, "clarithromycin", "erythromycin"), ("azithromycin", "micafungin")
    ),
    # Medicines of the child, met by what is ordered.
    "tacrolimus, and ciclosporin as it is also written": Row(
        ("cyclosporine", "cyclosporin", "tacrolimus"),
        ("fluconazole", "aciclovir", "amphotericin", "cotrimoxazole"),
        ("sirolimus cream",),
    ),
    "ruxolitinib and strong inhibitors": Row(("ruxolitinib",), (*AZOLES, "clarithromycin"), ("micafungin",)),
    "etoposide and ciclosporin": Row(("etoposide",), ("ciclosporin",), ("micafungin",)),
    "etoposide and inducers": Row(("etoposide",), INDUCERS, ("levetiracetam",)),
    "dexamethasone both ways": Row(
        ("dexamethasone",),
        (*INDUCERS, *AZOLES, "clarithromycin", "erythromycin", "caspofungin"),
        ("levetiracetam", "azithromycin"),
    ),
    "ciclosporin and the kidney": Row(
        ("ciclosporin",),
        ("amphotericin", "gentamicin", "amikacin", "aciclovir", "ganciclovir", "ibuprofen", "diclofenac"),
        ("paracetamol", "cefepime"),
    ),
    "ciclosporin and potassium": Row(
        ("ciclosporin",), ("cotrimoxazole", "spironolactone", "amiloride"), ("furosemide", "atovaquone")
    ),
    "intrathecal methotrexate": Row(
        ("methotrexate",), ("cotrimoxazole", "ibuprofen", "omeprazole", "pantoprazole"), ("paracetamol", "famotidine")
    ),
    "antibodies and CYP": Row(("emapalumab", "tocilizumab"), ("ciclosporin", "tacrolimus"), ("micafungin",)),
    "anakinra and TNF blockers": Row(("anakinra",), ("etanercept", "adalimumab", "infliximab"), ("canakinumab",)),
    "live vaccines": Row(REGIMENS, ("MMR", "varicella vaccine", "BCG"), ("influenza vaccine, inactivated",)),
    # Beyond the reference: what breaks down etoposide faster does so with these, too.
    "ciclosporin and ruxolitinib with inducers": Row(("ciclosporin", "ruxolitinib"), INDUCERS, ("levetiracetam",)),
    "plasma exchange": Row(ANTIBODIES, ("plasma exchange",), ("exchange of the line",)),
}
MEETINGS = [
    pytest.param(one, other, id=f"{name}: {one} with {other}")
    for name, row in ROWS.items()
    for one in row.first
    for other in row.second
]


@pytest.mark.parametrize(("one", "other"), MEETINGS)
def test_every_meeting_is_told_from_either_side_and_of_two_orders(one: str, other: str) -> None:
    ways = [(here, there) for here, there in ((one, other), (other, one)) if here in LINES]
    assert ways
    for here, there in ways:
        typed = f"{there} since Monday"
        assert any(text.startswith(f"{title(here)} with {typed}") for text in met(LINES[here], others=[typed]))
    if len(ways) == 2:
        assert any(text.startswith(f"{title(one)} with {title(other)}") for text in met(LINES[one], LINES[other]))


@pytest.mark.parametrize("name", ROWS)
def test_what_is_near_to_a_row_and_not_in_it_is_not_told(name: str) -> None:
    row = ROWS[name]
    for one in row.first:
        if one in LINES:
            assert met(LINES[one], others=list(row.harmless)) == []


def test_every_pair_of_the_program_belongs_to_a_row() -> None:
    """And each row to a pair: nothing is checked that the reference does not name, and nothing of it is left out."""
    for pair in knowledge().interactions:
        named = [(first, second) for first in pair.first for second in (*pair.second, *pair.current)]
        # Of medicines that the child takes already the other side is the one that is ordered.
        names = [*named, *((second, first) for first, second in named if pair.current)]
        assert any(
            any(stands_in(one, first) for one in row.first) and any(stands_in(two, second) for two in row.second)
            for first, second in names
            for row in ROWS.values()
        ), pair.text


@pytest.mark.parametrize("cover", ["fluconazole", "aciclovir"])
def test_lines_of_cover_meet_ciclosporin_as_the_medicines_did(cover: str) -> None:
    (text,) = met("ciclosporin", LINES[cover])
    assert text.startswith("ciclosporin with ")
    assert met(LINES["micafungin"], "ciclosporin") == []


@pytest.mark.parametrize(
    ("medicine", "said"),
    [
        ("rifampicin", "the dexamethasone level falls."),
        ("phenytoin", "the dexamethasone level falls."),
        ("voriconazole", "the dexamethasone level rises, and dexamethasone may lower that of the azole."),
        ("clarithromycin", "the dexamethasone level rises."),
        ("caspofungin", "dexamethasone lowers the caspofungin level."),
    ],
)
def test_a_meeting_with_dexamethasone_names_the_way_that_the_level_goes(medicine: str, said: str) -> None:
    assert met("dexamethasone", others=[medicine]) == [f"dexamethasone with {medicine}: {said}"]


def test_another_anticonvulsant_is_named_only_to_who_takes_one() -> None:
    assert met("etoposide", others=["phenytoin"])[0].endswith("exposure falls. Levetiracetam does not do this.")
    assert met("etoposide", others=["rifampicin"]) == ["etoposide with rifampicin: etoposide exposure falls."]


@pytest.mark.parametrize("taken", ["METHOTREXATE 15 mg SC weekly", "MTX 10 mg weekly", "Methotrexate 10 mg orally"])
def test_methotrexate_that_the_child_takes_already_is_no_small_effect_beside_cotrimoxazole(taken: str) -> None:
    """An sJIA child on weekly methotrexate gets MAS and prophylaxis: the pair that takes the marrow."""
    (said,) = findings(case_data(regimen=regimen("cotrimoxazole"), other_medicines=[taken]))["interaction"]
    assert said.startswith(f"co-trimoxazole with {taken}: both block folate")
    assert "small effect" not in said


def test_methotrexate_into_the_spine_beside_cotrimoxazole_is_the_small_effect() -> None:
    said = findings(case_data(regimen=regimen("intrathecal", "cotrimoxazole")))["interaction"]
    assert any("a small effect in the blood even from the intrathecal dose" in one for one in said)
    assert not any("both block folate" in one for one in said)


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("dexamethasone", "KETOCONAZOLE 200 mg"), ("dexamethasone", "Rifabutin"), ("dexamethasone", "ritonavir"),
        ("etoposide", "primidone"), ("rituximab", "plasma exchanges daily"), ("anakinra", "anti-TNF since May"),
        ("intrathecal", "TMP-SMX 5 mg/kg/day"), ("dexamethasone", "Live vaccines planned"),
    ],
)  # fmt: skip
def test_an_interaction_is_seen_under_the_names_that_a_ward_writes(line: str, taken: str) -> None:
    chosen = {"line": "anakinra", "mg_per_kg_per_day": "4"} if line == "anakinra" else line
    assert "interaction" in findings(case_data(regimen=regimen(chosen), other_medicines=[taken]))
