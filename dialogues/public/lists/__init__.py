"""The lists of the site: what they are asked, how they are narrowed and ordered, and what stands in their lines.

asking                  what the address of a list asks
asking_the_calendar     the same of the calendar, which answers some of it by its path
former_ids              questions that name a record by an id that it once had
orders                  in which order lists are read
chips                   what is chosen, each with the address that takes it back
narrowing               facets beside a list
listings                which lists there are
listing_views           their pages
formats                 where a list is as a feed, a calendar or a file
last_seen               the lines of organizations and people
outcome_list, party_list, source_list, topic_list   the lines of each of these
"""
