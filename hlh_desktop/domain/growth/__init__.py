"""Growth plausibility: what no child can weigh or measure ("hard") and what is rare ("soft": asked again)."""

from __future__ import annotations

from hlh_desktop.domain.growth.child import Earlier, Growth, Implausible, Measure
from hlh_desktop.domain.growth.judge import judge

__all__ = ["Earlier", "Growth", "Implausible", "Measure", "judge"]
