"""The facts of local approval: kinds of the ward's own chain."""

from __future__ import annotations

APPROVED = "knowledge_approved"
SET, WITHDRAWN = "own_value_set", "own_value_withdrawn"
OF_OWN = (SET, WITHDRAWN)
OF_APPROVAL = (APPROVED, *OF_OWN)
