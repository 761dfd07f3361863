"""The whole way of a first evening: a ward is made, a child entered, a plan decided, signed and printed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QRadioButton

from hlh_desktop import paths
from hlh_desktop.cli import run
from hlh_desktop.domain.plain import parse_moment
from hlh_desktop.ui import printing
from hlh_desktop.ui.pages import plan_paper
from hlh_desktop.ui.pages.plan_page import PlanTab
from hlh_desktop.ui.widgets.pdf_pages import PdfPages
from tests.builders import knowledge
from tests.ui import shell
from tests.ui.hands import Hand, Keys, Mouse, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ward.values import SignedPlan

pytestmark = pytest.mark.usefixtures("theme")
SECRET = "four words for us"
YES_NO = {True: "Yes", False: "No", None: "Unknown"}
SIGNS = {
    "hlh_gene_defect": "Gene defect of HLH", "splenomegaly": "Spleen enlarged", "hepatomegaly": "Liver enlarged",
    "hemophagocytosis": "Hemophagocytosis", "nk_activity_low": "NK activity low or absent",
    "immunosuppression": "Known immunosuppression", "family_history": "HLH in the family", "sjia": "Systemic JIA",
}  # fmt: skip


@pytest.fixture
def example() -> dict[str, Any]:
    """TV04, as the case file has her."""
    found: dict[str, Any] = json.loads((paths.resources() / "cases" / "example.json").read_bytes())
    return found


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What goes to the printer."""
    pages: list[bytes] = []
    for door in (printing, plan_paper):
        monkeypatch.setattr(door, "print_pdf", lambda pdf, *_, **__: not pages.append(pdf))
    return pages


def text_of(pdf: bytes) -> str:
    """Everything that stands on the pages."""
    with PdfPages(pdf) as pages:
        return "\n".join(pages.words(number) for number in range(len(pages)))


# --- the stations of the way


def make_the_ward(hand: Hand, door: Doorway, folder: Path, printed: list[bytes]) -> None:
    """Folder, ward, person, recovery sheet."""
    page = door.window.page
    page.folder.zone.choose("Europe/Paris")  # type: ignore[union-attr]
    hand.enter("New or empty folder", str(folder))
    hand.enter("Name of the ward", "Ward 4B")
    hand.fill("Name, as it stands under a signature", "Dr A. Example")
    hand.fill("New password", SECRET)
    hand.enter("New password, once more", SECRET)
    hand.qtbot.waitUntil(lambda: page.part is page.sheet)  # type: ignore[union-attr]
    hand.press("Print...")
    for group in page.sheet.groups:  # type: ignore[union-attr]
        row = next(line for line in text_of(printed[-1]).splitlines() if group.group.letters in line.replace(" ", ""))
        assert row
        hand.fill(name_of(group.line), group.group.letters)
    for box in [box for box in hand.seen(QCheckBox) if type(box) is QCheckBox]:
        hand.push(box)
    hand.press("Make Ward 4B")
    hand.qtbot.waitUntil(lambda: door.window.desk is not None)
    shell.settle(hand.qtbot, door)


def patient(hand: Hand, example: dict[str, Any]) -> None:
    """Step 1."""
    child, measured = example["patient"], example["measurements"][0]
    hand.fill("Hospital number", child["mrn"])
    hand.fill("Family name", child["family_name"])
    hand.fill("Given name", child["given_name"])
    hand.fill("Date of birth", "22 Jun 2024")
    hand.choose("Sex", "Female")
    hand.choose("Allergies", "None known")
    hand.fill("Measured on", "21 Nov 2026")
    hand.fill("Weight, kg", measured["weight_kg"])
    hand.fill("Height or length, cm", measured["height_cm"])
    hand.choose("The weight was", "Measured")
    hand.choose("Height taken", "Lying")
    hand.fill("Measured by", measured["by"])
    hand.press("Next: Diagnosis")


def diagnosis(hand: Hand, example: dict[str, Any]) -> None:
    """Step 2."""
    hand.fill("New results were taken", "21 Nov 2026 20:10")
    hand.fill("Highest temperature, °C", example["signs"]["temperature_c"])
    for sign, words in SIGNS.items():
        hand.choose(words, YES_NO[example["signs"][sign]])
    catalogue = knowledge().catalogue
    for row in example["labs"]:
        name = catalogue[row["analyte"]].name.partition(" / ")[0]
        hand.fill(f"{name}, value", row["value"])
        if row["fasting"]:
            hand.choose(f"{name}, taken", "Fasting")
    hand.fill("Ferritin, taken", "21 Nov 2026 06:10")
    hand.select("Ferritin, unit", "ng/mL")
    hand.press("Next: Etiology")


def cause(hand: Hand) -> None:
    """Step 3."""
    hand.choose("What set HLH off", "Infection")
    hand.enter("Pathogen (type to search)", "EBV")
    hand.choose("Cells that carry EBV", "B cells")
    hand.press("Next: Severity")


def severity(hand: Hand) -> None:
    """Step 4."""
    hand.choose("How the child is", "Rapidly deteriorating")
    hand.choose("Signs of the central nervous system", "None")
    hand.choose("Cerebrospinal fluid", "Not done")
    hand.choose("Current medicines", "Named below")
    hand.fill("Name of a current medicine", "micafungin")
    hand.press("Add the medicine")
    hand.fill("Etoposide given before, mg/m²", "0")
    hand.press("Next: Regimen")


def regimen(hand: Hand) -> None:
    """Step 5: HLH-94 for 8 weeks, every line that is proposed."""
    hand.choose("HLH-94", "Proposed")
    hand.choose("Length of the plan", "8 weeks")
    for name in [name_of(one) for one in hand.seen(QRadioButton) if name_of(one).endswith(": Accept")]:
        hand.choose(*name.split(": "))
    hand.press("Next: Schedule")


def schedule(hand: Hand) -> None:
    """Step 6: what lies before the signing is given now, or left out this once."""
    hand.press("Dose and times")  # folded away on a small screen
    asked = [name_of(one) for one in hand.seen(QRadioButton) if name_of(one).endswith(": Give now")]
    assert asked, "the doses of 08:00 lie before the signing at 10:20"
    for name in asked:
        hand.choose(*name.split(": "))
    hand.press("Next: Review and sign")


def review(hand: Hand) -> None:
    """Step 7: a reason where one is asked for; the two signatures of the same person."""
    for name in [name_of(one) for one in hand.seen(QLineEdit) if name_of(one).startswith("Reason for ")]:
        hand.enter(name, "as agreed with pharmacy")
    hand.fill("Signed by", "Dr A. Example")
    hand.fill("Password", SECRET)
    hand.press("Sign plan v1")


def the_whole_way(hand: Hand, door: Doorway, example: dict[str, Any], folder: Path, printed: list[bytes]) -> SignedPlan:
    """From nothing to a signed plan on paper."""
    make_the_ward(hand, door, folder, printed)
    hand.press("Begin the first plan")
    patient(hand, example)
    diagnosis(hand, example)
    cause(hand)
    severity(hand)
    regimen(hand)
    schedule(hand)
    review(hand)
    hand.qtbot.waitUntil(lambda: door.window.place is not None and door.window.place.kind == "child")
    printed.clear()
    hand.press("Print plan v1")
    hand.qtbot.waitUntil(lambda: bool(printed))
    child = door.window.place.id  # type: ignore[union-attr]
    desk = door.window.desk
    assert desk is not None
    return desk.ward.plan(desk.ward.child(child, desk.now()).plans[0].id)


@pytest.mark.parametrize("way", [Keys, Mouse])
def test_the_whole_way(
    qtbot: QtBot, tmp_path: Path, example: dict[str, Any], printed: list[bytes], way: type[Hand],
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    door = shell.doorway(qtbot, tmp_path / "home")
    signed = the_whole_way(way(qtbot, door.window), door, example, tmp_path / "ward", printed)
    the_stored_plan_is_that_of_the_command_line(signed, tmp_path, capfd)
    every_dose_stands_in_the_table_and_on_paper(signed, door, text_of(printed[0]))
    what_was_typed_is_the_example(signed, example)
    door.window.ui.lock.click()
    shell.sign_in(qtbot, door, SECRET)
    desk = door.window.desk
    assert desk is not None
    assert desk.ward.plan(signed.head.id).json == signed.json, "the next day it is all there"


def the_stored_plan_is_that_of_the_command_line(
    signed: SignedPlan, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    case, plan = folder / "stored.json", folder / "plan.json"
    case.write_text(json.dumps(signed.case), encoding="utf-8")
    assert run(["plan", str(case), "--json", str(plan)]) == 0, capfd.readouterr().err
    assert json.loads(signed.json) == json.loads(plan.read_bytes())


def every_dose_stands_in_the_table_and_on_paper(signed: SignedPlan, door: Doorway, paper: str) -> None:
    """Each planned administration is a row with its moment and dose; each amount stands on the paper."""
    tab = door.window.page.findChild(PlanTab)  # type: ignore[union-attr]
    assert tab is not None
    tab.open_view("doses")
    QApplication.processEvents()
    model = tab.views.doses.model()  # type: ignore[union-attr]
    rows = [
        " ".join(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    plan = json.loads(signed.json)
    doses = [(order, one) for order in plan["orders"] for one in order["administrations"]]
    assert len(rows) == len(doses) > 100
    flat = re.sub(r"\s+", " ", paper)
    for _, one in doses:
        at = parse_moment(one["at"])
        assert at is not None
        told = f"{one['dose']} {one['unit']}"
        same = [row for row in rows if f"{at:%H:%M}" in row and f"{at.day} {at:%b}" in row.replace("\u00a0", " ")]
        assert any(told in row.replace("\u00a0", " ") for row in same), (told, one["at"])
        assert told in flat.replace("\u00a0", " "), told


def what_was_typed_is_the_example(signed: SignedPlan, example: dict[str, Any]) -> None:
    """Every value of the example is in the stored case, as it was typed."""
    case = signed.case
    assert {**example["patient"], **case["patient"]} == case["patient"] | {"gestation_weeks": None}
    assert {key: case["signs"].get(key) for key in example["signs"]} == example["signs"]
    assert results(case) == results(example)
    for part in ("etiology", "severity"):
        assert {key: case[part].get(key) for key in example[part]} == example[part]
    assert case["other_medicines"] == example["other_medicines"]
    assert case["regimen"]["protocol"] == "hlh-94"


def results(case: Any) -> set[tuple[object, ...]]:
    """The laboratory results of a case, their moments read."""
    return {(row["analyte"], row["value"], row["unit"], parse_moment(row["at"])) for row in case["labs"]}


def test_signing_stays_grey_until_every_gate_is_met(
    qtbot: QtBot, tmp_path: Path, example: dict[str, Any], printed: list[bytes]
) -> None:
    door = shell.doorway(qtbot, tmp_path / "home")
    hand = Mouse(qtbot, door.window)
    make_the_ward(hand, door, tmp_path / "ward", printed)
    hand.press("Begin the first plan")
    patient(hand, example)
    hand.window.page.go_to(7)  # type: ignore[attr-defined]
    sign = next(one for one in door.window.findChildren(QPushButton) if one.text().startswith("Sign plan"))
    assert not sign.isEnabled()
