"""Loading the knowledge: what is there, and each kind of damage refused with file, key and reason."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.knowledge import growth
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.knowledge.load import load
from tests.builders import ROOT, knowledge

if TYPE_CHECKING:
    from pathlib import Path

RESOURCES = ROOT / "resources"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The resources, to be damaged; growth tables have tests of their own and are read once."""
    known = knowledge().growth
    monkeypatch.setattr(growth, "load", lambda _: known)
    return shutil.copytree(RESOURCES, tmp_path / "resources", ignore=shutil.ignore_patterns("fonts", "growth", "cases"))


def refusal(folder: Path) -> KnowledgeError:
    with pytest.raises(KnowledgeError) as found:
        load(folder)
    return found.value


def test_it_loads_and_is_frozen() -> None:
    found = knowledge()
    assert list(found.protocols) == ["hlh-94", "hlh-2004", "none"]
    assert len(found.catalogue) == 46
    assert found.edition == "2026.11-3"
    with pytest.raises(ValueError, match="frozen"):
        found.alerts["hyponatremia"].level = "critical"  # type: ignore[misc]


def test_the_newest_edition_names_the_whole(folder: Path) -> None:
    path = folder / "tasks.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026.11-3", "2026.12-3"), encoding="utf-8")
    assert load(folder).edition == "2026.12-3"


# Each damage: file, what stands there, what is put in its place; then file, key and reason of the refusal.
DAMAGE: dict[str, tuple[str, str, str, str, str, str]] = {
    "unknown key": (
        "alerts/indicators.toml", 'text.en = "Sodium', 'colour = "red"\ntext.en = "Sodium',
        "alerts/indicators.toml", "alerts.hyponatremia.colour", "Extra inputs",
    ),
    "unknown key beside the table": (
        "tasks.toml", "[tasks.icu_called]", "[task.icu_called]",
        "resources/tasks.toml", "task", "not known",
    ),
    "unknown key of a protocol": (
        "protocols/none.toml", "named = false", "namd = false",
        "protocols/none.toml", "namd", "Extra inputs",
    ),
    "a steroid by two routes that does not say how its doses compare": (
        "formulary/methylprednisolone.toml",
        '[route_note]\ntext.en = "By mouth and into a vein the dose is the same, 1 to 1, in mg of methylprednisolone. '
        'Nothing is converted by the program."\ncites = ["APP M"]\n', "",
        "formulary", "methylprednisolone.route_note", "how its doses compare",
    ),
    "duplicate key": (
        "renal.toml", "below_years = 18", "below_years = 18\nbelow_years = 19",
        "resources/renal.toml", "below_years", "Cannot overwrite a value",
    ),
    "missing key": (
        "renal.toml", "from_years = 1\n", "",
        "resources/renal.toml", "from_years", "Field required",
    ),
    "missing number of a rule": (
        "alerts/cause.toml", 'numbers = { years = "2", days = "2" }', 'numbers = { years = "2" }',
        "alerts", "watchful_waiting_conditions.numbers", "expected days, years",
    ),
    "missing sentence": (
        "alerts/cause.toml", "texts.leishmania.en =", "texts.malaria.en =",
        "alerts", "trigger_treatment_missing.texts", "expected EBV, leishmania",
    ),
    "missing limit": (
        "alerts/indicators.toml", "platelets_with_bleeding =", "platelets_in_blood =",
        "alerts", "escalation_review.limits", "platelets_with_bleeding",
    ),
    "wrong type": (
        "renal.toml", "from_years = 1", 'from_years = "one"',
        "resources/renal.toml", "from_years", "valid integer",
    ),
    "wrong type of a number": (
        "alerts/indicators.toml", 'values = { "s" = "44.35" }', 'values = { "s" = "high" }',
        "alerts/indicators.toml", "alerts.aptt_above_44_35.limit.values.s", "valid decimal",
    ),
    "unknown source": (
        "alerts/indicators.toml", 'cites = ["D51 R"]', 'cites = ["D99 R"]',
        "alerts", "platelets_below_30.cites.0", "source D99 is not listed",
    ),
    "unknown evidence": (
        "alerts/indicators.toml", 'cites = ["D51 R"]', 'cites = ["D51 X"]',
        "alerts/indicators.toml", "alerts.platelets_below_30.cites.0.evidence",
        "Input should be 'R', 'S', 'M' or 'APP'",
    ),
    "evidence above its source": (
        "protocols/hlh-94.toml", '"T7 S"]\nbands', '"T7 R"]\nbands',
        "protocols", "hlh-94.lines.intrathecal.cites.2", "R is more than was seen of T7",
    ),
    "no source": (
        "alerts/indicators.toml", 'cites = ["D51 R"]', "cites = []",
        "alerts", "platelets_below_30.cites", "expected a source",
    ),
    "no row of the article": (
        "alerts/indicators.toml", 'statements = ["S42"]', 'statements = ["S63"]',
        "alerts", "platelets_below_30", "S63 is no row of the article",
    ),
    "unknown analyte": (
        "criteria/mas-2016.toml", 'analyte = "ast"', 'analyte = "asat"',
        "criteria", "mas_2016.others.1", "analyte asat is not in the catalogue",
    ),
    "unknown unit": (
        "criteria/hlh-2004.toml", '"ug/L" = "500"', '"ng/L" = "500"',
        "criteria", "limits.ferritin.values", "a unit that the catalogue does not list",
    ),
    "a limit that starts with another unit": (
        "criteria/hlh-2004.toml", '{ "mmol/L" = "3.0", "mg/dL" = "265" }', '{ "mg/dL" = "265", "mmol/L" = "3.0" }',
        "criteria", "limits.triglycerides.values", "the first unit must be the canonical one",
    ),
    "unknown unit of a band": (
        "alerts/indicators.toml", '"mg/dL" = "0.8"', '"mg/l" = "0.8"',
        "alerts", "creatinine_high.bands.0.value", "a unit that the catalogue does not list",
    ),
    "a band that swallows the others": (
        "alerts/indicators.toml", "{ below_months = 1, value", "{ value",
        "alerts", "creatinine_high.bands", "ages must rise",
    ),
    "bands that leave a sex out": (
        "alerts/indicators.toml", '  { sex = "male", value = { "U/L" = "40" } },\n', "",
        "alerts", "ast_high.bands", "both sexes",
    ),
    "an eighth indicator": (
        "alerts/laboratory.toml", "[alerts.unit_refused]\n", "[alerts.unit_refused]\nindicator = true\n",
        "alerts", "unit_refused.indicator", "seven",
    ),
    "a rule about an unknown line": (
        "alerts/medicines.toml", 'lines = ["cotrimoxazole"]', 'lines = ["co-trimoxazole"]',
        "alerts", "cotrimoxazole_under_2_months.lines", "expected lines",
    ),
    "a spelling of nothing": (
        "laboratory.toml", '"°C" = "Cel"', '"°C" = "Celsius"',
        "resources/laboratory.toml", "temp.spellings.°C", "a listed unit",
    ),
    "a spelling that shadows a unit": (
        "laboratory.toml", '"°C" = "Cel"', '"[degF]" = "Cel"',
        "resources/laboratory.toml", "temp.spellings.[degF]", "a listed unit and is none itself",
    ),
    "a usual range outside what can be": (
        "laboratory.toml", 'reject = ["5", "80"]', 'reject = ["15", "80"]',
        "resources/laboratory.toml", "alb.warn", "within",
    ),
    "unknown drug": (
        "formulary/rituximab.toml", 'drug = "rituximab"', 'drug = "rituximap"',
        "protocols", "hlh-94.rituximab", "drug rituximap is not in the formulary",
    ),
    "unknown clock": (
        "protocols/hlh-94.toml", 'clock = "steroid"', 'clock = "steroids"',
        "protocols", "hlh-94.dexamethasone", "no clock times of steroids",
    ),
    "a clock of too few times": (
        "ward.toml", '"2" = ["08:00", "20:00"]', '"2" = ["08:00"]',
        "resources/ward.toml", "clock.2", "as many times",
    ),
    "no clock for so many doses": (
        "ward.toml", '"4" = ["00:00", "06:00", "12:00", "18:00"]', "",
        "protocols", "hlh-94.aciclovir.doses_per_day", "4 doses a day",
    ),
    "unknown parameter": (
        "formulary/rituximab.toml", 'count = "doses"', 'count = "dose"',
        "protocols", "hlh-94.rituximab", "dose is no parameter",
    ),
    "unknown choice": (
        "formulary/emapalumab.toml", 'when = { label = "primary" }', 'when = { label = "primry" }',
        "protocols", "hlh-94.emapalumab.steps.0.when", "primry is no choice of label",
    ),
    "a default outside its range": (
        "formulary/rituximab.toml", "default = 4", "default = 5",
        "protocols", "hlh-94.rituximab.parameters.doses.default", "outside its own range",
    ),
    "no default": (
        "formulary/rituximab.toml", ", default = 4", "",
        "protocols", "hlh-94.rituximab.parameters.doses.default", "required",
    ),
    "no upper end": (
        "formulary/rituximab.toml", 'at_most = "4", ', "",
        "protocols", "hlh-94.rituximab.parameters.doses", "a range",
    ),
    "a gap between bands of weight": (
        "formulary/ruxolitinib.toml", 'above = "10", up_to', 'above = "12", up_to',
        "protocols", "hlh-94.ruxolitinib.steps.weight", "exactly one band",
    ),
    "bands of weight that overlap": (
        "formulary/tocilizumab.toml", 'at_least = "30"', 'at_least = "29"',
        "protocols", "hlh-94.tocilizumab.steps.weight", "exactly one band",
    ),
    "an intrathecal band without a drug": (
        "protocols/hlh-94.toml", '{ methotrexate = "8", prednisolone = "6" }', '{ methotrexate = "8" }',
        "protocols", "hlh-2004.intrathecal.bands.mg", "each drug",
    ),
    "unknown fact": (
        "options.toml", 'when = { pathogen = ["EBV"] }', 'when = { germ = ["EBV"] }',
        "resources/options.toml", "rituximab.cases.2", "germ is no fact",
    ),
    "unknown value of a fact": (
        "options.toml", 'when = { cns = ["progressive"] }', 'when = { cns = ["progresive"] }',
        "resources/options.toml", "intrathecal.cases.0", "another value of cns",
    ),
    "rule without entry": (
        "alerts/cause.toml", "[alerts.cns_monitoring]", "[alerts.cns_monitored]",
        "alerts", "cns_monitored", "no rule",
    ),
    "entry without rule": (
        "tasks.toml", "[tasks.brain_mri]", "[tasks.a_brain_mri]",
        "resources/tasks.toml", "a_brain_mri", "no rule of this code",
    ),
    "wrong schema": (
        "alerts/indicators.toml", "hlh-alerts/1", "hlh-alerts/2",
        "alerts/indicators.toml", "schema", "expected hlh-alerts/1",
    ),
    "no edition": (
        "protocols/none.toml", 'edition = "2026.11-1"\n', "",
        "protocols/none.toml", "edition", "expected words",
    ),
    "empty edition": (
        "renal.toml", '"2026.11-1"', '""',
        "resources/renal.toml", "edition", "expected words",
    ),
    "broken TOML": (
        "ward.toml", "[clock]", "[clock",
        "resources/ward.toml", "[clock", "Expected ']'",
    ),
    "wrong language": (
        "wording/en.toml", 'language = "en"', 'language = "fr"',
        "wording/en.toml", "language", "expected en",
    ),
    "no words in the language": (
        "tasks.toml", 'text.en = "Weekly:', 'text.fr = "Weekly:',
        "resources/tasks.toml", "labs_weekly.text", "expected words in en",
    ),
    "a sentence that is a number": (
        "wording/en.toml", 'metres = "Metres? "', "metres = 1",
        "wording/en.toml", "hint.metres", "one sentence",
    ),
    "criteria that nobody knows": (
        "criteria/mas-2016.toml", 'id = "mas_2016"', 'id = "mas_2026"',
        "criteria", "mas_2016", "this file is missing",
    ),
    "unknown item": (
        "criteria/hlh-2024.toml", '"ferritin", "scd25"]', '"ferritine", "scd25"]',
        "criteria", "hlh_2024.items", "expected",
    ),
    "more items needed than there are": (
        "criteria/hlh-2024.toml", "need = 5", "need = 8",
        "criteria", "hlh_2024.need", "not so many items",
    ),
    "points that fall": (
        "criteria/hscore.toml", "points = 49", "points = 29",
        "criteria", "hscore.steps.temperature", "points must rise",
    ),
    "a table with a gap at its end": (
        "criteria/hscore.toml", '[240, "99"]', '[235, "99"]',
        "criteria", "hscore.probability", "must rise",
    ),
    "bands of the kidney that cross": (
        "renal.toml", 'reduce_from = "15"', 'reduce_from = "55"',
        "resources/renal.toml", "", "must rise",
    ),
    "a drug under another file's name": (
        "formulary/rituximab.toml", 'name = "rituximab"', 'name = "rituximab2"',
        "formulary/rituximab.toml", "name", "the name of its file",
    ),
    "a pair of one": (
        "interactions.toml", 'second = ["fluconazole"]', "second = []",
        "resources/interactions.toml", "1", "two groups",
    ),
    "an indicator without a limit": (
        "alerts/indicators.toml", 'limit = { analyte = "na", op = "<", values = { "mmol/L" = "135" } }', "",
        "alerts", "hyponatremia.limit", "expected limits",
    ),
    "an analyte without its own unit": (
        "laboratory.toml", '{ "index" = "1", "1" = "1", "ODI" = "1" }', '{ "index" = "2", "ODI" = "2" }',
        "resources/laboratory.toml", "gm.units", "one unit must be the canonical one",
    ),
    "a reason without a sentence": (
        "laboratory.toml", '{ "g/L" = "unit_grams_of_cells" }', '{ "g/L" = "unit_grams" }',
        "resources/laboratory.toml", "plt.unit_reasons.g/L", "by its sentence",
    ),
    "a range upside down": (
        "laboratory.toml", 'reject = ["90", "210"]', 'reject = ["210", "90"]',
        "resources/laboratory.toml", "na.reject", "must rise",
    ),
    "more of four than four": (
        "criteria/mas-2016.toml", "need = 2", "need = 5",
        "criteria", "mas_2016.need", "not so many",
    ),
    "an item of the score by another name": (
        "criteria/hscore.toml", "ast = [", "asat = [",
        "criteria", "hscore.steps", "expected temperature, ferritin",
    ),
    "points by a word": (
        "criteria/hscore.toml", '{ "1" = 23,', '{ one = 23,',
        "criteria", "hscore.organomegaly", "points by a count",
    ),
    "a kidney without an analyte": (
        "renal.toml", 'analyte = "crea"', 'analyte = "creatinine"',
        "resources/renal.toml", "factors", "this analyte is not in the catalogue",
    ),
    "a kidney in an unknown unit": (
        "renal.toml", '"mg/dL" = "0.413"', '"mg/dl" = "0.413"',
        "resources/renal.toml", "factors", "a unit that the catalogue does not list",
    ),
    "a factor above the full dose": (
        "renal.toml", 'proposed_factor = "0.75"', 'proposed_factor = "1.75"',
        "resources/renal.toml", "proposed_factor", "a part of 1",
    ),
    "a range by another name": (
        "ward.toml", "temperature_c =", "temperature =",
        "resources/ward.toml", "ranges", "expected bsa_m2, gestation_weeks, temperature_c",
    ),
    "an unknown cumulative drug": (
        "ward.toml", 'cumulative_drug = "etoposide"', 'cumulative_drug = "etoposid"',
        "resources/ward.toml", "cumulative_drug", "not in the formulary",
    ),
    "a first drug that is in no formulary": (
        "ward.toml", 'first_drugs = ["etoposide"', 'first_drugs = ["etoposid"',
        "resources/ward.toml", "first_drugs", "drugs of the formulary",
    ),
    "weeks that fall": (
        "ward.toml", "[8, 40, 52]", "[8, 52, 40]",
        "resources/ward.toml", "plan_weeks", "weeks must rise",
    ),
    "words that are never found": (
        "ward.toml", '"work-up pending"', '"Work-up pending"',
        "resources/ward.toml", "pending", "small letters",
    ),
    "a question that a rule asks": (
        "ward.toml", '"bleeding"', '"bleeds"',
        "resources/ward.toml", "questions", "bleeding among them",
    ),
    "a step without days": (
        "formulary/emapalumab.toml", "days = [{ listed = [1] }]", "days = []",
        "protocols", "hlh-94.emapalumab.steps", "their days",
    ),
    "a step for every choice beside one for some": (
        "formulary/emapalumab.toml", 'when = { label = "primary" }\n', "",
        "protocols", "hlh-94.emapalumab.steps.when", "the same parameters",
    ),
    "intrathecal bands that leave out the infant": (
        "protocols/hlh-94.toml", "{ from_years = 0,", "{ from_years = -1,",
        "protocols", "hlh-94.intrathecal.bands", "rise from 0",
    ),
    "intrathecal doses by an unknown parameter": (
        "protocols/hlh-94.toml", 'days = { first = 1, every = 7, count = "doses" }',
        'days = { first = 1, every = 7, count = "dose" }',
        "protocols", "hlh-94.intrathecal.days.count", "dose is no parameter",
    ),
    "one amount for every weight beside bands": (
        "formulary/ruxolitinib.toml", 'weight = { up_to = "10" }, ', "",
        "protocols", "hlh-94.ruxolitinib.steps.weight", "exactly one band",
    ),
    "a choice without choices": (
        "formulary/anakinra.toml", 'choices = ["subcutaneous", "intravenous"], ', "",
        "protocols", "hlh-94.anakinra.parameters.route", "expected choices",
    ),
    "an option's case that is never reached": (
        "options.toml", 'when = { kind = ["rheumatic"], course = ["stable"] }\n', "",
        "resources/options.toml", "hlh-2004.cases.1", "never reached",
    ),
    "extends nothing": (
        "protocols/none.toml", 'extends = "hlh-94"', 'extends = "hlh-95"',
        "protocols/none.toml", "extends", "no protocol",
    ),
    "extends what extends": (
        "protocols/none.toml", 'extends = "hlh-94"', 'extends = "hlh-2004"',
        "protocols/none.toml", "extends", "no protocol",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_refused_with_file_key_and_reason(folder: Path, name: str) -> None:
    file, old, new, where, key, reason = DAMAGE[name]
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, "the damage finds nothing to damage"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = refusal(folder)
    assert (found.file, found.key) == (where, key), found
    assert reason in found.reason, found
    assert str(found) == (f"{where}: {key}: {found.reason}" if key else f"{where}: {found.reason}")


@pytest.mark.parametrize(
    ("file", "key"),
    [(name, "") for name in ("ward.toml", "renal.toml", "sources.toml", "laboratory.toml", "tasks.toml", "options.toml",
                             "interactions.toml", "alerts/cause.toml")]
    + [("criteria/hlh-2024.toml", "hlh_2024"), ("criteria/hscore.toml", "hscore")],
)  # fmt: skip
def test_a_missing_file_is_named(folder: Path, file: str, key: str) -> None:
    (folder / file).unlink()
    found = refusal(folder)
    assert found.key == key
    assert found.file == ("criteria" if key else file if "/" in file else f"resources/{file}")


def test_a_missing_drug_or_protocol_is_named(folder: Path) -> None:
    (folder / "formulary" / "etoposide.toml").unlink()
    assert refusal(folder).reason == "drug etoposide is not in the formulary"
    (folder / "protocols" / "hlh-94.toml").unlink()
    assert refusal(folder).reason == "hlh-94 is no protocol that can be extended"


def test_a_protocol_without_lines_and_a_folder_without_sentences_are_refused(folder: Path) -> None:
    head = 'schema = "hlh-protocol/1"\nedition = "1"\nid = "empty"\ntitle = "empty"\ncites = ["T1 R"]\n'
    (folder / "protocols" / "empty.toml").write_text(head, encoding="utf-8")
    assert refusal(folder).reason == "a protocol without lines"
    for path in (folder / "wording").iterdir():
        path.unlink()
    assert refusal(folder).reason == "there is no sentence"


def test_text_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "renal.toml").write_bytes(b"\xff\xfe")
    assert refusal(folder).file == "resources/renal.toml"


def test_a_line_or_a_sentence_that_stands_in_two_files_is_refused(folder: Path) -> None:
    path = folder / "formulary" / "rituximab.toml"
    other = folder / "formulary" / "anakinra.toml"
    text = path.read_text(encoding="utf-8")
    other.write_text(other.read_text(encoding="utf-8").replace("line.anakinra", "line.rituximab"), encoding="utf-8")
    found = refusal(folder)
    assert (found.file, found.key, found.reason) == (
        "formulary/rituximab.toml", "line.rituximab", "this line stands in two files",
    )  # fmt: skip
    shutil.copy(RESOURCES / "formulary" / "anakinra.toml", other)
    path.write_text(text, encoding="utf-8")
    shutil.copy(folder / "wording" / "en.toml", folder / "wording" / "more.toml")
    assert refusal(folder).reason == "expected one sentence of its own"


def test_a_further_file_of_criteria_is_refused(folder: Path) -> None:
    text = (folder / "criteria" / "mas-2016.toml").read_text(encoding="utf-8")
    (folder / "criteria" / "new.toml").write_text(text, encoding="utf-8")
    assert refusal(folder).reason == "expected an id of its own"
    (folder / "criteria" / "new.toml").write_text(text.replace("mas_2016", "new"), encoding="utf-8")
    assert refusal(folder).reason == "these criteria are not known"
