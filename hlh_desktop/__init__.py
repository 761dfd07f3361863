"""Treatment plans for children with secondary HLH: doses, schedule, safety and their log, offline."""
