"""The rules of the house, to be read as sentences. Each check is also shown samples that it must refuse."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "hlh_desktop"
ROOMS = (
    "__main__",
    "cli",
    "app",
    "ui",
    "ward",
    "report",
    "record",
    "knowledge",
    "exchange",
    "domain",
    "paths",
)
TOP_LEVEL = {
    "hlh_desktop", "resources", "forms", "tests", "pyproject.toml", "README.md", "build_installer.spec",
    "dev.py", "requirements.lock", "LICENSE", ".gitignore", ".ci",
}  # fmt: skip

# Numbers of the calendar and of arithmetic. One that a clinician could dispute is not among them.
STRUCTURAL = {
    0: "nothing, and the first place in a row",
    1: "one, and the factor that changes nothing",
    2: "a half, a pair, and the decimals of a printed body surface area",
    7: "days in a week",
    10: "the base of the decimal system",
    12: "months in a year",
    24: "hours in a day",
    60: "minutes in an hour",
    100: "percent, and centimetres in a metre",
    1000: "the step between metric prefixes",
    3600: "the divisor in Mosteller's formula, named where it stands",
}

# Numbers that are structural where they stand and would be clinical elsewhere.
STRUCTURAL_HERE = {
    ("domain/case.py", Fraction(64)): "letters of a record number",
    ("domain/day_entry.py", Fraction(3)): "the third part of a typed date",
    ("domain/dose_words.py", Fraction(4)): "up to so many doses a day have a word of their own",
    ("domain/proof_inputs.py", Fraction(6)): "digits shown of a root that never ends",
    ("domain/growth/checks.py", Fraction("0.01")): "the finest step that is printed",
    ("domain/growth/judge.py", Fraction(20)): "digits carried inside a z score",
    ("domain/laboratory.py", Fraction(32)): "the freezing point of water in Fahrenheit",
    ("domain/laboratory.py", Fraction(5)): "degrees Celsius ...",
    ("domain/laboratory.py", Fraction(9)): "... in so many Fahrenheit",
    ("domain/patient.py", Fraction(28)): "digits carried inside a body surface area",
    ("domain/quantity.py", Fraction(4)): "decimals shown of a number without an end",
    ("domain/quantity.py", Fraction(6)): "decimals after which a number has no end",
    ("domain/revision/changes.py", Fraction(3)): "up to so many findings of one code are told each",
    ("domain/renal.py", Fraction(3)): "decimals at most of a kidney function beside a limit",
    ("domain/scan.py", Fraction(1271)): "the modulus of two check characters (ISO 7064)",
    ("domain/scan.py", Fraction(20)): "characters of a code of 21 modules",
}

# What may stand between words that come from resources/wording.
JOINTS = {" ", ", "}

CLOCKS = {
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.strftime",
}  # fmt: skip

# Written with brackets, so that this file does not itself name one.
REGISTRY = re.compile(r"p[y]pi\.(org|python)|p[y]thonhosted\.org|registry\.n[p]mjs|/sim[p]le/|--(extra-)?ind[e]x-url")

# A character by its name in a pattern, and a type in quotes.
NO_WORDS = re.compile(r"\\N\{[A-Z -]+\}|^\w+( \| \w+)+$")
NUMBER_AS_TEXT = re.compile(r"[+-]?(\d[\d_]*)?\.?\d+(e[+-]?\d+)?(/\d+)?", re.IGNORECASE)


# --- the checks: source text in, what is wrong out


def numbers(source: str) -> Iterator[Fraction]:
    """Each number that a module writes down, as itself or as text in the manner of Decimal("0.75")."""
    for node in ast.walk(ast.parse(source)):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            continue
        if NUMBER_AS_TEXT.fullmatch(text := str(value).strip(" %")):
            yield Fraction(text)


def sentences(source: str) -> Iterator[str]:
    """Each text with a space in it that is no docstring, no type and no joint between words."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, documented) and node.body]
    docstrings = {id(body[0].value) for body in bodies if isinstance(body[0], ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in docstrings else None
        if isinstance(text, str) and " " in NO_WORDS.sub("", text) and text not in JOINTS:
            yield text


def clock_reads(source: str) -> Iterator[str]:
    """Each place where a module asks the computer for the time, under whatever name it imported that."""
    nodes = list(ast.walk(ast.parse(source)))
    origin: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            origin.update({alias.asname or alias.name: alias.name for alias in node.names})
        elif isinstance(node, ast.ImportFrom):
            origin.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    for node in nodes:
        head, _, tail = ast.unparse(node).partition(".") if isinstance(node, ast.Attribute | ast.Name) else ("", "", "")
        full = ".".join(filter(None, (origin.get(head), tail)))
        if full in CLOCKS:
            yield full


def qt_names(source: str) -> Iterator[str]:
    """Each name that a module takes from Qt, or the attempt to load Qt by its name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "PySide6":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] == "PySide6")
        elif isinstance(node, ast.Constant) and str(node.value).partition(".")[0] == "PySide6":
            yield str(node.value)


def registry_addresses(text: str) -> list[str]:
    """Each address of a package index."""
    return [found.group() for found in REGISTRY.finditer(text)]


# --- where they look


def modules(*rooms: str) -> Iterator[Path]:
    """The source files of these rooms, as far as they are built."""
    for room in rooms:
        yield from (file for file in (PACKAGE / f"{room}.py",) if file.is_file())
        yield from sorted((PACKAGE / room).rglob("*.py"))


def wrong(check: Callable[[str], Iterable[object]], *rooms: str) -> list[str]:
    """What a check has to say about these rooms, each with the file it stands in."""
    return [
        f"{file.relative_to(PACKAGE).as_posix()}: {found!s}"
        for file in modules(*rooms)
        for found in check(file.read_text(encoding="utf-8"))
    ]


def committed_files() -> list[Path]:
    """Everything that git keeps; without git, everything that it would keep."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    folders = [file for name in TOP_LEVEL for file in (ROOT / name, *(ROOT / name).rglob("*"))]
    return [file for file in folders if file.is_file() and "__pycache__" not in file.parts]


def contracts(project: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of a project with its pyproject.toml."""
    code = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache', '--no-logo'])"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=project, capture_output=True, check=False, text=True)


# --- the rules


def test_rooms_are_used_one_way_only() -> None:
    result = contracts(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_domain_writes_down_no_number_that_could_be_disputed() -> None:
    found = {
        (file.relative_to(PACKAGE).as_posix(), number)
        for file in modules("domain")
        for number in numbers(file.read_text(encoding="utf-8"))
    }
    disputable = {one for one in found if one[1] not in STRUCTURAL}
    assert sorted(map(str, disputable - STRUCTURAL_HERE.keys())) == []
    assert sorted(map(str, STRUCTURAL_HERE.keys() - disputable)) == [], "no longer there: take it off the list"


def test_sentences_live_in_the_resources() -> None:
    found = wrong(sentences, "domain", "ward", "report", "cli")
    assert not found, "\n".join(found)


def test_the_time_is_passed_down_and_never_asked_for() -> None:
    found = wrong(clock_reads, "domain", "knowledge", "exchange", "report", "record", "ward")
    assert not found, "\n".join(found)


def test_only_ui_and_app_know_qt() -> None:
    found = wrong(qt_names, *(room for room in ROOMS if room not in ("ui", "app")))
    assert not found, "\n".join(found)


def test_no_committed_file_names_a_package_index() -> None:
    texts = {file: file.read_text(encoding="utf-8", errors="ignore") for file in committed_files()}
    assert [f"{file}: {found}" for file, text in texts.items() for found in registry_addresses(text)] == []


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert re.search(r"^pyside6-essentials==6\.11\.3 ", lock, re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=\S)", lock, flags=re.MULTILINE) if entry)


def test_the_top_level_stays_as_agreed() -> None:
    assert {file.relative_to(ROOT).parts[0] for file in committed_files()} <= TOP_LEVEL


# --- the checks can fail


@pytest.mark.parametrize(
    "number", ["150", "0.75", "2000", "44.35", "-150", "1_500", ".5", "1e4", "'0.75'", "'3/4'", "'75%'"]
)
def test_a_clinical_number_is_seen(number: str) -> None:
    assert set(numbers(f"DOSE = f({number}, 0, 1, True, 'mg')")) - STRUCTURAL.keys()


@pytest.mark.parametrize("source", ["x = 12 * years + 7", "'0', '12'", "x = 'S36', 'mg/m2', '2026-11-22'"])
def test_a_structural_number_is_let_pass(source: str) -> None:
    assert not set(numbers(source)) - STRUCTURAL.keys()


@pytest.mark.parametrize(
    "source",
    [
        "x = 'Call the ICU'",
        "f'{n} doses'",
        "f(' x ')",
        "f(help='Plan a case')",
        "def f():\n  x = 1\n  'a b'",
        "x = ' - '",
    ],
)
def test_a_sentence_is_seen(source: str) -> None:
    assert list(sentences(source))


@pytest.mark.parametrize(
    "source",
    ['"""A docstring."""', "', '.join(x)", "f'{a} {b}'", "cast('A | None', x)", "class A:\n  'Doc string.'", "1 + 1"],
)
def test_what_is_no_sentence_is_let_pass(source: str) -> None:
    assert not list(sentences(source))


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\ndatetime.now(UTC)",
        "from datetime import date as day\nday.today()",
        "import datetime as dt\ndt.datetime.now()",
        "import datetime\nfield(default_factory=datetime.date.today)",
        "import time\ntime.time()",
        "from time import time as clock\nclock()",
    ],
)
def test_a_look_at_the_clock_is_seen(source: str) -> None:
    assert list(clock_reads(source))


@pytest.mark.parametrize(
    "source", ["from datetime import time\ntime(8, 0)", "plan(situation.today, now=now)", "date(2026, 1, 1)"]
)
def test_a_time_that_was_passed_down_is_let_pass(source: str) -> None:
    assert not list(clock_reads(source))


@pytest.mark.parametrize(
    "source",
    ["from PySide6.QtCore import QObject", "import PySide6.QtGui as g", "import_module('PySide6.QtCore')"],
)
def test_a_name_from_qt_is_seen(source: str) -> None:
    assert list(qt_names(source))


def test_a_quantity_is_not_qt() -> None:
    assert not list(qt_names("from hlh_desktop.domain.quantity import Quantity"))


@pytest.mark.parametrize("address", ["https://{}pi.org/x", "files.{}thonhosted.org", "https://mirror/{}mple/"])
def test_an_address_of_a_package_index_is_seen(address: str) -> None:
    assert registry_addresses(address.format("si" if "mirror" in address else "py"))


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("paths", "", None),
        ("domain", "import hlh_desktop.paths", None),
        ("app", "import PySide6", None),
        ("report", "import reportlab", None),
        ("record", "import sqlalchemy", None),
        ("paths", "import hlh_desktop.domain", "Rooms are used from left to right only"),
        ("report", "import hlh_desktop.knowledge", "Rooms are used from left to right only"),
        ("cupboard", "", "Rooms are used from left to right only"),
        ("domain", "from PySide6.QtCore import QObject", "Only ui and app know Qt"),
        ("ward", "import sqlalchemy", "Only record speaks SQL"),
        ("app", "def late():\n    import alembic", "Only record speaks SQL"),
        ("cli", "from reportlab.pdfgen import canvas", "Only report draws paper"),
    ],
)
def test_a_contract_breaks_where_it_should(tmp_path: Path, module: str, line: str, broken: str | None) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "hlh_desktop"
    package.mkdir()
    for room in ("__init__", *ROOMS):
        (package / f"{room}.py").touch()
    (package / f"{module}.py").write_text(line)
    result = contracts(tmp_path)
    assert (result.returncode == 0) is (broken is None), result.stdout
    assert broken is None or f"{broken} BROKEN" in result.stdout or broken in result.stderr, result.stdout
