"""Gates of signing: each is one entry of resources/gates.toml and one small rule here."""
