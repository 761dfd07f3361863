"""Speed and memory of `hlh-desktop plan file.jsonl --json out.jsonl`: `python3 dev.py bench [CASES ...]`.

A quarter of the cases run for 52 weeks with every usual line. Start-up is a run on one case, and is taken off. User
time is what the processor worked for us; wall time grows with whatever else the computer does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
COUNTS = (400, 4000)
USUAL = ("etoposide", "dexamethasone", "rituximab", "ivig", "cotrimoxazole")
YEAR = (*USUAL, "ciclosporin", "intrathecal")
KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@dataclass(frozen=True)
class Run:
    """One run of the command: seconds on the wall, seconds of the processor, and the most memory it held, in bytes."""

    wall: float
    user: float
    peak: int


def write_cases(path: Path, count: int) -> None:
    """A file of lines with so many cases, all children different."""
    example = json.loads((ROOT / "resources" / "cases" / "example.json").read_bytes())
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps(case(example, number)) + "\n")


def case(example: dict[str, Any], number: int) -> dict[str, Any]:
    """The example child with a number and a weight of its own; every fourth for a year, by both protocols in turn."""
    year = number % 4 == 0
    regimen = {
        "protocol": "hlh-2004" if number % 8 == 0 else "hlh-94",
        "last_week": 52 if year else 8,
        "lines": [{"line": line} for line in (YEAR if year else USUAL)],
    }
    row = {**example["measurements"][0], "weight_kg": f"{13 + number % 40 / 10:.1f}"}
    patient = {**example["patient"], "mrn": f"BENCH-{number:06}"}
    return {**example, "patient": patient, "measurements": [row], "regimen": regimen}


def run(cases: Path) -> Run:
    """Plans a file in a process of its own."""
    out = cases.with_suffix(".out")
    command = [sys.executable, "-m", "hlh_desktop", "plan", str(cases), "--json", str(out)]
    began = time.monotonic()
    child = subprocess.Popen(command, cwd=ROOT)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode or lines(out) != lines(cases):
        sys.exit("The run failed.")
    return Run(wall, used.ru_utime, used.ru_maxrss * (1 if sys.platform == "darwin" else KILOBYTE))


def lines(path: Path) -> int:
    """The lines of a file. One by one: a child's peak begins at the memory that its parent holds."""
    with path.open("rb") as file:
        return sum(1 for _ in file)


def typing(example: dict[str, Any], turns: int = 20) -> str:
    """What the wizard asks after each field, beside a plan of the same case: the least of some turns each."""
    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.growth import judge
    from hlh_desktop.domain.growth.child import Measure
    from hlh_desktop.domain.plan import make_plan
    from hlh_desktop.exchange.case_file import read_case
    from hlh_desktop.knowledge.load import load
    from hlh_desktop.ward.look import look

    knowledge, now = load(ROOT / "resources"), datetime(2026, 11, 22, 7, tzinfo=UTC)
    found = read_case(json.dumps(example).encode(), knowledge).case
    assert found is not None
    weighed = Measure(None, date(2024, 6, 22), None, date(2026, 11, 21), Decimal("13.5"), Decimal(92), ())
    plan = least(lambda: make_plan(found, knowledge), turns)
    looked = least(lambda: look(Draft(example), knowledge, now), turns)
    judged = least(lambda: judge(weighed, knowledge.growth), turns)
    return f"a look while typing {looked:.1f} ms = {looked / plan:.1f} x a plan of the case; a weight {judged:.2f} ms"


def least(deed: Callable[[], object], turns: int) -> float:
    """The quickest of some turns, in ms."""
    took = []
    for _ in range(turns):
        began = time.perf_counter()
        deed()
        took.append(time.perf_counter() - began)
    return min(took) * 1000


def main(words: list[str]) -> None:
    """Prints one line a size."""
    print(typing(json.loads((ROOT / "resources" / "cases" / "example.json").read_bytes())))
    with TemporaryDirectory() as folder:
        cases = Path(folder, "cases.jsonl")
        write_cases(cases, 1)
        run(cases)  # warms the disk
        start = run(cases)
        print(f"{'cases':>7} {'wall s':>8} {'user s':>8} {'plans/s':>8} {'plans/user s':>13} {'peak MB':>8}")
        print(f"{1:>7} {start.wall:>8.2f} {start.user:>8.2f} {'':>8} {'':>13} {start.peak / MEGABYTE:>8.1f}")
        for count in [int(word) for word in words] or COUNTS:
            write_cases(cases, count)
            found = run(cases)
            by_wall, by_user = (count - 1) / (found.wall - start.wall), (count - 1) / (found.user - start.user)
            print(
                f"{count:>7} {found.wall:>8.2f} {found.user:>8.2f} {by_wall:>8.0f} {by_user:>13.0f} "
                f"{found.peak / MEGABYTE:>8.1f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
