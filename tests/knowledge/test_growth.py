"""Reading resources/growth: the shipped folder is understood, whatever is wrong in a copy is refused."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from hlh_desktop.domain.growth.tables import lms_at
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.knowledge.growth import load

SHIPPED = Path(__file__).parents[2] / "resources" / "growth"
WEIGHT = "who-weight-for-age.csv"
HEIGHT = "who-weight-for-height.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "growth"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path) -> KnowledgeError:
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    return caught.value


def test_the_shipped_folder_is_understood():
    growth = load(SHIPPED)
    assert growth.edition == "2026-11"
    assert growth.limits.weight_z.hard_high.value == 8
    assert growth.tables.who_weight_for_age.male.at[-1] == 730


def test_ages_in_months_become_exact_days():
    table = load(SHIPPED).tables.cdc_weight_for_age
    assert (table.female.at[0], table.female.at[-1]) == (Decimal("730.5"), Decimal(7305))
    assert lms_at(table.male, Decimal("745.71875")).m == Decimal("12.74154396")


def test_limits_are_read_exactly():
    limits = load(SHIPPED).limits
    assert limits.hint.pounds.value == Decimal("2.2046")
    assert limits.weight_range.low.value == Decimal("0.3")


def test_every_table_says_where_it_comes_from():
    for path in SHIPPED.glob("*.csv"):
        heading = path.read_text(encoding="utf-8").splitlines()[:2]
        assert heading[1].startswith("# Acknowledgement: "), path.name
        assert f'"{path.name}"' in (SHIPPED / "sources.toml").read_text(encoding="utf-8")


def test_knowledge_cannot_be_changed_after_loading():
    growth = load(SHIPPED)
    with pytest.raises(ValueError, match="frozen"):
        growth.edition = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        growth.tables.who_weight_for_age.male.rows = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("limits.toml", "schema = 1", "schema = 2", "schema"),
        ("limits.toml", "schema = 1", "", "schema"),
        ("limits.toml", "[young]", "[yuong]", "young"),
        ("limits.toml", "[young]", "[young]\nsurplus = 1", "young.surplus"),
        (
            "limits.toml",
            'percent = { value = 10, source = "D5.2"',
            "percent = { value = 10",
            "weight_change.0.percent.source",
        ),
        ("limits.toml", '"M" }', '"X" }', "age.term_weeks.evidence"),
        ("limits.toml", "hard_high = { value = 8", "hard_high = { value = 3", "weight_z"),
        ("limits.toml", "hard_high = { value = 5", "hard_high = { value = 3.5", "height_z"),
        ("limits.toml", "high = { value = 300", "high = { value = 0.3", "weight_range"),
        ("limits.toml", "low = { value = 20", "low = { value = 2", "height_range"),
        ("limits.toml", "soft_high_older = { value = 38", "soft_high_older = { value = 33", "bmi"),
        ("limits.toml", "days = { value = 7", "days = { value = 70", "weight_change"),
        ("limits.toml", "below_weeks = { value = 32", "below_weeks = { value = 38", "correction"),
        ("limits.toml", "restricted_to = { value = 2", "restricted_to = { value = 3", "z"),
        ("limits.toml", "schema = 1", "schema = 1\nschema = 1", ""),
        ("sources.toml", "[cdc_weight_for_age]", "[cdc_weight]", "cdc_weight_for_age"),
        ("sources.toml", 'evidence = "R"', 'evidence = "R"\nnote = "x"', "who_weight_for_age.note"),
        ("sources.toml", WEIGHT, "missing.csv", ""),
        (WEIGHT, "sex,days,", "sex,cm,", "line 4"),
        (HEIGHT, "sex,cm,", "sex,days,", "line 4"),
        (WEIGHT, "female,1,", "female,0,", "line 6"),
        (WEIGHT, "female,2,", "female,0.5,", "line 7"),
        (WEIGHT, "female,1,", "girl,1,", "line 6"),
        (WEIGHT, "female,1,0.3259,", "female,1,", "line 6"),
        (WEIGHT, "female,1,0.3259,3.1957", "female,1,0.3259,NaN", "line 6"),
        (WEIGHT, "female,1,0.3259,3.1957", "female,1,0.3259,0", "line 6"),
        (WEIGHT, "female,1,0.3259,3.1957,0.14578", "female,1,0.3259,3.1957,0", "line 6"),
        (WEIGHT, "female,1,0.3259,3.1957,0.14578", "female,1,4,3.1957,0.14578", "line 6"),
        (WEIGHT, "female,0,", "female,-1,", "line 5"),
    ],
)
def test_what_is_not_fully_understood_is_refused_with_file_and_place(folder, file, old, new, key):
    change(folder, file, old, new)
    error = refusal(folder)
    assert error.file in {file, "missing.csv"}
    assert error.key == key
    assert error.reason
    assert error.file in str(error)
    assert error.key in str(error)


def test_a_table_of_one_sex_is_refused(folder):
    lines = (folder / WEIGHT).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / WEIGHT).write_text("".join(line for line in lines if not line.startswith("male")), encoding="utf-8")
    assert refusal(folder).key == "sex"


def test_sexes_with_different_rows_are_refused(folder):
    lines = (folder / WEIGHT).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / WEIGHT).write_text("".join(lines[:-1]), encoding="utf-8")
    assert refusal(folder).key == "sex"


def test_an_empty_table_and_a_missing_folder_are_refused(folder):
    (folder / WEIGHT).write_text("# nothing\n", encoding="utf-8")
    assert refusal(folder).file == WEIGHT
    assert refusal(folder / "nowhere").file == "limits.toml"


def test_a_file_that_is_not_text_is_refused(folder):
    (folder / WEIGHT).write_bytes(b"\xff\xfe\x00")
    assert refusal(folder).file == WEIGHT
