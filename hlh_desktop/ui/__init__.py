"""The windows: the only room where a name starts with Q, besides the door that starts it. Nothing is computed here."""
