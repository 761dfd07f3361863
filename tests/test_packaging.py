"""Forms compiled when they changed, and a wheel and a bundle that carry all that the program needs."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar
from zipfile import ZipFile

import pytest

from forms import compile_forms as forms
from hlh_desktop import paths

ROOT = Path(__file__).resolve().parent.parent
FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>Greeting</class>
 <widget class="QWidget" name="Greeting">
  <property name="windowTitle"><string>TITLE</string></property>
 </widget>
</ui>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with the real build files, one form, one knowledge file and one golden case."""
    root = tmp_path / "project"
    for folder in ("forms", "hlh_desktop/ui/forms", "resources/wording", "tests/cases/golden"):
        (root / folder).mkdir(parents=True)
    for file in ("pyproject.toml", "LICENSE", ".gitignore", "forms/compile_forms.py", "hlh_desktop/paths.py"):
        shutil.copy(ROOT / file, root / file)
    for package in ("hlh_desktop", "hlh_desktop/ui", "hlh_desktop/ui/forms"):
        (root / package / "__init__.py").touch()
    (root / "README.md").touch()
    (root / "resources/wording/en.toml").write_text('greeting = "Good day"\n')
    (root / "tests/cases/golden/TV01.json").write_text("{}")
    (root / "forms/greeting.ui").write_text(FORM)
    return root


def build(project: Path, kind: str) -> Path:
    """The wheel that hatchling makes of a project: `standard` or `editable`."""
    target = project.parent / kind
    code = f"from hatchling.build import *; build_{kind}({str(target)!r})".replace("_standard", "_wheel")
    subprocess.run([sys.executable, "-c", code], cwd=project, check=True, capture_output=True)
    return next(target.glob("*.whl"))


def test_a_project_without_forms_is_compiled_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    assert forms.compile_forms(tmp_path) == []
    assert not (tmp_path / "hlh_desktop").exists()


def test_a_form_becomes_a_module_that_python_can_read(project: Path) -> None:
    (module,) = forms.compile_forms(project)
    assert module == project / "hlh_desktop/ui/forms/ui_greeting.py"
    compile(module.read_text(encoding="utf-8"), str(module), "exec")
    assert "class Ui_Greeting" in module.read_text(encoding="utf-8")


def test_an_unchanged_form_is_left_alone(project: Path) -> None:
    forms.compile_forms(project)
    assert forms.compile_forms(project) == []


def test_a_form_saved_later_is_compiled_again(project: Path) -> None:
    (module,) = forms.compile_forms(project)
    form = project / "forms/greeting.ui"
    form.write_text(FORM.replace("TITLE", "CHANGED"))
    later = module.stat().st_mtime + 5
    os.utime(form, (later, later))
    os.utime(module, (later - 1, later - 1))
    assert forms.compile_forms(project) == [module]
    assert "CHANGED" in module.read_text(encoding="utf-8")


def test_a_module_whose_form_is_gone_goes_too(project: Path) -> None:
    (module,) = forms.compile_forms(project)
    (project / "forms/greeting.ui").unlink()
    forms.compile_forms(project)
    assert not module.exists()


def test_a_broken_form_stops_the_build_and_keeps_the_old_module(project: Path) -> None:
    (module,) = forms.compile_forms(project)
    old = module.read_bytes()
    (project / "forms/greeting.ui").write_text("<ui><widget>")
    os.utime(module, (0, 0))
    with pytest.raises(subprocess.CalledProcessError):
        forms.compile_forms(project)
    assert module.read_bytes() == old
    assert [file.name for file in module.parent.iterdir() if "unfinished" in file.name] == []


def test_without_qt_the_missing_compiler_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "find_spec", lambda _: None)
    with pytest.raises(FileNotFoundError, match="uic"):
        forms.uic()


def test_the_wheel_holds_forms_resources_and_golden_cases(project: Path) -> None:
    names = set(ZipFile(build(project, "standard")).namelist())
    assert {
        "hlh_desktop/ui/forms/ui_greeting.py",
        "hlh_desktop/resources/wording/en.toml",
        "hlh_desktop/resources/cases/golden/TV01.json",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "forms/", "resources/"))]


def test_an_editable_install_holds_no_copy(project: Path) -> None:
    names = ZipFile(build(project, "editable")).namelist()
    assert [name for name in names if "dist-info" not in name] == ["_hlh_desktop.pth"]


# --- the frozen bundle


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """What build_installer.spec says, with stand-ins for the parts of PyInstaller that do the work."""
    said: dict[str, Any] = {}

    class Analysis:
        binaries: ClassVar[list[Any]] = []
        datas: ClassVar[list[Any]] = []
        pure: ClassVar[list[Any]] = []
        scripts: ClassVar[list[Any]] = []

        def __init__(self, scripts: list[str], **parts: Any) -> None:
            said.update(parts)

    names: dict[str, Any] = {"Analysis": Analysis, **dict.fromkeys(("PYZ", "EXE", "COLLECT"), lambda *_, **__: None)}
    exec(compile((ROOT / "build_installer.spec").read_text(encoding="utf-8"), "build_installer.spec", "exec"), names)
    return {**names, **said}


def imported(*files: Path) -> set[str]:
    """The modules of others that these files import, with the parts of them that are modules too."""
    found = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    names = {name for name in found if name.partition(".")[0] not in {*sys.stdlib_module_names, "hlh_desktop"}}
    return {name for name in names if is_module(name)}


def is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ModuleNotFoundError, ValueError):
        return False


def test_the_bundle_carries_what_a_wheel_carries_and_the_steps_of_the_record(spec: dict[str, Any]) -> None:
    carried: dict[str, str] = {}
    for source, target in spec["DATAS"]:
        found = list(ROOT.glob(source))
        assert found, source
        carried |= {str(place): target if place.is_dir() else f"{target}/{place.name}" for place in found}
    assert forms.wheel_data(ROOT).items() <= carried.items()
    for step in paths.migrations().rglob("*.py"):
        assert carried[str(step)] == step.relative_to(ROOT).as_posix()
    assert any("zoneinfo" in target for _, target in spec["datas"])


def test_the_bundle_knows_what_the_steps_of_the_record_import(spec: dict[str, Any]) -> None:
    """Alembic reads them as files, so that PyInstaller never sees what they need."""
    needed = imported(*paths.migrations().rglob("*.py"))
    assert {"alembic.op", "alembic.context"} <= needed
    assert needed - set(spec["hiddenimports"]) <= imported(*(ROOT / "hlh_desktop").rglob("*.py"))
    assert {"alembic.op", "alembic.context"} <= set(spec["hiddenimports"])


def test_the_bundle_holds_every_module_of_the_program(spec: dict[str, Any]) -> None:
    own = {".".join(file.relative_to(ROOT).with_suffix("").parts) for file in (ROOT / "hlh_desktop").rglob("*.py")}
    own = {name.removesuffix(".__init__") for name in own}
    assert own - set(spec["hiddenimports"]) <= {"hlh_desktop.__main__"}
    assert "reportlab.graphics.barcode.code128" in spec["hiddenimports"], "named as text by reportlab itself"


def test_nothing_that_the_program_imports_is_left_out_of_the_bundle(spec: dict[str, Any]) -> None:
    excluded = tuple(spec["excludes"])
    used = imported(*(ROOT / "hlh_desktop").rglob("*.py")) | set(spec["hiddenimports"])
    assert [name for name in used if name in excluded or name.startswith(tuple(f"{one}." for one in excluded))] == []
    assert [name for name in spec["hiddenimports"] if not is_module(name)] == []


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("hlh_desktop/resources/wording/en.toml", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
    ],
)
def test_only_the_parts_of_qt_that_are_used_are_in_the_bundle(spec: dict[str, Any], name: str, used: bool) -> None:
    assert spec["is_used"](name) is used


def test_a_library_stays_as_long_as_anything_needs_it(spec: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    links = {"/q": {("libA.so", None)}, "/a": {("libB.so", None)}}
    monkeypatch.setitem(spec["still_needed"].__globals__, "get_imports", lambda file: links.get(file, set()))
    monkeypatch.setattr(sys, "platform", "linux")
    needed = [("PySide6/QtGui.so", "/q", "EXTENSION"), ("libA.so", "libA", "SYMLINK"), ("Qt/libA.so", "/a", "BINARY"),
              ("libB.so", "/b", "BINARY")]  # fmt: skip
    dropped = [("libC.so", "/c", "BINARY"), ("libD.so", "libD", "SYMLINK")]
    assert spec["still_needed"]([*dropped, *needed]) == needed


# --- the real project as a wheel


def test_an_unpacked_wheel_reads_its_own_files(tmp_path: Path) -> None:
    """The real project, from a copy, so that nothing is written into the checkout."""
    copy = tmp_path / "project"
    unneeded = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "mutants", "build", "dist")
    shutil.copytree(ROOT, copy, ignore=unneeded)
    unpacked = tmp_path / "unpacked"
    ZipFile(build(copy, "standard")).extractall(unpacked)
    code = "from hlh_desktop import paths; print(paths.resources()); print(paths.golden_cases())"
    command = [sys.executable, "-P", "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    run = subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True, text=True)
    inside = unpacked / "hlh_desktop" / "resources"
    assert run.stdout.split() == [str(inside), str(inside / "cases" / "golden")]
    carried = {file.relative_to(inside).as_posix() for file in inside.rglob("*") if file.is_file()}
    for folder, below in ((ROOT / "resources", ""), (ROOT / "tests/cases/golden", "cases/golden/")):
        for file in folder.rglob("*"):
            if file.is_file():
                assert below + file.relative_to(folder).as_posix() in carried
    # What is not data but is read as files, and what is made at build.
    package = unpacked / "hlh_desktop"
    for form in (ROOT / "forms").glob("*.ui"):
        assert (package / "ui" / "forms" / f"ui_{form.stem}.py").is_file()
    for step in paths.migrations().rglob("*.py"):
        assert (package.parent / step.relative_to(ROOT)).is_file()
    for part in (
        "theme/style.qss",
        "theme/theme.toml",
        "icons/lock.svg",
        "wording/en.toml",
        "fonts/LICENSE-DejaVu.txt",
    ):
        assert part in carried
