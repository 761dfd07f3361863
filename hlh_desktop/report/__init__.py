"""Paper: the finished plan drawn as PDF. Nothing clinical is computed here and no sentence stands here."""
