"""Whose wristband was scanned: the children of this ward whom a text of a code reader names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain import scan

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ward.open_ward import OpenWard


def named_by(desk: OpenWard, text: str) -> tuple[UUID, ...]:
    """The children that a code or a hospital number names; empty for nobody, more than one for nobody for certain."""
    with desk.store.reading() as reading:
        numbers = {child: identity.mrn for child, identity in reading.identities().items()}
    return scan.whose(text, desk.face.number, numbers)
