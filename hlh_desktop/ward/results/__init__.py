"""The laboratory results of an open ward: written down, corrected, struck out, read; the ward's own analytes."""

from __future__ import annotations
