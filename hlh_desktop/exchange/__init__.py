"""Files of other programs: cases in, plans out."""
