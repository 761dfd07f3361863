"""keys.json: what anyone may see of a ward, and the wrapped keys of those who may open it. Nothing about a child.

Written whole or not at all, before the row of the record that tells of the change; `pending` is that row, for the
next opening to add if the program ended in between.
"""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.canonical import canonical
from hlh_desktop.record.files import write_whole
from hlh_desktop.record.instants import from_text
from hlh_desktop.record.values import Person, WardFace
from hlh_desktop.record.vault import Cost, Wrap, derived

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "keys.json"
FAMILY = "hlh-keys/"
SCHEMA = f"{FAMILY}1"
LARGEST = 1 << 20
INDENT = 1


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with the wrap that their password opens."""

    person: Person
    wrap: Wrap


@dataclass(frozen=True, slots=True)
class Keys:
    """The key file. `salt` is how ward.db begins, so that the two are seen to belong together; `count` counts its
    changes; `seal` proves that whoever wrote it could open the ward.
    """

    ward: str
    number: str
    name: str
    zone: str
    training: bool
    made: str
    salt: str
    holders: tuple[Holder, ...]
    sheet: int
    recovery: Wrap
    count: int
    pending: Mapping[str, Any] | None = None
    seal: str = ""

    def holder(self, person_id: str) -> Holder:
        """Somebody by their id. Trouble `no_such_person`."""
        for one in self.holders:
            if one.person.id == person_id:
                return one
        raise Trouble("no_such_person")

    def about(self, person_id: str) -> str:
        """What a wrap is bound to: the ward and whose it is. The recovery code's is that of nobody, ""."""
        return f"{self.ward}/{person_id}"

    def sealed(self, data_key: bytes) -> Keys:
        """The same with the seal of somebody who holds the data key."""
        return replace(self, seal=_seal(self, data_key))

    def is_genuine(self, data_key: bytes) -> bool:
        """Whether nobody without the data key has changed anything in it."""
        try:
            right = _seal(self, data_key)
        except TypeError:  # a pending row that this program can't have written
            return False
        return hmac.compare_digest(self.seal.encode(errors="surrogatepass"), right.encode())

    def face(self, folder: Path) -> WardFace:
        """What is shown before anyone has signed in."""
        people = tuple(one.person for one in self.holders)
        made = from_text(self.made)
        return WardFace(folder, self.name, self.number, self.zone, self.training, made, people, self.sheet)


def face(folder: Path) -> WardFace:
    """The face of the ward in a folder. Trouble as of `read_keys`."""
    return read_keys(folder).face(folder)


def read_keys(folder: Path) -> Keys:
    """The key file of a ward's folder. Trouble `no_ward`, `keys_unreadable`, `ward_newer`."""
    path = folder / NAME
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Trouble("no_ward", folder, error) from None
    except OSError as error:
        raise Trouble("keys_unreadable", path, error) from None
    try:
        found = _read(raw)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        # The parser's own words quote what it read, so they are not passed on.
        raise Trouble("keys_unreadable", path) from error
    if found is None:
        raise Trouble("ward_newer", folder)
    return found


@lru_cache(maxsize=8)
def _read(raw: bytes) -> Keys | None:
    """The keys of a file's bytes, None of a newer one. Asked for several times in each deed of a ward."""
    found = json.loads(raw)
    return None if _is_newer(found["schema"]) else _from_object(found)


def write_keys(folder: Path, keys: Keys, data_key: bytes) -> None:
    """Seals and writes it. Trouble `not_writable`."""
    text = json.dumps(_to_object(keys.sealed(data_key)), indent=INDENT, ensure_ascii=False)
    try:
        write_whole(folder / NAME, text.encode(errors="backslashreplace"))
    except OSError as error:
        raise Trouble("not_writable", folder / NAME, error) from error


def _is_newer(schema: str) -> bool:
    return schema != SCHEMA and schema.removeprefix(FAMILY).isdecimal() and schema.startswith(FAMILY)


def _seal(keys: Keys, data_key: bytes) -> str:
    text = canonical(_to_object(replace(keys, seal="")))
    return hmac.digest(derived(data_key, NAME), text.encode("ascii"), "sha256").hex()


def _to_object(keys: Keys) -> dict[str, Any]:
    plain = {name: getattr(keys, name) for name in ("ward", "number", "name", "zone", "training", "made", "salt")}
    return {
        "schema": SCHEMA,
        **plain,
        "people": [{"id": one.person.id, "name": one.person.name, **_wrap_out(one.wrap)} for one in keys.holders],
        "recovery": {"sheet": keys.sheet, **_wrap_out(keys.recovery)},
        "count": keys.count,
        "pending": keys.pending,
        "seal": keys.seal,
    }


def _from_object(found: Mapping[str, Any]) -> Keys:
    """The keys of an object, every value looked at; ValueError, TypeError or KeyError for any that can't be."""
    if found["schema"] != SCHEMA:
        raise ValueError(found["schema"])
    texts = {name: _text(found[name]) for name in ("ward", "number", "name", "zone", "made", "salt", "seal")}
    from_text(texts["made"])
    if type(found["training"]) is not bool or not isinstance(found["pending"], dict | None):
        raise TypeError(NAME)
    return Keys(
        **texts,
        training=found["training"],
        holders=tuple(_holder(one) for one in found["people"]),
        sheet=_whole(found["recovery"]["sheet"]),
        recovery=_wrap_in(found["recovery"]),
        count=_whole(found["count"]),
        pending=found["pending"],
    )


def _holder(found: Mapping[str, Any]) -> Holder:
    return Holder(Person(_text(found["id"]), _text(found["name"])), _wrap_in(found))


def _wrap_out(wrap: Wrap) -> dict[str, Any]:
    binary = {name: b64encode(getattr(wrap, name)).decode("ascii") for name in ("salt", "nonce", "sealed")}
    return {"argon2id": None if wrap.cost is None else asdict(wrap.cost), **binary}


def _wrap_in(found: Mapping[str, Any]) -> Wrap:
    asked = found["argon2id"]
    cost = None if asked is None else Cost(*(_whole(asked[name]) for name in ("passes", "memory", "lanes")))
    if cost is not None and not cost.bearable:
        raise ValueError(cost)
    salt, nonce, sealed = (b64decode(_text(found[name]), validate=True) for name in ("salt", "nonce", "sealed"))
    if len(salt) < 8 or len(nonce) < 8:  # less is refused by Argon2id, and by AES-GCM
        raise ValueError(NAME)
    return Wrap(cost, salt, nonce, sealed)


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError(NAME)
    return found


def _whole(found: Any) -> int:
    if type(found) is not int or found < 0:
        raise TypeError(NAME)
    return found
