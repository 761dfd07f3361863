"""The command line: plans of case files, the check of knowledge and wards, wards, the demonstration."""

from __future__ import annotations

from hlh_desktop.cli.main import run

__all__ = ["run"]
