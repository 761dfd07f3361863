"""Files of laboratories for tests: those that nobody here wrote, and a plain one of each kind; what they mean here."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.results.incoming.claims import Known, Verdict, verdict
from hlh_desktop.domain.results.incoming.judging import Terms
from hlh_desktop.domain.results.incoming.mapping import LabMapping, Lookup
from hlh_desktop.domain.results.incoming.previewing import Against, make_preview
from hlh_desktop.domain.results.incoming.values import Reason
from hlh_desktop.domain.results.stops.values import Child
from hlh_desktop.exchange.labs.reading import kind_of, read
from tests.builders import ROOT, knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.results.incoming.preview import NotTaken, Preview, Taken
    from hlh_desktop.domain.results.incoming.values import Kind, LabFile

SAMPLES = ROOT.parent / "shared" / "samples"
ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ZONE)
BORN = date(2008, 6, 22)
CHILD = Known("TV04", "Example", "Four", BORN, "female")
NOBODY = UUID(int=4)

CSV = b"""patient_id,collected_at,code,name,comparator,value,unit,low,high,status,specimen
TV04,2026-11-21T06:10,2276-4,Ferritin,>,20000,ng/mL,7,140,F,serum
TV04,2026-11-21T06:10,777-3,Platelets,,28,10*9/L,150,450,P,blood
TV04,2026-11-21T06:10,718-7,Hb,,7.9,g/dL,,,C,blood
TV04,2026-11-21T06:10,3255-7,Fibrinogen,,,g/L,,,pending,plasma
"""
HL7 = (
    b"MSH|^~\\&|LAB|CENTRAL|WARD|HOSP|20261121070000+0100||ORU^R01^ORU_R01|1|P|2.5.1\r"
    b"PID|1||TV04^^^HOSP^MR||Example^Four||20080622|F\r"
    b"OBR|1|P1|F1|58410-2^CBC^LN|||20261121061000\r"
    b"OBX|1|NM|777-3^Platelets^LN||28|10*9/L|150-450|L|||F|||20261121061000+0100\r"
    b"NTE|1||few clumps seen\r"
    b"OBX|2|SN|2276-4^Ferritin^LN||>^20000|ng/mL|7-140|H|||P\r"
    b"OBX|3|NM|718-7^Hb^LN||||||||I\r"
    b"SPM|1|||BLD^Blood|||||||||||||20261121061000+0100\r"
)
FHIR = b"""{"resourceType": "Bundle", "type": "collection", "entry": [
{"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "1", "identifier": [{"value": "TV04"}],
 "name": [{"family": "Example", "given": ["Four"]}], "gender": "female", "birthDate": "2008-06-22"}},
{"resource": {"resourceType": "Observation", "id": "a", "status": "final", "subject": {"reference": "urn:uuid:1"},
 "identifier": [{"system": "urn:lab", "value": "77"}], "effectiveDateTime": "2026-11-21T06:10:00+01:00",
 "code": {"coding": [{"system": "http://loinc.org", "code": "2276-4", "display": "Ferritin"}]},
 "valueQuantity": {"value": 20000, "comparator": ">", "unit": "ng/mL", "system": "http://unitsofmeasure.org",
 "code": "ng/mL"}, "referenceRange": [{"low": {"value": 7.0}, "high": {"value": 140.0}}],
 "note": [{"text": "diluted"}]}},
{"resource": {"resourceType": "Observation", "status": "cancelled", "subject": {"reference": "Patient/1"},
 "effectiveDateTime": "2026-11-21T06:10:00+01:00",
 "code": {"coding": [{"system": "http://loinc.org", "code": "777-3"}], "text": "Platelets"},
 "dataAbsentReason": {"text": "clotted"}}}]}
"""
PASTE = (
    b"analyte\tunit\t2026-11-20 06:00\t2026-11-21 06:10\n"
    b"ferritin\tng/mL\t11734\t>20000\nplt\t10*9/L\t41\t28\nhb\tg/dL\t8.2\t-\n"
)
UNMAPPED = LabMapping()
# What the columns of an OMOP table of measurements mean.
OMOP = LabMapping(
    {
        "person_id": "patient_id", "measurement_datetime": "collected_at", "measurement_source_value": "code",
        "value_as_number": "value", "unit_source_value": "unit", "range_low": "low", "range_high": "high",
        "measurement_id": "key",
    }
)  # fmt: skip
PLAIN: dict[Kind, bytes] = {"csv": CSV, "hl7": HL7, "fhir": FHIR, "paste": PASTE}


def sample(name: str) -> bytes:
    """A file that nobody here wrote; where that folder is missing, the test is skipped."""
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the folder of foreign files is not on this computer: {path.name}")
    return path.read_bytes()


def terms(kind: Kind, saved: LabMapping = UNMAPPED, laboratory: str = "") -> Terms:
    """What rows are held against: the shipped catalogue and a mapping."""
    known = knowledge()
    return Terms(Lookup(known.catalogue, known.importing, saved, kind), ZONE, laboratory, "a file")


def against(child: Known = CHILD, now: datetime = NOW) -> Against:
    """A child without any result yet."""
    return Against(NOBODY, child, Child(child.born or BORN), knowledge(), now)


def looked(
    data: bytes, child: Known = CHILD, kind: Kind | None = None, saved: LabMapping | None = None, *,
    confirmed: bool = False,
) -> Preview:  # fmt: skip
    """The preview of a file for a child of whom nothing is known yet."""
    kind, saved = kind or kind_of(data), saved or UNMAPPED
    file = read(data, kind, saved)
    return make_preview(file, terms(kind, saved), against(child), verdict(file, child, confirmed=confirmed), "")


def anybodys(file: LabFile) -> Verdict:
    """That every row of a file is of the child, to look at what it says."""
    return Verdict(False, Reason("identity_same"), frozenset(row.patient for row in file.rows))


def of_anybody(data: bytes, kind: Kind | None = None, saved: LabMapping | None = None) -> Preview:
    """The preview of a file as if all of it were of one child."""
    kind, saved = kind or kind_of(data), saved or UNMAPPED
    file = read(data, kind, saved)
    long_ago = against(Known("TV04", born=date(1900, 1, 1)), NOW + timedelta(days=400))
    return make_preview(file, terms(kind, saved), long_ago, anybodys(file), "")


def codes(lines: tuple[NotTaken, ...]) -> list[str]:
    """Why lines are not taken."""
    return [one.reason.code for one in lines]


def checks(one: Taken) -> list[str]:
    """What is to be checked of a line, a stop by its own code."""
    return [str(reason.values.get("stop", reason.code)) for reason in one.checks]
