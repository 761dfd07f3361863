"""Steps from one schema to the next, run by Alembic. Logs are only ever extended, never recreated in a batch."""
