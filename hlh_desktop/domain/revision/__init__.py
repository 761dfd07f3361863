"""The life of a plan: what two versions of it do not have alike, what a trial changes, and what has passed already."""
