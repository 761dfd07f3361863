"""The difference between two plans in words, for screen and paper: what was, what would be, and by how much."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain import dose_words
from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.orders import IntrathecalDose
from hlh_desktop.domain.plan_rows import amounts, unit_words
from hlh_desktop.domain.quantity import rounded
from hlh_desktop.domain.revision.changes import dose_rows, raised_rows, task_row
from hlh_desktop.domain.revision.rows import DifferenceWords, RevisionRow
from hlh_desktop.domain.summary import Run, rhythm
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.working import PERCENT
from hlh_desktop.domain.writing import area, listed, number, spelt, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.revision.values import Difference, DosePair, LinePair, Sum
    from hlh_desktop.domain.wording import Wording

PLUS, MINUS, NOTHING = "+", "\N{MINUS SIGN}", "\N{EN DASH}"
GAP = "\N{NO-BREAK SPACE}"


def difference_words(found: Difference, knowledge: Knowledge) -> DifferenceWords:
    """All of a difference in words: body surface first, cumulative etoposide last, findings the gravest first."""
    numbers = numbers_of(found.lines)
    rows = (_surface(found, knowledge), *_lines(found, numbers, knowledge), *_cumulative(found, knowledge))
    return DifferenceWords(
        rows, tuple(dose_rows(found.lines, numbers, knowledge)),
        tuple(task_row(one, knowledge) for one in found.tasks), tuple(raised_rows(found.findings, knowledge)),
    )  # fmt: skip


def numbers_of(lines: Iterable[LinePair]) -> dict[DosePair, int]:
    """Which dose of its line each is, counted over both plans."""
    by_line: dict[tuple[str, str | None, str], list[DosePair]] = {}
    for one in lines:
        by_line.setdefault((one.line, one.part, one.drug), []).extend(one.doses)
    ordered = (sorted(doses, key=lambda dose: dose.key.slot) for doses in by_line.values())
    return {dose: place for doses in ordered for place, dose in enumerate(doses, 1)}


def _change(before: Decimal | Fraction, after: Decimal | Fraction) -> tuple[str, str]:
    """How much more or less, and in percent; a dash where nothing changed."""
    by = Fraction(after) - Fraction(before)
    if not by:
        return NOTHING, ""
    sign = f"{PLUS if by > 0 else MINUS}{GAP}"
    percent = with_unit(number(abs(by) / Fraction(before) * PERCENT, 1), "%") if before else ""
    return f"{sign}{number(abs(by))}", f"{sign}{percent}" if percent else ""


# --- surface and sum


def _surface(found: Difference, knowledge: Knowledge) -> RevisionRow:
    """The body surface that the doses to come rest on."""
    say, unit = knowledge.wording.say, spelt("m2")
    before, after = (one.used for one in found.surface)
    old, new = (area(one).removesuffix(unit).strip() for one in (before, after))
    return RevisionRow(
        say("plan_life.row.bsa"), say("plan_life.row.mosteller"), old, new, unit, *_change(before, after)
    )  # fmt: skip


def _cumulative(found: Difference, knowledge: Knowledge) -> Iterator[RevisionRow]:
    """The sum of etoposide with all that came before, and when it passes a limit; none where neither plan has any."""
    total, say, tell = found.cumulative, knowledge.wording.say, Telling(knowledge.wording)
    drug = knowledge.settings.cumulative_drug
    if total.before == total.after and all(line.drug != drug for line in found.lines):
        return
    dates = {"above_2000": total.above_2000[1], "at_3000": total.at_3000[1]}
    passed = listed(say(f"plan_life.row.{name}", day=tell.day(day)) for name, day in dates.items() if day)
    before, after = rounded(total.before, 0), rounded(total.after, 0)
    yield RevisionRow(
        say("plan_life.row.cumulative"), listed((passed or say("plan_life.row.planned"), _earlier(total, knowledge))),
        number(before), number(after), spelt("mg/m2"), *_change(before, after),
    )  # fmt: skip


def _earlier(total: Sum, knowledge: Knowledge) -> str:
    """How much of a sum was given before this course or elsewhere, and that nobody asked; empty for none at all."""
    say = knowledge.wording.say
    known = say("plan_life.row.earlier", total=number(total.earlier, 0)) if total.earlier else ""
    return listed((known, "" if total.asked else say("plan_life.row.not_asked")))


# --- lines


def _lines(found: Difference, numbers: Mapping[DosePair, int], knowledge: Knowledge) -> Iterator[RevisionRow]:
    """Runs still to come; a line of which nothing is to come stands as it was given."""
    to_come = {(one.line, one.part, one.drug) for one in found.lines if not one.settled}
    for one in found.lines:
        if not one.settled:
            yield _line(one, numbers, knowledge)
        elif (one.line, one.part, one.drug) not in to_come:
            yield _given(one, knowledge)


def _line(line: LinePair, numbers: Mapping[DosePair, int], knowledge: Knowledge) -> RevisionRow:
    old, new = (_run(line, later=later) for later in (False, True))
    run, say = new or old, knowledge.wording.say
    assert run is not None
    before = say("plan_life.row.none") if old is None else _amounts(old, knowledge.wording)
    after = say("plan_life.row.left_out") if new is None else _amounts(new, knowledge.wording)
    change = (NOTHING, "") if old is None or new is None else _change(_total(old), _total(new))
    return RevisionRow(
        dose_words.drug_name(knowledge, line.drug), which(line, numbers, knowledge), before, after,
        unit_words(knowledge, run), *change,
    )  # fmt: skip


def _given(line: LinePair, knowledge: Knowledge) -> RevisionRow:
    say, run = knowledge.wording.say, _run(line, later=False) or _run(line, later=True)
    assert run is not None
    return RevisionRow(
        dose_words.drug_name(knowledge, line.drug), say("plan_life.row.complete"), _amounts(run, knowledge.wording),
        say("plan_life.row.as_given"), "", NOTHING, "", quiet=True,
    )  # fmt: skip


def _run(line: LinePair, *, later: bool) -> Run | None:
    """The doses of a row in one version; None where that version has none of them."""
    ones = [one.after if later else one.before for one in line.doses]
    placed = sorted((one for one in ones if one is not None), key=lambda one: one.at)
    return Run(placed[0].dose, tuple(one.one for one in placed)) if placed else None


def _parts(run: Run) -> bool:
    return isinstance(run.dose, Dose) and run.dose.part is not None


def _amounts(run: Run, wording: Wording) -> str:
    """What is given each time; unequal doses from the least to the most."""
    found = sorted({one.dose.amount.amount for one in run.given})
    if _parts(run) or len(found) == 1:
        return amounts(wording, run)
    return NOTHING.join((number(found[0]), number(found[-1])))


def _total(run: Run) -> Fraction:
    """One of equal doses; of the parts of a course total their sum."""
    given = run.given if _parts(run) else run.given[:1]
    return sum((Fraction(one.dose.amount.amount) for one in given), Fraction(0))


def _by_day(run: Run) -> bool:
    """Whether the rule says how much a day: then its days are told where they have gaps, too."""
    return isinstance(run.dose, Dose) and run.dose.rule.per == "day"


def which(line: LinePair, numbers: Mapping[DosePair, int], knowledge: Knowledge) -> str:
    """The days of a line that is given day by day, else the numbers of its doses."""
    say, run = knowledge.wording.say, _run(line, later=True) or _run(line, later=False)
    assert run is not None
    route = say("plan_life.row.spinal") if isinstance(run.dose, IntrathecalDose) else ""
    if len(run.days) > 1 and (rhythm(run.days) == "daily" or _by_day(run)):
        return listed((route, say("plan_life.row.days", days=dose_words.days(Telling(knowledge.wording), run.days))))
    first, last = numbers[line.doses[0]], numbers[line.doses[-1]]
    key = "one" if first == last else "two" if last == first + 1 else "doses"
    return listed((route, say(f"plan_life.row.{key}", first=first, last=last)))
