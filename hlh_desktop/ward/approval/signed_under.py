"""How the knowledge stood when a plan was signed: kept with the signature, and told of that plan ever after."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.approval.standing import Approval, Edition, KnowledgeStanding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.ward.open_ward import OpenWard


def as_body(desk: OpenWard) -> dict[str, Any]:
    """The state of the knowledge now, with each value of the ward's own, as it goes into a signature."""
    # Signing asks for people, people for plans, and plans for this module.
    from hlh_desktop.ward.approval.signing import standing_now

    found, own = standing_now(desk), desk.ward.knowledge.own
    return {
        "state": found.state,
        "approvals": [_approval(one) for one in found.approvals],
        "own": [[path, one.shipped, one.value] for path, one in own.items()],
    }


def _approval(one: Approval) -> dict[str, str]:
    return {
        "digest": one.edition.digest, "by": one.by, "name": one.name, "role": one.role, "at": one.at.isoformat(),
    }  # fmt: skip


def of_body(edition: str, body: Mapping[str, Any] | None) -> KnowledgeStanding:
    """The same back. A plan that was signed before knowledge could be approved was signed under a draft."""
    if body is None:
        return KnowledgeStanding(edition, "draft")
    approvals = tuple(
        Approval(
            Edition(edition, one["digest"]), one["by"], one["name"], one["role"], datetime.fromisoformat(one["at"])
        )
        for one in body["approvals"]
    )
    return KnowledgeStanding(edition, body["state"], approvals, len(body["own"]))
