"""How a plan stands is said on each of its pages, and only what may be signed by hand has a line for it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from hlh_desktop.report import standing
from hlh_desktop.report.codes import LEAST
from hlh_desktop.report.plan_pdf import Draft, Paper, Signed, Superseded, to_bytes
from hlh_desktop.report.sheet import Sheet
from tests.builders import case_data, knowledge, plan, regimen
from tests.report.sheets import BUSY, UNDECIDED, YEAR, printing, texts

if TYPE_CHECKING:
    from hlh_desktop.report.printing import Standing

SEAL = "9F3A-61C8-04D2"
SIGNED = Signed(2, "Dr A. Example", datetime(2026, 11, 22, 6, 50), "2026.11-1", SEAL)
BY_TWO = replace(SIGNED, second="Dr B. Other")
ENDED = Superseded(SIGNED, 3, datetime(2026, 12, 2, 16, 20))
STANDINGS: dict[str, Standing] = {"draft": Draft(7), "signed": SIGNED, "two": BY_TWO, "superseded": ENDED}
FIELD = "printed name role date time signature"
FILLED = "printed name {} role prescriber date 22 Nov 2026 time 06:50 signature"


def pages(how: Standing, data: dict[str, Any] = BUSY, paper: Paper = "A4", *, training: bool = False) -> list[str]:
    """The text of each page, its lines joined; the same paper is printed once a test run."""
    return list(_pages(how, json.dumps(data), paper, training))


@cache
def _pages(how: Standing, data: str, paper: Paper, training: bool) -> tuple[str, ...]:
    asked = replace(printing(paper), standing=how, training=training)
    return tuple(" ".join(page.split()) for page in texts(to_bytes(plan(json.loads(data)), knowledge(), asked)))


def everywhere(found: list[str], *wanted: str) -> None:
    for number, page in enumerate(found, 1):
        assert [item for item in wanted if item not in page] == [], number


def nowhere(found: list[str], *unwanted: str) -> None:
    for number, page in enumerate(found, 1):
        assert [item for item in unwanted if item in page] == [], number


@pytest.mark.parametrize("data", [BUSY, YEAR, UNDECIDED], ids=["busy", "year", "undecided"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_page_of_a_signed_plan_says_so(data: dict[str, Any], paper: Paper) -> None:
    found = pages(SIGNED, data, paper)
    everywhere(
        found, ", version 2", f"Seal {SEAL}", "Version 2, signed 22 Nov 2026 06:50 by Dr A. Example.",
        "Valid until a later version replaces it; weigh again by ", "Printed Sun 22 Nov 2026 07:05 by ",
        f"Knowledge edition {knowledge().edition}: DRAFT, no local clinician has signed it.",
        "Decision support. The prescriber decides",
    )  # fmt: skip
    nowhere(found, "SUPERSEDED", "DRAFT:", "Seal none", "TRAINING")


@pytest.mark.parametrize("data", [BUSY, UNDECIDED], ids=["busy", "undecided"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_page_of_a_superseded_plan_says_what_replaced_it_and_when(data: dict[str, Any], paper: Paper) -> None:
    everywhere(
        pages(ENDED, data, paper),
        "SUPERSEDED by version 3, signed 2 Dec 2026 16:20. Do not give from this page.",
        "Version 2, signed 22 Nov 2026 06:50 by Dr A. Example. It ended 2 Dec 2026 16:20, when version 3 was signed.",
        f"Seal {SEAL}", ", version 2",
    )  # fmt: skip
    nowhere(pages(ENDED, data, paper), "Valid until", "DRAFT:")


def test_every_page_of_a_draft_of_the_program_says_so() -> None:
    found = pages(Draft(7))
    everywhere(
        found, ", DRAFT 7", "Seal none: draft", "DRAFT: not signed. Nothing may be prepared or given from this page.",
        "DRAFT 7, not signed.", "Weigh again by 28 Nov 2026.",
    )  # fmt: skip
    nowhere(found, "Version ", "Valid until")


def test_a_draft_of_the_program_has_no_line_for_a_signature() -> None:
    found = pages(Draft(7))
    nowhere(found, FIELD, "Pharmacist", "Nurse 1", "signature .....", "on its last page", "by hand")
    assert "Protocol data are not clinically approved" in found[-1]
    assert any(page.count("INTRATHECAL") >= 6 for page in found)


def test_a_draft_of_the_command_line_is_still_signed_by_hand() -> None:
    found = pages(Draft())
    assert found[-1].count(FIELD) == 4
    assert any("signature ....." in page for page in found)
    everywhere(found, "before it is signed on its last page")


def test_a_signed_plan_has_its_prescriber_filled_in_and_lines_for_pharmacist_and_nurses() -> None:
    last = pages(SIGNED)[-1]
    for word in ("1 Prescriber", "2 Pharmacist", "3 Nurse 1", "4 Nurse 2"):
        assert word in last
    assert last.count("SIGNED IN THE RECORD") == 1
    assert FILLED.format("Dr A. Example") in last
    assert last.count(FIELD) == 3
    assert "version 2 only, its 9 orders and 113 doses of edition" in last
    assert f"plan version 2, seal {SEAL}" in last


def test_where_two_signed_both_stand_there() -> None:
    last = pages(BY_TWO)[-1]
    assert last.count("SIGNED IN THE RECORD") == 2
    assert FILLED.format("Dr B. Other") in last
    assert "2 Second prescriber" in last
    assert "5 Nurse 2" in last
    everywhere(pages(BY_TWO), "by Dr A. Example and Dr B. Other.")


def test_a_superseded_plan_is_signed_by_nobody_any_more() -> None:
    last = pages(ENDED)[-1]
    assert "SIGNED IN THE RECORD" in last
    assert "Pharmacist" not in last
    assert "If a signature is refused" not in last
    assert "Its place was taken by version 3 on 2 Dec 2026 16:20" in last
    assert not re.search(r"signature( |$)", last)
    nowhere(pages(ENDED), "signature .....")


def test_a_plan_of_options_says_that_a_signature_orders_nothing() -> None:
    assert "This sheet orders nothing." in pages(SIGNED, UNDECIDED)[-1]


@pytest.mark.parametrize("how", [*STANDINGS.values(), Draft()], ids=[*STANDINGS, "by hand"])
def test_a_training_ward_is_named_on_every_page(how: Standing) -> None:
    everywhere(pages(how, training=True), "TRAINING: an example, not a patient.")
    nowhere(pages(how), "TRAINING")


@pytest.mark.parametrize("how", STANDINGS.values(), ids=STANDINGS)
def test_a_long_name_and_every_standing_keep_their_pages_complete(how: Standing) -> None:
    data = case_data(
        patient={"family_name": "Müller-" * 8 + "Żak", "given_name": "Ana", "allergies": ["penicillin"] * 14},
        regimen=regimen("etoposide", "dexamethasone", "intrathecal", protocol="hlh-2004"),
    )
    signer = "Prof. Dr. Maximiliana-Theodora von und zu Beispielhausen-Musterstadt"
    long = replace(BY_TWO, by=signer, second=signer[::-1])
    how = {SIGNED: long, BY_TWO: long, ENDED: replace(ENDED, signed=long)}.get(how, how)
    found = pages(how, data, "Letter", training=True)
    everywhere(found, "No. T1", "born ", "Allergies ", "TRAINING", standing_word(how))
    for number, page in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in page


def standing_word(how: Standing) -> str:
    return standing.word(Sheet(plan(case_data()), knowledge(), replace(printing(), standing=how)))


@pytest.mark.parametrize("how", STANDINGS.values(), ids=STANDINGS)
def test_the_outlined_word_is_there_only_where_a_plan_does_not_stand(how: Standing) -> None:
    sheet = Sheet(plan(BUSY), knowledge(), replace(printing(), standing=how))
    mark = {"Draft": "DRAFT", "Superseded": "SUPERSEDED", "Signed": ""}[type(how).__name__]
    assert standing.mark(sheet) == mark
    document = pypdfium2.PdfDocument(to_bytes(sheet.plan, knowledge(), sheet.printing))
    words = [page.get_textpage().get_text_range() for page in document]
    document.close()
    if mark:
        assert all(re.search(rf"^{mark}\r?$", page, re.MULTILINE) for page in words)


def test_what_is_scanned_is_version_and_seal_in_capitals_and_figures() -> None:
    def scan(how: Standing) -> str:
        return standing.scan(Sheet(plan(BUSY), knowledge(), replace(printing(), standing=how)))

    assert scan(SIGNED) == scan(ENDED) == f"V2:{SEAL}"
    assert re.fullmatch(r"[0-9A-Z:-]+", scan(SIGNED))
    assert scan(Draft(7)) == scan(Draft()) == ""
    assert LEAST >= 12.5 / 25.4 * 72


def test_only_a_plan_with_a_seal_has_a_code() -> None:
    def dark(how: Standing) -> int:
        """Dark points in the corner of the foot where the code stands."""
        file = to_bytes(plan(case_data()), knowledge(), replace(printing(), standing=how))
        document = pypdfium2.PdfDocument(file)
        image = document[0].render(scale=2, grayscale=True).to_pil()
        document.close()
        left, bottom = 51 * 2, image.height - 17 * 2
        corner = image.crop((left, bottom - 45 * 2, left + 34 * 2, bottom))
        return sum(1 for point in corner.tobytes() if point < 128)

    assert dark(SIGNED) > 1500 > dark(Draft(7))


def test_the_file_is_named_by_its_standing() -> None:
    def about(how: Standing) -> dict[str, str]:
        document = pypdfium2.PdfDocument(to_bytes(plan(BUSY), knowledge(), replace(printing(), standing=how)))
        found: dict[str, str] = document.get_metadata_dict()
        document.close()
        return found

    assert "version 2" in about(SIGNED)["Title"]
    assert about(SIGNED)["Subject"] == "Treatment plan, version 2"
    assert "DRAFT 7" in about(Draft(7))["Title"]
    assert about(Draft(7))["Subject"] == "Treatment plan, draft"


@pytest.mark.parametrize("how", STANDINGS.values(), ids=STANDINGS)
def test_the_same_printing_gives_the_same_bytes(how: Standing) -> None:
    asked = replace(printing(), standing=how, training=True)
    one, other = (hashlib.sha256(to_bytes(plan(BUSY), knowledge(), asked)).hexdigest() for _ in range(2))
    assert one == other
