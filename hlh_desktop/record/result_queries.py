"""What is asked of the results of a laboratory, as statements put into words once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, select

from hlh_desktop.domain.results.values import WITHOUT_VALUE
from hlh_desktop.record.instants import LENGTH, to_text
from hlh_desktop.record.tables import result_ends, results

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select

ONE = select(results).where(results.c.number == bindparam("number"), results.c.place == bindparam("place"))
STANDS = ~exists().where(and_(result_ends.c.of_number == results.c.number, result_ends.c.of_place == results.c.place))

# Whether there is a number of an analyte since a moment, in the index by analyte.
MEASURED = (
    select(results.c.number)
    .where(
        results.c.child == bindparam("child"),
        results.c.analyte == bindparam("analyte"),
        results.c.at >= bindparam("since"),
        results.c.value.is_not(None),
        *(results.c.status != status for status in WITHOUT_VALUE),
        STANDS,
    )
    .limit(1)
)


@cache
def selection(analytes: tuple[str, ...], by: tuple[str, ...]) -> Select[Any]:
    """The results after a number: of these names of analytes, and by what else is asked for.

    In no order: to give one, the engine would rather read all of a child than the index by analyte.
    """
    query = select(results).where(results.c.number > bindparam("after"))
    if "child" in by:
        query = query.where(results.c.child == bindparam("child"))
    if analytes:
        query = query.where(results.c.analyte.in_([bindparam(name) for name in analytes]))
    if "since" in by:
        query = query.where(results.c.at >= bindparam("since"))
    return query.where(results.c.at < bindparam("until")) if "until" in by else query


@cache
def moments(*, before: bool) -> Select[Any]:
    """The newest moments at which something of a child was collected that stands; `before` a moment or at all."""
    query = select(results.c.at).where(results.c.child == bindparam("child"), STANDS).group_by(results.c.at)
    if before:
        query = query.where(results.c.at < bindparam("before"))
    return query.order_by(results.c.at.desc()).limit(bindparam("moments"))


@cache
def standing(*, before: bool) -> Select[Any]:
    """What stands of a child since a moment."""
    query = select(results).where(results.c.child == bindparam("child"), results.c.at >= bindparam("since"), STANDS)
    return query.where(results.c.at < bindparam("before")) if before else query


def border(moment: datetime) -> str:
    """The text that stands before those of a moment in every zone, and after all earlier ones."""
    return to_text(moment)[:LENGTH]
