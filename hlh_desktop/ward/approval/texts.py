"""The readable parts of the knowledge that are signed, and how they are kept with a signature."""

from __future__ import annotations

import json
import zlib
from base64 import b85decode, b85encode
from dataclasses import fields
from hashlib import sha256
from typing import TYPE_CHECKING

from hlh_desktop.domain.approval.own_values import own_text
from hlh_desktop.knowledge.twin import twins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hlh_desktop.domain.approval.own_values import OwnValue
    from hlh_desktop.domain.knowledge import Knowledge

OWN, TABLES, SUFFIX = "own-values", "growth-tables", ".txt"
# What was spelt out of each knowledge of this program, which never changes: it takes a tenth of a second.
_spelt: dict[int, tuple[Knowledge, Mapping[str, str]]] = {}


def spelt_out(shipped: Knowledge) -> Mapping[str, str]:
    """Every part of the knowledge as a text, by its name."""
    kept = _spelt.get(id(shipped))
    if kept is None or kept[0] is not shipped:
        parts = {name.removesuffix(SUFFIX): text for name, text in twins(shipped).items()}
        kept = (shipped, {**parts, TABLES: _tables(shipped)})
        _spelt[id(shipped)] = kept
    return kept[1]


def _tables(shipped: Knowledge) -> str:
    """The growth tables, too long to be read, by a digest of each."""
    tables = shipped.growth.tables
    digests = ((one.name, sha256(repr(getattr(tables, one.name)).encode()).hexdigest()) for one in fields(tables))
    return "".join(f"{name}\n\t{digest}\n" for name, digest in digests)


def signed_texts(shipped: Knowledge, own: Iterable[OwnValue]) -> dict[str, str]:
    """All that a signature is for: the knowledge as shipped, and the ward's own values that hold."""
    return {**spelt_out(shipped), OWN: own_text(own)}


def packed(texts: Mapping[str, str]) -> str:
    """Texts as they are kept in a fact."""
    return b85encode(zlib.compress(json.dumps(texts, sort_keys=True).encode())).decode()


def unpacked(kept: str) -> dict[str, str]:
    """The same back."""
    found: dict[str, str] = json.loads(zlib.decompress(b85decode(kept)))
    return found
