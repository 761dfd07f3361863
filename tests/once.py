"""Wards that many tests begin with: each is made once in a run, and every test gets a copy of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hlh_desktop.record import store

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from hlh_desktop.ward.open_ward import OpenWard

_kept: dict[Hashable, tuple[Path, OpenWard, TemporaryDirectory[str]]] = {}


def copied(make: Callable[..., OpenWard], folder: Path, password: str, *more: Hashable) -> OpenWard:
    """What `make` makes in a folder, made when it is first wanted, as it then lies in `folder`, open.

    `more` is handed on to `make`; `password` is that of whoever made the ward.
    """
    place, made, _ = _kept.get((make, more)) or _keep(make, *more)
    copytree(place, folder, dirs_exist_ok=True)
    own = folder / made.store.folder.relative_to(place)
    return replace(made, store=store.open_ward(own, made.store.person.id, password))


def _keep(make: Callable[..., OpenWard], *more: Hashable) -> tuple[Path, OpenWard, TemporaryDirectory[str]]:
    kept = TemporaryDirectory(prefix="hlh-once-")
    made = make(Path(kept.name), *more)
    made.store.close()
    _kept[(make, more)] = Path(kept.name), made, kept
    return _kept[(make, more)]
