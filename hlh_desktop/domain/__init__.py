"""Pure clinical arithmetic: no file, no clock, no screen, no database."""
