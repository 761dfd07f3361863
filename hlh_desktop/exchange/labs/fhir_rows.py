"""FHIR R4 in JSON: the Observations of a Bundle, of a DiagnosticReport or alone, and each component, as rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.results.incoming.values import Incoming, LabFile, Reason
from hlh_desktop.exchange.fhir_out.systems import MEASURE
from hlh_desktop.exchange.labs import fhir_values as values
from hlh_desktop.exchange.labs.fhir_check import TYPE, resources
from hlh_desktop.exchange.labs.fhir_who import PATIENT, Patients
from hlh_desktop.exchange.labs.json_text import decode
from hlh_desktop.exchange.labs.text import tidy, too_many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.exchange.labs.fhir_check import Step

OBSERVATION, REPORT, SPECIMEN, ORGANIZATION = "Observation", "DiagnosticReport", "Specimen", "Organization"
READ = (OBSERVATION, REPORT, PATIENT, SPECIMEN, ORGANIZATION)
STATUSES = {
    "registered": "pending", "preliminary": "preliminary", "final": "final", "amended": "corrected",
    "corrected": "corrected", "cancelled": "cancelled", "entered-in-error": "in_error", "unknown": "unsaid",
}  # fmt: skip
EFFECTIVE = ("effectiveDateTime", "effectiveInstant")
# What an Observation takes from the report that it stands in where it does not say it itself.
INHERITED = (*EFFECTIVE, "effectivePeriod", "subject", "performer", "specimen")


def read_fhir(data: bytes, step: Step | None = None) -> LabFile:
    """The results of a file. Trouble where it is no valid FHIR R4; `step` is told how far reading has come."""
    reader = FhirReader(list(resources(decode(data), step)))
    rows = tuple(reader.rows())
    too_many(len(rows))
    other = tuple((Reason("resource", {"kind": kind}), count) for kind, count in sorted(reader.other.items()))
    return LabFile("fhir", rows, tuple(reader.patients.claims), other)


class FhirReader:
    """The resources of one file, looked up by the addresses by which they refer to each other."""

    def __init__(self, found: list[tuple[str, str, dict[str, Any]]]) -> None:
        self.observations = [(path, one) for path, _, one in found if one[TYPE] == OBSERVATION]
        self.by_address = {name: one for _, full, one in found for name in _addresses(full, one)}
        self.patients = Patients((full, one) for _, full, one in found if one[TYPE] == PATIENT)
        self.other = Counter(one[TYPE] for _, _, one in found if one[TYPE] not in READ)
        self.reports: dict[int, dict[str, Any]] = {}
        reports = [(path, one) for path, _, one in found if one[TYPE] == REPORT]
        self.contained = [pair for path, report in reports for pair in self._of_report(path, report)]

    def _of_report(self, path: str, report: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The Observations that a report carries within it; of all that it refers to, it is kept as theirs."""
        inside = {f"#{one.get('id')}": one for one in report.get("contained") or ()}
        for reference in report.get("result") or ():
            address = str(reference.get("reference") or "")
            found = inside.get(address) or self.by_address.get(address)
            if found is not None and found.get(TYPE) == OBSERVATION:
                self.reports[id(found)] = report
        for number, one in enumerate(report.get("contained") or ()):
            if one.get(TYPE) == OBSERVATION:
                self.reports.setdefault(id(one), report)
                yield f"{path}.contained[{number}]", one

    def rows(self) -> Iterator[Incoming]:
        """Every result, in the order of the file."""
        for path, observation in (*self.observations, *self.contained):
            yield from self._rows(path, observation)

    def _rows(self, path: str, own: dict[str, Any]) -> Iterator[Incoming]:
        """The results of an Observation: its own value, and each component that is a result."""
        report = self.reports.get(id(own), {})
        whole = {**{name: report[name] for name in INHERITED if name in report and not _timed(name, own)}, **own}
        parts = [one for one in own.get("component") or () if not values.is_condition(one)]
        if values.value_of(own) is not None or not (parts or own.get("hasMember")):
            yield self._row(path or OBSERVATION, whole, own, report)
        for number, part in enumerate(parts):
            place = f"{path}.component[{number}]" if path else f"component[{number}]"
            yield self._row(place, whole, part, report, component=True)

    def _row(
        self, place: str, whole: dict[str, Any], part: dict[str, Any], report: dict[str, Any], *,
        component: bool = False,
    ) -> Incoming:  # fmt: skip
        """One value with what its Observation, and the report that holds it, say of it."""
        found, codes = values.value_of(part), values.codes_of(part.get("code"))
        notes, status = values.notes_of(whole), STATUSES.get(str(whole.get("status")), "unsaid")
        absent = values.why_absent(part if part.get("dataAbsentReason") else whole, notes)
        if found is None and status in ("final", "corrected", "preliminary") and _says_absent(part, whole):
            status = "cancelled"
        value = found or values.Value()
        low, high, text = values.range_of(part, value.units)
        fasting, conditions = values.said_of_sample(whole.get("component") or ())
        key = values.key_of(whole)
        if key and component:
            key += "".join(f"#{one.code}" for one in codes[:1])
        fault = Reason("chart_measure") if any(one.system == MEASURE for one in codes) else value.fault
        return Incoming(
            place, self.patients.of(whole.get("subject"), (*(whole.get("contained") or ()), *_inside(report))), codes,
            value.value, value.comparator, value.units, notes if found else "", low, high, text, status,
            self._collected(whole), self._specimen(whole), values.words(whole.get("method")),
            self._laboratory(whole), key, fasting, conditions,
            values.confirmed_because(whole) if found else absent, fault,
        )  # fmt: skip

    def _collected(self, whole: dict[str, Any]) -> str:
        """When the sample was taken; when a result was issued is another thing and never stands for it."""
        period = whole.get("effectivePeriod") or {}
        said = [whole.get(name) for name in EFFECTIVE] + [period.get("start")]
        specimen = self._resource(whole.get("specimen")).get("collection") or {}
        said += [specimen.get("collectedDateTime"), (specimen.get("collectedPeriod") or {}).get("start")]
        return tidy(str(next((one for one in said if one), "")))

    def _specimen(self, whole: dict[str, Any]) -> str:
        named = tidy(str((whole.get("specimen") or {}).get("display") or ""))
        return named or values.words(self._resource(whole.get("specimen")).get("type"))

    def _laboratory(self, whole: dict[str, Any]) -> str:
        """The organisation that answers for a result; a person among its performers is none."""
        for one in whole.get("performer") or ():
            address = str(one.get("reference") or "")
            if address and ORGANIZATION not in address and self._resource(one).get(TYPE) != ORGANIZATION:
                continue
            name = one.get("display") or self._resource(one).get("name")
            if name:
                return tidy(str(name))
        return ""

    def _resource(self, reference: Any) -> dict[str, Any]:
        """What a reference leads to in this file; empty where that is not in it."""
        address = str(reference.get("reference") or "") if isinstance(reference, dict) else ""
        return self.by_address.get(address, {})


def _addresses(full: str, resource: dict[str, Any]) -> Iterator[str]:
    """The names by which others may refer to a resource."""
    if full:
        yield full
    if resource.get("id"):
        yield f"{resource[TYPE]}/{resource['id']}"


def _timed(name: str, own: dict[str, Any]) -> bool:
    """Whether a report's time would stand beside one that the Observation has itself."""
    return name.startswith("effective") and any(key.startswith("effective") for key in own)


def _says_absent(part: dict[str, Any], whole: dict[str, Any]) -> bool:
    return bool(part.get("dataAbsentReason") or whole.get("dataAbsentReason"))


def _inside(report: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """What a report carries within it."""
    return tuple(report.get("contained") or ())
