"""The form of response, and the alerts of a child's results, on the screen."""

from __future__ import annotations
