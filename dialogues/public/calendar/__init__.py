"""The register by the days on which meetings stand: all years, one year, one month.

months      a month: its days, its address, its names in the manner of the language
standing    where a date stands: on days, in months, in years, or nowhere
recorded    how many meetings stand in each month and year
weeks       a month as weeks, with the meetings of each day
all_years   what the page of all years tells
one_year    what the page of a year tells
one_month   what the page of a month tells
elsewhere   the same meetings in the list, as a feed and as files
views       the pages as they answer
"""
