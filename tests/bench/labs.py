"""What laboratory results cost beside the bare engine: `python3 dev.py bench labs [RESULTS]`.

A file of 100,000 results, 40 of each sample, is written down in one transaction: rights, limits, whether each is new,
rows, digests, hashes, seals. Beside it, in the same run and on the same disk: the same rows put into the same tables
(triggers and indexes too) by the bare engine, and into a table without an index. Then it is begun again and cancelled
half way. Then a child with 30,000 results is opened: what stands of the newest 12 moments, and the series of the
charts, for the first time and again, beside the bare queries for the same rows.
"""

from __future__ import annotations

import statistics
import sys
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from hlh_desktop.domain.results.series import series_of  # noqa: E402
from hlh_desktop.domain.results.values import Reported, Sample  # noqa: E402
from hlh_desktop.domain.trouble import Trouble  # noqa: E402
from hlh_desktop.record import engine, schema, vault  # noqa: E402
from hlh_desktop.record.result_queries import border  # noqa: E402
from hlh_desktop.ward.results import alerts  # noqa: E402
from hlh_desktop.ward.results.flowsheet import flowsheet  # noqa: E402
from tests.bench.record import fetched, settled, timed  # noqa: E402
from tests.record import wards as records  # noqa: E402
from tests.ward.log import bed as bedside  # noqa: E402

if TYPE_CHECKING:
    from hlh_desktop.domain.laboratory import Analyte
    from tests.ward.log.bed import Bed

RESULTS, CHILD, EACH, READS = 100_000, 30_000, 40, 40
MOMENTS = 12
CHARTS = ("ferritin", "scd25", "plt", "hb", "anc", "fibrinogen", "tg", "ast", "alt", "ldh", "bili_t", "crp")
TABLES = ("facts", "results")


def file_of(bed: Bed, count: int, apart: timedelta = timedelta(minutes=15)) -> list[Sample]:
    """So many results, of the analytes that convert, one sample and then one so long before it."""
    known = {name: one for name, one in bed.desk.labs.catalogue().items() if one.reject is not None}
    names = sorted(known, key=lambda name: (name not in CHARTS, name))[:EACH]
    return [
        Sample(
            bed.now - apart * (1 + back),
            tuple(_reported(name, known[name], back) for name in names[: min(EACH, count - EACH * back)]),
            "Central laboratory", "blood", origin="csv", file="results.csv",
        )
        for back in range((count + EACH - 1) // EACH)
    ]  # fmt: skip


def _reported(name: str, analyte: Analyte, back: int) -> Reported:
    low, high = analyte.warn or analyte.reject or (Decimal(0), Decimal(100))
    value = low + (high - low) * Decimal(1 + back % 97) / 100
    return Reported(
        name, analyte.unit if analyte.unit in analyte.units else next(iter(analyte.units)), round(value, 2),
        method="", low=low, high=high, code=name.upper(), key=f"{back}-{name}",
    )  # fmt: skip


def writing(bed: Bed, place: Path, count: int) -> None:
    """Prints seconds and ratios of one file."""
    labs, samples = bed.desk.labs, file_of(bed, count)
    steps: list[int] = []
    cancelled = partial(_cancelled, bed, samples)
    print(f"cancelled half way after {timed(cancelled):.2f} s: nothing was stored")
    id_ = uuid4()
    took = timed(lambda: labs.write(bed.child, samples, id_, bed.now, progress=lambda done, _: steps.append(done)))
    same = timed(lambda: labs.write(bed.child, samples, uuid4(), bed.now))
    (tables, plain) = bare(bed, place)
    rows = len(bed.desk.labs.results(bed.child))
    print(f"{rows} results of {len(samples)} samples, {len(steps)} steps told\n")
    print(f"{'one transaction':<34} {'s':>6} {'ratio':>6}")
    for name, seconds in (
        ("bare: one table, no index", plain), ("bare: the same tables, as they are", tables), ("written down", took),
        ("the same file again", same),
    ):  # fmt: skip
        print(f"{name:<34} {seconds:>6.2f} {seconds / tables:>6.2f}")
    checked = timed(bed.desk.store.check)
    print(f"{'every chain and digest checked':<34} {checked:>6.2f} {checked / tables:>6.2f}\n")


def _cancelled(bed: Bed, samples: list[Sample]) -> None:
    asked, before = iter(range(2 * len(samples))), len(bed.desk.labs.results(bed.child))
    half = len(samples) + len(samples) // 2
    try:
        bed.desk.labs.write(bed.child, samples, uuid4(), bed.now, cancelled=lambda: next(asked) >= half)
    except Trouble as trouble:
        if trouble.code != "results_cancelled":
            raise
    assert len(bed.desk.labs.results(bed.child)) == before


def bare(bed: Bed, place: Path) -> tuple[float, float]:
    """Seconds for the same rows by the bare engine: into the record's own tables, and into one without an index."""
    with engine.reading(bed.desk.store._engine) as connection:
        first = connection.exec_driver_sql("SELECT min(number) FROM results").scalar_one()
        said = f"WHERE number >= {first} ORDER BY number"
        found = {
            table: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} {said}")]
            for table in TABLES
        }
    place.mkdir()
    key, salt = vault.new_key(), vault.new_salt().hex()
    store = engine.open_engine(place, key, salt, new=True)
    with engine.writing(store) as connection:
        schema.make(connection)
    store.dispose()
    raw = settled(records.raw(place, key, salt))
    raw.execute(f"CREATE TABLE bare ({', '.join(f'c{n}' for n in range(len(found['results'][0])))})")
    try:
        return timed(lambda: added(raw, found)), timed(lambda: added(raw, {"bare": found["results"]}))
    finally:
        raw.close()


def added(raw: Any, found: dict[str, list[tuple[Any, ...]]]) -> None:
    """Rows by their tables, in one transaction."""
    raw.execute("BEGIN IMMEDIATE")
    for table, rows in found.items():
        raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    raw.execute("COMMIT")


def reading(bed: Bed) -> None:
    """Prints what opening the child takes, for the first time and again."""
    desk, child = bed.desk, bed.child
    known = desk.labs.catalogue()
    deeds: dict[str, Any] = {
        "newest 12 moments": lambda: desk.labs.newest(child, MOMENTS),
        "the flowsheet": lambda: flowsheet(desk, child, bed.now),
        "its alerts": lambda: alerts.look(desk, child, bed.now),
        "the charts' results": lambda: desk.labs.results(child, CHARTS),
        "their series": lambda: series_of(desk.labs.results(child, CHARTS), known),
        "all results": lambda: desk.labs.results(child),
    }
    names = ", ".join(f"'{name}'" for name in CHARTS)
    of = f"SELECT * FROM results WHERE child = '{child.hex}'"
    newest = f"{of} ORDER BY at DESC LIMIT {MOMENTS * EACH}"
    bare_sql = {
        "newest 12 moments": newest,
        "the flowsheet": newest,
        "its alerts": f"{of} AND at >= '{border(bed.now - timedelta(days=8))}'",
        "the charts' results": f"{of} AND analyte IN ({names}) ORDER BY at, number, place",
        "their series": f"{of} AND analyte IN ({names}) ORDER BY at, number, place",
        "all results": f"{of} ORDER BY at, number, place",
    }
    print(f"{'a child of 30,000 results':<26} {'rows':>6} {'first ms':>9} {'again ms':>9} {'bare ms':>8} {'ratio':>6}")
    with desk.store.reading() as record:
        cursor = record._connection.connection.cursor()
        for name, deed in deeds.items():
            taken: dict[str, list[float]] = {"first": [], "again": [], "bare": []}
            for _ in range(READS):
                desk.store._known.forget()
                taken["first"].append(timed(deed))
                taken["again"].append(timed(deed))
                taken["bare"].append(timed(lambda name=name: fetched(cursor, bare_sql[name])))
            first, again, unit = (statistics.median(times) * 1000 for times in taken.values())
            count = len(fetched(cursor, bare_sql[name]))
            print(f"{name:<26} {count:>6} {first:>9.1f} {again:>9.1f} {unit:>8.1f} {first / unit:>6.2f}")


def main(words: list[str]) -> None:
    """Writes, then reads, each in a ward of its own."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        bed = bedside.make(place / "written")
        bed.be(bedside.NURSE)
        writing(bed, place / "bare", int(words[0]) if words else RESULTS)
        bed.desk.store.close()
        for name, apart in (("a year", timedelta(hours=12)), ("eight days", timedelta(minutes=15))):
            bed = bedside.make(place / name)
            bed.be(bedside.NURSE)
            bed.desk.labs.write(bed.child, file_of(bed, CHILD, apart), uuid4(), bed.now)
            print(f"\n30,000 results within {name}")
            reading(bed)
            bed.desk.store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
