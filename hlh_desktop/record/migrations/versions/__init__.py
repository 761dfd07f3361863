"""One module a step, each with its revision and the one before it."""
