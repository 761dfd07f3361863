"""Laboratory results and vital signs of a child over time: as reported, in series, judged, drawn, answered."""

from __future__ import annotations
