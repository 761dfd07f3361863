"""Each item of the criteria as the form, the proof card and the paper name it, with the limits of its own file."""

from __future__ import annotations

import pytest

from hlh_desktop.domain.criteria.item_words import ItemWords, item_words, limit_words, mas_words
from tests.builders import knowledge

ITEMS = {
    "fever": ("Fever", "38.5 \N{DEGREE SIGN}C or more"),
    "splenomegaly": ("Spleen enlarged", "by hand or ultrasound"),
    "cytopenias": (
        "Cytopenia",
        "2 of 3 lines: Hb below 90 g/L; platelets below 100 \N{MULTIPLICATION SIGN} 10\u2079/L;"
        " neutrophils below 1 \N{MULTIPLICATION SIGN} 10\u2079/L",
    ),
    "triglycerides_or_fibrinogen": (
        "Triglycerides or fibrinogen",
        "fasting triglycerides 3 mmol/L, or 265 mg/dL or more; or fibrinogen 1.5 g/L or less",
    ),
    "hemophagocytosis": ("Hemophagocytosis", "in marrow, spleen, liver or node"),
    "nk_activity": ("NK activity low or absent", "as the laboratory words it"),
    "ferritin": ("Ferritin", "500 microgram/L or more"),
    "scd25": ("Soluble CD25", "2,400 U/mL or more, by the assay in U/mL only"),
}


def plain_blanks(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_of_hlh_2004_has_its_name_its_title_and_its_limit(name: str) -> None:
    found = item_words(name, knowledge().criteria, knowledge().wording)
    assert (found.name, found.title, plain_blanks(found.rule)) == (name, *ITEMS[name])


def test_the_hemoglobin_of_a_newborn_has_a_limit_of_its_own() -> None:
    found = item_words("cytopenias", knowledge().criteria, knowledge().wording, newborn=True)
    _, told = ITEMS["cytopenias"]
    assert plain_blanks(found.rule) == told.replace("Hb below 90 g/L", "Hb below 100 g/L (newborn)")


def test_an_item_that_is_alike_at_every_age_reads_alike_for_a_newborn() -> None:
    rules, wording = knowledge().criteria, knowledge().wording
    assert item_words("ferritin", rules, wording, newborn=True) == item_words("ferritin", rules, wording)
    assert isinstance(item_words("ferritin", rules, wording), ItemWords)


def test_a_limit_is_told_in_every_unit_in_which_it_was_published() -> None:
    triglycerides = knowledge().criteria.limits.triglycerides
    three = triglycerides.model_copy(update={"values": {**triglycerides.values, "g/L": 3}})
    said = plain_blanks(limit_words(three, knowledge().wording))
    assert said == "3 mmol/L, or 265 mg/dL, or 3 g/L or more"


def test_mas_2016_is_one_sentence_with_ferritin_and_its_four_others() -> None:
    found = mas_words(knowledge().criteria, knowledge().catalogue, knowledge().wording)
    assert plain_blanks(found) == (
        "a febrile child with known or suspected sJIA: ferritin above 684 microgram/L, and 2 of 4:"
        " Platelets 181 \N{MULTIPLICATION SIGN} 10\u2079/L or less; AST above 48 U/L;"
        " Triglycerides above 1.76 mmol/L, or 156 mg/dL; Fibrinogen (Clauss) 3.6 g/L or less"
    )
