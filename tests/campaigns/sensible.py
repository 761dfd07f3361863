"""What a sensible physician would order for a child with HLH: by cause and course, with what must stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal
    from random import Random

Case = dict[str, Any]
TREATMENTS = {
    "CMV": "ganciclovir", "HSV": "aciclovir treatment dose", "adenovirus": "cidofovir", "influenza": "oseltamivir",
    "SARS-CoV-2": "remdesivir", "tuberculosis": "four drugs", "rickettsia": "doxycycline", "bacterial": "antibiotics",
    "fungal": "voriconazole treatment", "dengue": "fluids by protocol", "HHV-6": "foscarnet",
}  # fmt: skip
CALM = "work-up pending"
LOW_EGFR = 50


def treatment_of(dice: Random, cause: Case) -> str | None:
    """How the treatment of the cause is written down, where a line of the plan is not the treatment itself."""
    if cause["kind"] == "malignancy":
        return "lymphoma protocol with oncology" if dice.random() < 0.7 else CALM
    if cause["kind"] == "infection":
        lines = cause["pathogen"] in ("EBV", "leishmania")
        return None if lines else TREATMENTS.get(cause["pathogen"], CALM)
    return None


def regimen_of(dice: Random, case: Case, *, months: int, weight: Decimal, egfr: float | None) -> Case | None:
    """The regimen, or None for a child who is watched."""
    cause, severity = case["etiology"], case["severity"]
    ill = severity["course"] == "deteriorating"
    if not ill and severity["responding_to_specific_treatment"] and cause["kind"] == "infection":
        return None
    lines = _lines(dice, cause, ill=ill, months=months)
    if "etoposide" in lines and "methylprednisolone_pulse" not in lines:
        lines["dexamethasone"] = {}
    if severity["cns"] == "progressive" and dice.random() < 0.7:
        lines["intrathecal"] = {}
    declined: list[Case] = []
    _supported(dice, lines, declined, case=case, months=months)
    _adapted(dice, lines, weight=weight, egfr=egfr)
    named = "etoposide" in lines and "scheme" not in lines["etoposide"]
    return {
        "protocol": "hlh-94" if named else "none",
        "last_week": 8,
        "lines": [{"line": name, **parameters} for name, parameters in lines.items()],
        "declined": declined,
    }


def _lines(dice: Random, cause: Case, *, ill: bool, months: int) -> dict[str, Case]:
    """The lines against HLH and its cause."""
    kind, pathogen = cause["kind"], cause.get("pathogen")
    if kind == "rheumatic":
        return _rheumatic(dice, ill=ill, months=months)
    lines: dict[str, Case] = {}
    if kind == "infection":
        lines |= _against_cause(dice, cause, ill=ill)
    if pathogen == "leishmania":
        return lines
    if ill or kind == "primary_suspected" or (pathogen == "EBV" and dice.random() < 0.3):
        lines["etoposide"] = {}
    elif dice.random() < 0.75:
        lines["dexamethasone"] = {"route": dice.choice(["intravenous", "oral"])}
    if ill and kind != "malignancy" and dice.random() < 0.08:
        lines["emapalumab"] = {"label": "primary"}
    return lines


def _against_cause(dice: Random, cause: Case, *, ill: bool) -> dict[str, Case]:
    """The lines of an infection: what kills it, immunoglobulin for some; in leishmania a short steroid for the ill."""
    if cause["pathogen"] == "leishmania":
        scheme = {"scheme": dice.choice(["infantum_21", "infantum_18"])}
        steroid = {"methylprednisolone": {"first_day": 1, "days": 7}} if ill else {}
        return {"liposomal_amphotericin_b": scheme, **steroid}
    lines: dict[str, Case] = {}
    if cause["ebv_lineage"] == "B" and (ill or dice.random() < 0.4):
        lines["rituximab"] = {"doses": dice.choice([2, 4])}
    if dice.random() < (0.5 if cause["pathogen"] == "EBV" else 0.25):
        lines["ivig"] = {}
    return lines


def _rheumatic(dice: Random, *, ill: bool, months: int) -> dict[str, Case]:
    """Pulse, then methylprednisolone; anakinra for most, ciclosporin for some; etoposide is the exception."""
    lines: dict[str, Case] = {"methylprednisolone_pulse": {}, "methylprednisolone": {}}
    if dice.random() < 0.8:
        amount = dice.choice(["4", "6", "8"]) if ill else "4"
        lines["anakinra"] = {"mg_per_kg_per_day": amount, "doses_per_day": 2 if ill else 1}
    if dice.random() < 0.4:
        lines["ciclosporin"] = {"mg_per_kg_per_day": "4"}
    if dice.random() < 0.1 and months >= 24:
        lines["tocilizumab"] = {}
    if ill and dice.random() < 0.15:
        lines["etoposide"] = {"scheme": "mas", "mg_per_m2": "75", "doses": 4}
    if ill and dice.random() < 0.15:
        lines["emapalumab"] = {"label": "still"}
    return lines


def _supported(dice: Random, lines: dict[str, Case], declined: list[Case], *, case: Case, months: int) -> None:
    """Pneumocystis and fungi, in nearly all; a virostatic with emapalumab."""
    if not lines:
        return
    if months < 2 or dice.random() < 0.06:
        declined.append({"line": "cotrimoxazole", "reason": "pentamidine given"})
    elif dice.random() < 0.95:
        lines["cotrimoxazole"] = {}
    if "liposomal_amphotericin_b" not in lines and dice.random() < 0.9:
        if dice.random() < 0.65 or case["other_medicines"] is None:
            lines["micafungin"] = {}
        else:
            case["other_medicines"].append("fluconazole" if dice.random() < 0.6 else "caspofungin")
    if "emapalumab" in lines:
        lines["aciclovir"] = {"mg_per_kg_per_dose": "10"}


def _adapted(dice: Random, lines: dict[str, Case], *, weight: Decimal, egfr: float | None) -> None:
    """Etoposide by a chosen rule under 10 kg, and at three quarters where the kidney is known to be weak."""
    if "etoposide" not in lines:
        return
    etoposide = lines["etoposide"]
    if weight < 10:
        etoposide["rule"] = "mg_per_m2" if "scheme" in etoposide or dice.random() < 0.6 else "mg_per_kg"
    if egfr is not None and egfr <= LOW_EGFR and dice.random() < 0.85:
        etoposide |= {"factor": "0.75", "reason": "kidney"}
