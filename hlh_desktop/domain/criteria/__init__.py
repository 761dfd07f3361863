"""Diagnostic criteria and scores in three-valued logic: unknown is never negative."""
