"""Reads resources/ into frozen domain objects, and refuses what it does not fully understand."""
