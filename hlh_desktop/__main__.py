"""The program's entry: `hlh-desktop` and `python -m hlh_desktop`."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command line; answers the exit status."""
    from hlh_desktop.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
