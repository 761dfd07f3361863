"""A user's words are printed as they stand: no markup, no lost name, no crash, whatever was typed."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from tests.builders import case_data, regimen
from tests.report.sheets import printed
from tests.report.test_every_page import complete

NASTY = 'O\'Neil <b>&amp; </b> <font size=40> "x" 100% {name} %s <br/> &#65;'
LONG = "Wolfeschlegelsteinhausenbergerdorff"


def named(family: str, **patient: Any) -> dict[str, Any]:
    return case_data(patient={"family_name": family, "given_name": "Ana", **patient}, regimen=regimen("etoposide"))


def test_a_name_that_looks_like_markup_is_printed_as_it_stands() -> None:
    sheet = printed(named(NASTY))
    for page in sheet.pages:
        assert NASTY.upper() in " ".join(page.split())


def test_reasons_parts_allergies_and_people_are_printed_as_they_stand() -> None:
    lines = ({"line": "etoposide", "factor": "0.75", "reason": NASTY}, {"line": "dexamethasone", "part": NASTY})
    data = named("Example", allergies=[NASTY])
    data["regimen"] = regimen(*lines, declined=[{"line": "cotrimoxazole", "reason": NASTY}])
    data["measurements"][0]["by"] = NASTY
    data["other_medicines"] = [NASTY]
    data["etiology"] = {"kind": "infection", "treatment": NASTY}
    text = " ".join(printed(data).text.split())
    assert text.count(NASTY) >= 7


@pytest.mark.parametrize("letters", ["李小龍", "محمد", "Łukasiewicz Ünïcødé", "😀", "\N{COMBINING ACUTE ACCENT}e", "ß"])
def test_letters_of_any_script_never_stop_a_print(letters: str) -> None:
    complete(printed(named(letters)), readable=False)


def test_a_long_name_wraps_and_is_not_cut() -> None:
    sheet = printed(named(f"{LONG} {LONG} {LONG}"))
    for page in sheet.pages:
        assert "".join(page.split()).count(LONG.upper()) == 3


def test_a_name_too_long_for_a_head_stands_in_full_on_the_first_page_and_says_so() -> None:
    name = " ".join([LONG] * 12)
    sheet = printed(named(name))
    assert all("(in full on page 1)" in " ".join(page.split()) for page in sheet.pages)
    assert "".join(sheet.pages[0].split()).count(LONG.upper()) == 12 + 4


def test_allergies_too_many_for_a_head_are_counted_there_and_all_stand_on_the_first_page() -> None:
    allergies = [f"allergen number {number}" for number in range(1, 61)]
    sheet = printed(named("Example", allergies=allergies))
    for page in sheet.pages:
        head = " ".join(page.partition("Seal none")[0].split())
        found = re.search(r"and (\d+) more, all on page 1", head)
        assert found is not None
        assert len(set(re.findall(r"allergen number \d+", head))) + int(found[1]) == 60
    first = " ".join(sheet.pages[0].split())
    assert all(allergy in first for allergy in allergies)


def test_a_number_of_64_letters_stands_whole_on_every_page() -> None:
    number = "M" * 64
    sheet = printed(named("Example", mrn=number))
    assert all(number in "".join(page.split()) for page in sheet.pages)


def test_very_long_reasons_go_on_over_pages_and_lose_nothing() -> None:
    reason = " ".join(f"word{number}" for number in range(3000))
    data = named("Example")
    data["regimen"] = regimen(
        {"line": "etoposide", "factor": "0.75", "reason": reason}, declined=[{"line": "rituximab", "reason": reason}]
    )
    sheet = printed(data)
    complete(sheet)
    words = set(sheet.text.replace(".", " ").split())
    assert all(f"word{number}" in words for number in range(3000))


@pytest.mark.parametrize("seed", range(8))
def test_any_printable_words_are_printed(seed: int) -> None:
    luck = random.Random(seed)
    letters = [chr(luck.randrange(32, 0x2FFFF)) for _ in range(400)]
    words = "".join(letter for letter in letters if letter.isprintable()) + "x"
    data = named(words, allergies=[words])
    data["regimen"] = regimen({"line": "etoposide", "factor": "0.5", "reason": words})
    assert printed(data).data.startswith(b"%PDF")
