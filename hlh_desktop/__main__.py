"""The program's entry: `hlh-desktop` and `python -m hlh_desktop`."""

from __future__ import annotations

import signal
import sys

from hlh_desktop.knowledge.errors import KnowledgeError

# What a shell says of a program that a signal ended: 128 and the number of the signal.
INTERRUPTED, TERMINATED = 130, 143


def main() -> int:
    """Runs the command line, or without arguments opens the window; answers the exit status."""
    # As an interruption does, so that no half-written file is left.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        if not sys.argv[1:]:
            from hlh_desktop.app import start

            return start()
        from hlh_desktop.cli import run

        return run(sys.argv[1:])
    except KnowledgeError as error:  # of the wording itself: there is no other sentence to say it in
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    raise SystemExit(main())
