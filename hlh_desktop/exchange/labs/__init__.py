"""Files of laboratories read into rows of text: tables, FHIR R4 and HL7 v2. Nothing that stands in them is believed."""

from __future__ import annotations
