"""Bringing in a laboratory's file: whose it is, what of it would be taken, left and refused, and taking it."""

from __future__ import annotations
