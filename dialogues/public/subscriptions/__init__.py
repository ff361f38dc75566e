"""Ways to take the register along: feeds, calendars and downloads of lists, and of single dialogues and pairs.

lasting     ids that no rename, language or address changes
atom        feeds as XML
entries     what a feed says of a record
feeds       the feeds that answer addresses
events      what a calendar says of a meeting, and which meetings can be events at all
calendars   the calendars that answer addresses
of_pairs    the feed and the calendar of a pair of parties
downloads   whole lists as files
"""
