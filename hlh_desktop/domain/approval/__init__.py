"""Local approval: who has signed an edition of the knowledge, what changed since, and the ward's own values."""
