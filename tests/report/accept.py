"""Writes the accepted text of some printed plans: `python -m tests.report.accept`."""

from __future__ import annotations

from tests.builders import ROOT
from tests.report.sheets import cases, printed
from tests.report.trend_pages import TRENDS, trend_page

FOLDER = ROOT / "tests" / "accepted" / "pdf"
# Eight weeks of a toddler, both intrathecal drugs, every kind of change, and no regimen at all.
ACCEPTED = ("TV04", "TV10-hlh-2004", "BUSY", "UNDECIDED", TRENDS)


def accepted_text(name: str) -> str:
    """The text of every page, with lines between the pages, as a file holds it."""
    found = trend_page() if name == TRENDS else printed(cases()[name])
    pages = (page.replace("\r\n", "\n").strip() for page in found.pages)
    return "\n\n--------------------------------\n\n".join(pages) + "\n"


def main() -> None:
    """Writes every text."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ACCEPTED:
        (FOLDER / f"{name}.txt").write_text(accepted_text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
