"""The wizard: seven steps that fill one case, with a live summary beside them."""
