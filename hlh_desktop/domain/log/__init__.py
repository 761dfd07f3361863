"""What was really given: the log of doses, what follows from it, and what stands against the next dose."""
