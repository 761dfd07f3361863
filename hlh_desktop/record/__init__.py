"""The ward's record: an encrypted file that facts are added to and never taken from."""
