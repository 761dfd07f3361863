"""The checkout and the frozen bundle; the wheel, which has to be built first, is in test_packaging.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hlh_desktop import paths

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen bundle, as far as paths can tell."""
    (tmp_path / "hlh_desktop" / "resources" / "cases" / "golden").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    return tmp_path


def test_a_checkout_reads_its_top_level_folders() -> None:
    assert paths.resources() == ROOT / "resources"
    assert paths.golden_cases() == ROOT / "tests" / "cases" / "golden"


def test_a_checkout_has_its_knowledge_there() -> None:
    assert (paths.resources() / "sources.toml").is_file()


def test_no_copy_in_the_package_hides_the_checkout() -> None:
    assert not (ROOT / "hlh_desktop" / "resources").exists()


def test_a_bundle_reads_what_it_unpacked(bundle: Path) -> None:
    assert paths.resources() == bundle / "hlh_desktop" / "resources"
    assert paths.golden_cases() == bundle / "hlh_desktop" / "resources" / "cases" / "golden"


def test_the_golden_cases_lie_inside_the_resources_of_a_bundle(bundle: Path) -> None:
    assert paths.golden_cases().is_dir()
    assert paths.golden_cases().is_relative_to(paths.resources())


def test_the_steps_of_the_record_are_files_beside_it() -> None:
    assert (paths.migrations() / "env.py").is_file()
    assert [*(paths.migrations() / "versions").glob("[!_]*.py")]
