"""What stands between a planned dose and its entry in the log: each gate is an entry of giving.toml and a rule here."""
