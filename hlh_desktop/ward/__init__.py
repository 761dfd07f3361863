"""What the program can do, in clinical verbs. Every door and every window goes through this room.

The unlock page needs only `ward.entering`: nothing is imported here, so that it comes without the knowledge, the
record's database and the paper.
"""
