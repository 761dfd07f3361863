"""The guard against a PySide6 that loses references of None, and whether a window would be seen."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hlh_desktop import app


class Count:
    """A stand-in for sys.getrefcount(None), with calls that take `lost` references each."""

    def __init__(self, lost: int) -> None:
        self.references, self.lost = 5000, lost

    def call(self) -> None:
        self.references -= self.lost

    def __call__(self, _: object) -> int:
        return self.references


@pytest.fixture
def mortal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Python 3.11, whichever runs the tests."""
    monkeypatch.setattr(app, "NONE_IS_IMMORTAL", False)


def test_the_installed_qt_keeps_none() -> None:
    assert app.none_is_kept()


def test_the_installed_qt_keeps_none_over_many_calls() -> None:
    assert app.none_is_kept(calls=20_000)


@pytest.mark.usefixtures("mortal")
@pytest.mark.parametrize(("lost", "kept"), [(1, False), (2, False), (0, True), (-1, True)])
def test_a_loss_with_each_call_is_seen(lost: int, kept: bool) -> None:
    count = Count(lost)
    assert app.none_is_kept(200, count.call, count) is kept


@pytest.mark.usefixtures("mortal")
def test_a_few_references_that_come_and_go_are_no_loss() -> None:
    count = Count(0)
    for _ in range(3):
        count.references -= 1
        assert app.none_is_kept(200, count.call, count)


@pytest.mark.usefixtures("mortal")
def test_every_call_is_made_and_counted() -> None:
    made = []
    app.none_is_kept(200, lambda: made.append(1), Count(0))
    assert len(made) == 200


def test_an_immortal_none_needs_no_look_at_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "NONE_IS_IMMORTAL", True)
    count = Count(1)
    assert app.none_is_kept(200, count.call, count)
    assert count.references == 5000


@pytest.mark.skipif(app.NONE_IS_IMMORTAL, reason="None can't lose a reference from Python 3.12 on")
def test_a_method_that_really_drops_none_is_refused() -> None:
    """In a process of its own, since it harms the interpreter that it runs in."""
    harm = """
import ctypes, sys
from hlh_desktop import app
none = ctypes.py_object(None)
ctypes.pythonapi.Py_IncRef.argtypes = ctypes.pythonapi.Py_DecRef.argtypes = [ctypes.py_object]
drop = lambda: ctypes.pythonapi.Py_DecRef(None)
for _ in range(1000): ctypes.pythonapi.Py_IncRef(None)
sys.exit(10 + app.none_is_kept(200, drop))
"""
    assert subprocess.run([sys.executable, "-c", harm], check=False).returncode == 10


def test_a_faulty_qt_is_refused_with_the_sentence_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "none_is_kept", lambda: False)
    with pytest.raises(app.FaultyQt, match=r"^a calm sentence$"):
        app.refuse_faulty_qt(lambda: "a calm sentence")


def test_a_sound_qt_is_let_pass() -> None:
    app.refuse_faulty_qt(lambda: pytest.fail("never said"))


@pytest.mark.parametrize(
    ("system", "told", "display", "seen"),
    [
        ("linux", None, None, False), ("linux", None, "DISPLAY", True), ("linux", None, "WAYLAND_DISPLAY", True),
        ("linux", "offscreen", "DISPLAY", False), ("linux", "xcb", None, True), ("win32", None, None, True),
        ("darwin", "offscreen", None, False),
    ],
)  # fmt: skip
def test_a_window_is_only_opened_where_somebody_sees_it(
    monkeypatch: pytest.MonkeyPatch, system: str, told: str | None, display: str | None, seen: bool
) -> None:
    for name in (app.PLATFORM, *app.SCREENS):
        monkeypatch.delenv(name, raising=False)
    if told:
        monkeypatch.setenv(app.PLATFORM, told)
    if display:
        monkeypatch.setenv(display, ":0")
    monkeypatch.setattr(sys, "platform", system)
    assert app.has_display() is seen


def test_without_a_display_the_window_says_so_and_does_not_abort(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(app.PLATFORM)
    monkeypatch.setattr(app, "has_display", lambda: False)
    assert app.start() == 1
    assert capsys.readouterr().err.startswith("There is no display to open a window on.")
