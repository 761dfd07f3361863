"""Windows tested as people use them."""
