"""Forms compiled when they changed, and a wheel that carries all that the program needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from forms import compile_forms as forms

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
