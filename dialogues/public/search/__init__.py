"""The search over everything.

search_list     the search as a list: its questions, facets and orders
marking         the words that were searched for, found again in a text
passages        the passages in which they stand
record_parts    what the parts are called in which they stand
hits            what is shown of a record that was found
search_page     what the page tells besides its list
search_views    the page as it answers
"""
