"""For any file whatever: it is read or refused with a sentence, no row is lost, and no number becomes another."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.reading import read
from tests.builders import knowledge
from tests.exchange.labs import fuzz_importers
from tests.exchange.labs.given import of_anybody, terms

if TYPE_CHECKING:
    from hlh_desktop.domain.results.incoming.values import Kind

KINDS: list[Kind] = ["csv", "paste", "fhir", "hl7"]
# The largest file that a short run tries; the campaign in fuzz_importers goes on for as long as it is told.
SHORT = 300
NUMBERS = st.decimals("0.1", "4000", allow_nan=False, places=2)
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=12)


@given(st.sampled_from(KINDS), st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_sentence(kind: Kind, data: bytes) -> None:
    said = ""
    try:
        read(data, kind, terms(kind).lookup.saved)
    except Trouble as trouble:
        said = knowledge().wording.say(f"problem.{trouble.code}", **trouble.values)
    assert "{" not in said or "{" in data.decode("utf-8", "replace")


@given(st.lists(st.tuples(st.sampled_from(["ferritin", "plt", "x", ""]), NUMBERS, CELLS), max_size=12))
@settings(max_examples=40, deadline=None)
def test_no_row_of_a_table_is_lost_and_no_number_changed(rows: list[tuple[str, Decimal, str]]) -> None:
    written = StringIO()
    table = csv.writer(written)
    table.writerow(["code", "collected_at", "value", "unit", "specimen"])
    table.writerows([code, "2026-11-21T06:10", f"{value:f}", "ug/L", cell] for code, value, cell in rows)
    found = of_anybody(written.getvalue().encode())
    assert len(found.taken) + len(found.left) + len(found.refused) == len(rows)
    assert {one.reported.value for one in found.taken} <= {value for _, value, _ in rows}
    for taken in found.taken:
        assert taken.reported.value == Decimal(taken.row.value)


@given(NUMBERS, st.sampled_from([None, "<", "<=", ">", ">="]))
@settings(max_examples=30, deadline=None)
def test_a_number_is_the_same_in_every_kind_of_file(value: Decimal, comparator: str | None) -> None:
    quantity: dict[str, Any] = {"value": 0, "unit": "ug/L", **({"comparator": comparator} if comparator else {})}
    resource = {
        "resourceType": "Observation", "status": "final", "effectiveDateTime": "2026-11-21T06:10:00Z",
        "code": {"coding": [{"system": "http://loinc.org", "code": "2276-4"}]}, "valueQuantity": quantity,
    }  # fmt: skip
    fhir = json.dumps(resource).replace('"value": 0', f'"value": {value:f}')
    table = f"code,collected_at,value,unit\nferritin,2026-11-21T06:10,{comparator or ''}{value:f},ug/L\n"
    message = (
        "MSH|^~\\&|A|B|||20261121||ORU^R01|1|P|2.5\rOBR|1|||x|||20261121061000\r"
        f"OBX|1|SN|2276-4^F^LN||{comparator or ''}^{value:f}|ug/L|||||F\r"
    )
    for text in (fhir, table, message):
        (one,) = of_anybody(text.encode()).taken
        assert (one.reported.value, one.reported.comparator) == (value, comparator)
        assert f"{one.reported.value:f}" == f"{value:f}"


def test_damaged_files_neither_crash_nor_hang_nor_lose_a_row() -> None:
    for name, figures in fuzz_importers.campaign(SHORT, seed=7).items():
        assert figures.failures == [], name
        assert figures.inputs == SHORT // 3
        assert figures.rows > 0
        assert 0 < figures.refused < figures.inputs
