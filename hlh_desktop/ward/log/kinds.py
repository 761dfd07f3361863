"""The kinds of facts that make up the log of a child."""

from __future__ import annotations

OUTCOME = "dose_outcome"
STRUCK, LIFTED = "outcome_struck", "hold_lifted"
RELEASED, WITHDRAWN = "dose_released", "release_withdrawn"
STOPPED, STOP_LIFTED = "line_stopped", "stop_lifted"
COUNTERSIGNED = "countersigned"
CHECK_BEGUN, CHECK_ENTERED, CHECK_LEFT = "check_begun", "check_entered", "check_left"
FORM, POLICY = "bedside_form", "policy_text"
LINKED = "charts_linked"
PROCEDURE, PROCEDURE_STRUCK = "procedure", "procedure_struck"
STAY = "stay_changed"
STAY_STRUCK = "stay_struck"

# What a child's day is made of, besides outcomes and ends, which have tables of their own.
OF_DAY = (
    RELEASED,
    WITHDRAWN,
    STOPPED,
    STOP_LIFTED,
    COUNTERSIGNED,
    PROCEDURE,
    PROCEDURE_STRUCK,
    STAY,
    STAY_STRUCK,
    CHECK_BEGUN,
    CHECK_ENTERED,
    CHECK_LEFT,
)
