"""Long campaigns: commands of their own, each with a short form among the tests."""
