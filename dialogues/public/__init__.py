"""The public pages: what readers see of what is published.

Here: the addresses (`urls`), what pages read (`publications`), and the views of the front page and of records. Each
room says at its head what it holds. They lean on one another in this order, and never the other way:

words           dates, codes and multilingual texts in the language of the page
serving         what every page has, whatever it tells: address, frame, caches, notices
facts           what a document says, in the order in which it is read
counts          how often: by year, by track, by role
lists           what a list is asked, and its lines
pairs           pairs of parties
search          the search over everything
calendar        the register by days
charts          drawings
citing          how to cite a record
linked_data     what pages tell to programs
subscriptions   feeds, calendars and files
crawling        what crawlers read
pages           the pages that stand alone
codebook        every variable
records         the pages of single records
"""
