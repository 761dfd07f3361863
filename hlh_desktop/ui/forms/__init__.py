"""Modules compiled from forms/*.ui by forms/compile_forms.py; only this line is kept in git."""
