"""The kinds of facts that make up the results of a child, and what a ward keeps about laboratories."""

from __future__ import annotations

# One fact a sample; its results have rows of their own.
RESULTS = "results"
CORRECTED, STRUCK = "result_corrected", "result_struck"
OF_RESULTS = (RESULTS, CORRECTED, STRUCK)

ANALYTE, ANALYTE_DROPPED = "own_analyte", "own_analyte_dropped"
OF_ANALYTES = (ANALYTE, ANALYTE_DROPPED)
MAPPING = "lab_mapping"
