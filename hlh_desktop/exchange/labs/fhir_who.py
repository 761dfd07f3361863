"""The patients of FHIR resources: who each says it is, and to whom a reference leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.results.incoming.values import Claim
from hlh_desktop.exchange.labs.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

PATIENT = "Patient"
# Names by which somebody is not called now.
FORMER = ("old", "maiden", "anonymous", "temp")
SEXES = {"female": "female", "male": "male", "other": "other"}


class Patients:
    """Who the resources of one file are about; each is counted when it is first named."""

    def __init__(self, found: Iterable[tuple[str, dict[str, Any]]]) -> None:
        self.claims: dict[Claim, int] = {}
        self._by_address: dict[str, int] = {}
        for address, resource in found:
            number = self._number(claim_of(resource))
            for name in (address, f"{PATIENT}/{resource['id']}" if resource.get("id") else ""):
                if name:
                    self._by_address[name] = number

    def of(self, subject: Any, contained: Iterable[dict[str, Any]] = ()) -> int | None:
        """The number of the patient that a subject refers to; None where nothing tells who that is."""
        if not isinstance(subject, dict):
            return None
        address = str(subject.get("reference") or "")
        for resource in contained:
            if address == f"#{resource.get('id')}" and resource.get("resourceType") == PATIENT:
                return self._number(claim_of(resource))
        if address in self._by_address:
            return self._by_address[address]
        value = tidy(str((subject.get("identifier") or {}).get("value") or ""))
        return self._number(Claim((value,))) if value else None

    def _number(self, claim: Claim) -> int:
        return self.claims.setdefault(claim, len(self.claims))


def claim_of(patient: dict[str, Any]) -> Claim:
    """Who a Patient resource says it is."""
    numbers = _texts(one.get("value") for one in patient.get("identifier") or ())
    names = [one for one in patient.get("name") or () if one.get("use") not in FORMER]
    given = _texts(" ".join(str(part) for part in one.get("given") or () if part) for one in names)
    return Claim(
        numbers, _texts(one.get("family") for one in names), given, tidy(str(patient.get("birthDate") or "")),
        SEXES.get(str(patient.get("gender") or ""), ""),
    )  # fmt: skip


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    """What is said, each once."""
    return tuple(dict.fromkeys(text for value in values if value and (text := tidy(str(value)))))
