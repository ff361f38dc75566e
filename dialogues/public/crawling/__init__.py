"""What crawlers read: which pages there are, and which they are asked to leave alone.

Outside the languages: there is one map and one file of rules for both.

fixed           the pages that are no records: lists, pages of words, pairs, years and months
sitemaps        the map of the site, in parts where it is large
robots          the rules
crawling_views  the answers
urls            their addresses
"""
