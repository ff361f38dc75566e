"""Ways to take the register along: feeds, calendars and downloads of lists, and of single dialogues and pairs.

lasting     ids that no rename, language or address changes
formats     where a list is as a feed, a calendar or a file
atom        feeds as XML
entries     what a feed says of a record
feeds       the feeds that answer addresses
events      what a calendar says of a meeting, and which meetings can be events at all
calendars   the calendars that answer addresses
of_pairs    the feed and the calendar of a pair of parties
columns     the columns of spreadsheets
downloads   whole lists as files
sending     how answers that are no pages are sent
"""
