"""How often each finding is said to realistic children: `python -m tests.campaigns.frequency [CHILDREN]`.

A child counts once for a code, at its worst level. A finding above "info" that a third of the children get is not read
any more (safety-additions.md 1): it is made rarer, or stands in LOUD with the reason.
"""

from __future__ import annotations

import sys
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.finding import LEVELS
from hlh_desktop.domain.plan import make_plan
from tests.builders import knowledge, read
from tests.campaigns.realistic import case_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.finding import Level

CHILDREN = 2000
THIRD = Fraction(1, 3)
Counts = dict[str, Counter[str]]
# Louder than a third, and why it stays so.
SIGN = "a risk sign of the article itself: most children with HLH have it on day one; the board tells it once"
LOUD: dict[str, str] = {
    "hyponatremia": SIGN,
    "ast_high": SIGN,
    "bilirubin_high": SIGN,
    "coagulopathy": SIGN,
    "escalation_review": "of several signs on day one a second is new in most; once they stand, it only informs",
    "rounding_above_5_percent": "policy RP-1 asks for it; steps of 0.1 mg at the end of the taper in small children",
}


def worst_of(number: int) -> dict[str, Level]:
    """The worst level of each code that one child gets."""
    found: dict[str, Level] = {}
    for one in make_plan(read(case_of(number)), knowledge()).findings:
        found[one.code] = min(one.level, found.get(one.code, one.level), key=LEVELS.index)
    return found


def count(numbers: Iterable[int]) -> Counts:
    """How many of the children get each code, by level."""
    counts: Counts = {code: Counter() for code in knowledge().alerts}
    for number in numbers:
        for code, level in worst_of(number).items():
            counts[code][level] += 1
    return counts


def above_info(counts: Counter[str]) -> int:
    """How many get it louder than for information."""
    return counts.total() - counts["info"]


def loud(counts: Counts, children: int) -> dict[str, Fraction]:
    """The codes that more than a third of the children get above "info", with their shares."""
    shares = {code: Fraction(above_info(found), children) for code, found in counts.items()}
    return {code: share for code, share in shares.items() if share > THIRD}


def table(counts: Counts, children: int) -> Iterator[str]:
    """One line a code, the loudest first: its share above "info", and at each level, in percent."""
    yield f"{'code':42}{'above info':>11}" + "".join(f"{level:>10}" for level in LEVELS)
    for code, found in sorted(counts.items(), key=lambda one: (-above_info(one[1]), -one[1].total(), one[0])):
        shares = (f"{100 * found[level] / children:10.1f}" for level in LEVELS)
        mark = "  *" if code in LOUD else ""
        yield f"{code:42}{100 * above_info(found) / children:11.1f}{''.join(shares)}{mark}"


def main(words: list[str]) -> int:
    """Prints the table; 1 where a finding is too loud and has no reason."""
    children = int(words[0]) if words else CHILDREN
    counts = count(range(children))
    print(f"{children} realistic children, shares in percent (* louder than a third with a reason)")
    print("\n".join(table(counts, children)))
    unexplained = sorted(set(loud(counts, children)) - set(LOUD))
    print(f"too loud without a reason: {', '.join(unexplained) or 'none'}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
