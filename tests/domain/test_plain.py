"""Words that somebody typed, as one line."""

from __future__ import annotations

from hlh_desktop.domain.plain import one_line


def test_a_number_keeps_its_unit_with_whatever_blank_stands_between_them() -> None:
    for blank in (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{FIGURE SPACE}"):
        assert one_line(f"24{blank}micromol/L") == f"24{blank}micromol/L"


def test_what_a_terminal_would_obey_or_nobody_sees_is_shown_as_such() -> None:
    assert one_line("a\nb\tc\x1b[0md\N{ZERO WIDTH SPACE}e\N{RIGHT-TO-LEFT OVERRIDE}") == "a�b�c�[0md�e�"
