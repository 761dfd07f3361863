"""The ward's day: doses released, given, held, checked and amended; every deed asks the record again as it stores."""
