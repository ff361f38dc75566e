"""What every page has, whatever it tells: its address, what stands around it, and how it is answered and kept.

addresses       where the page of a record is, in both languages
elsewhere       addresses that may not be there
public_ids      what an id looks like in an address
language        the language of an answer
finding         a record by the id in an address
paging          long lists in pages, and what cannot be answered
frame           what stands around a page
link_previews   what a link to a page shows where it is shared
freshness       how caches keep pages
notices         pages that stand in place of another
answering       how a page answers
sending         how answers that are no pages are sent
"""
