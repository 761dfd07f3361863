"""A child as a FHIR R4 Bundle: who it is, results, plan and doses, exact, in a fixed order, checked before it goes."""

from __future__ import annotations
