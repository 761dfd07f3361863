"""Strict readings of what stands in a case: plain decimals, ISO days, ward times. Each refusal is a code."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any
from unicodedata import category
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from hlh_desktop.domain.quantity import parse_decimal

# Years 1900 to 2199: outside them a day is a slip, and the arithmetic of a calendar could overflow.
DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(DAY.pattern + r"T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
CLOCK = re.compile(r"[0-2][0-9]:[0-5][0-9]")
SHOWN = 60
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def refusal(code: str, **values: Any) -> PydanticCustomError:
    """A refusal that `domain.problems` turns into one line; its sentence is wording `problem.<code>`."""
    # pydantic renders its own template; ours is only the code, so that no sentence stands in code.
    return PydanticCustomError(f"hlh_{code}", "{code}", {"code": code, **values})


def _decimal(value: Any) -> Decimal:
    if isinstance(value, Decimal) and value.is_finite():
        return value
    number = parse_decimal(value) if isinstance(value, str) else None
    if number is None:
        raise refusal("not_a_plain_decimal")
    return number


def _day(value: Any) -> date:
    if type(value) is date:
        return value
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise refusal("not_a_day")


def parse_moment(text: str) -> datetime | None:
    """The moment of a text such as "2026-11-22T06:10", with or without an offset; None for what is none."""
    try:
        return datetime.fromisoformat(text) if MOMENT.fullmatch(text) else None
    except ValueError:
        return None


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    moment = parse_moment(value) if isinstance(value, str) else None
    if moment is None:
        raise refusal("not_a_moment")
    return moment


def _moment_or_day(value: Any) -> datetime:
    """A laboratory may know only the day: midnight then stands for it."""
    whole_day = isinstance(value, str) and DAY.fullmatch(value)
    return datetime.combine(_day(value), time()) if whole_day else _moment(value)


def _clock(value: Any) -> time:
    if isinstance(value, time):
        return value
    try:
        if isinstance(value, str) and CLOCK.fullmatch(value):
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise refusal("not_a_clock_time")


def _zone(value: Any) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    try:
        if isinstance(value, str) and value:
            return ZoneInfo(value)
    except (ValueError, OSError):
        pass
    except KeyError:  # ZoneInfoNotFoundError
        pass
    raise refusal("not_a_zone")


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise refusal("not_words")
    return value


PlainDecimal = Annotated[Decimal, BeforeValidator(_decimal)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
MomentOrDay = Annotated[datetime, BeforeValidator(_moment_or_day)]
ClockTime = Annotated[time, BeforeValidator(_clock)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Words = Annotated[str, BeforeValidator(_words)]


def shown_json(value: Any) -> str:
    """A value as JSON writes it; what is nested too deep to write is only hinted at."""
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except RecursionError:
        return ELLIPSIS


def one_line(text: str) -> str:
    """A text without line breaks, escape codes or anything else that a terminal would obey; any blank stays."""
    return "".join(one if one.isprintable() or category(one) == "Zs" else "\N{REPLACEMENT CHARACTER}" for one in text)


def shortened(text: str, letters: int = SHOWN) -> str:
    """A text of at most so many letters, an ellipsis at its end if more stood there."""
    return text if len(text) <= letters else text[: letters - 1] + ELLIPSIS


def clipped(value: Any) -> str:
    """What was found, as JSON would write it, short enough for one line."""
    json_value = isinstance(value, bool | int | list | tuple | dict)
    written = f'"{value}"' if isinstance(value, str) else shown_json(value) if json_value else str(value)
    return one_line(shortened(written))
