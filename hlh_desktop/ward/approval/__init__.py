"""Local approval in an open ward: signing an edition of the knowledge, and values of the ward's own."""
