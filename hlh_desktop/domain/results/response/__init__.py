"""Response to treatment: what the results say of each definition, and what only the clinician can say."""

from __future__ import annotations
