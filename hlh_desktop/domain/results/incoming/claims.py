"""Whose results a file holds: each patient that it names, held against the open child. Any difference blocks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.names import plain_number, same_words
from hlh_desktop.domain.results.incoming.values import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from hlh_desktop.domain.results.incoming.values import Claim, LabFile

Match = Literal["same", "another", "differs", "unsure", "nobody"]
# Of a table without a column for it nobody knows whose it is: a person says so. Other files must say it themselves.
CONFIRMABLE = ("csv", "paste")
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Known:
    """Who the open child is; None is not known and is not compared."""

    mrn: str
    family: str | None = None
    given: str | None = None
    born: date | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is of the open child. `matches` are the numbers of the claims that are, None for rows of nobody.

    `confirm` is true where only a person's word is missing; `reason` says in one sentence how it stands.
    """

    blocks: bool
    reason: Reason
    matches: frozenset[int | None] = frozenset()
    confirm: bool = False


def verdict(file: LabFile, child: Known, *, confirmed: bool) -> Verdict:
    """How a file stands to a child; `confirmed`: a person said whose it is."""
    claims, nameless = file.patients, any(row.patient is None for row in file.rows)
    found = [compare(claim, child) for claim in claims]
    for number, match in enumerate(found):
        if match == "differs":
            return Verdict(True, _difference(claims[number], child))
    same: set[int | None] = {number for number, match in enumerate(found) if match == "same"}
    unsure: set[int | None] = {number for number, match in enumerate(found) if match == "unsure"}
    if not file.rows:
        return Verdict(False, Reason("identity_no_rows"))
    if nameless and file.kind in CONFIRMABLE and not claims:
        unsure.add(None)
    if same:
        return Verdict(False, Reason("identity_same"), frozenset(same))
    if unsure and confirmed:
        return Verdict(False, Reason("identity_confirmed"), frozenset(unsure))
    if unsure:
        return Verdict(True, Reason("identity_confirm"), frozenset(unsure), confirm=True)
    return Verdict(True, _nobody(claims, child))


def compare(claim: Claim, child: Known) -> Match:
    """A patient of a file against the child.

    The hospital number decides who is meant. Without one, name and birth date together only point to the child, and a
    person must say so; less than both says nothing.
    """
    if claim.numbers and not any(plain_number(one) == plain_number(child.mrn) for one in claim.numbers):
        return "another"
    wrong = any(differences(claim, child))
    if claim.numbers:
        return "differs" if wrong else "same"
    if not ((claim.family or claim.given) and claim.born):
        return "nobody"
    return "another" if wrong else "unsure"


def differences(claim: Claim, child: Known) -> Iterator[tuple[str, str, str]]:
    """What a file says of a patient that is not so of the child: the item, what the file says, what is known."""
    yield from ((name, name, "") for name in claim.unread)
    if child.family and claim.family and not any(_same(one, child.family) for one in claim.family):
        yield "family_name", claim.family[0], child.family
    if child.given and claim.given and not any(_same_given(one, child.given) for one in claim.given):
        yield "given_name", claim.given[0], child.given
    if claim.born and child.born and not child.born.isoformat().startswith(claim.born):
        yield "birth_date", claim.born, child.born.isoformat()
    if claim.sex and child.sex and claim.sex != child.sex:
        yield "sex", claim.sex, child.sex


def _same(one: str, other: str) -> bool:
    """Whether two names are the same, however their letters are coded and capitalised."""
    return same_words(unicodedata.normalize("NFKC", one), unicodedata.normalize("NFKC", other))


def _same_given(one: str, other: str) -> bool:
    """Whether two given names are the same, or one of them is the first of several."""
    return _same(one, other) or _first_of(one, other) or _first_of(other, one)


def _first_of(short: str, long: str) -> bool:
    words = long.split()
    return len(words) > 1 and _same(short, words[0])


def _difference(claim: Claim, child: Known) -> Reason:
    item, said, known = next(differences(claim, child))
    if not known:
        return Reason(f"identity_unread_{item}", {"number": child.mrn})
    return Reason(f"identity_{item}", {"said": said, "known": known, "number": child.mrn})


def _nobody(claims: Sequence[Claim], child: Known) -> Reason:
    """Why none of the patients of a file is the child."""
    numbers = _listed(one for claim in claims for one in claim.numbers)
    if numbers:
        return Reason("identity_another", {"numbers": numbers, "number": child.mrn})
    if any(not claim.empty for claim in claims):
        return Reason("identity_incomplete", {"number": child.mrn})
    return Reason("identity_missing", {"number": child.mrn})


def _listed(numbers: Iterable[str]) -> str:
    """A few numbers in the order of the file, each once."""
    few = list(dict.fromkeys(numbers))
    shown = few[:MOST_SHOWN]
    return ", ".join([*shown, "..."] if len(few) > MOST_SHOWN else shown)
