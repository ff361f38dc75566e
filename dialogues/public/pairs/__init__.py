"""Pairs of parties, which have no record of their own: who meets whom.

pairs           how an address writes a pair, and at which meetings the two sat
pair_finding    a pair by the code in an address
pair_tallies    how often pairs met
pair_years      when they met
pairs_page      what the page of all tells
pair_page       what the page of one tells
pair_views      the pages as they answer
"""
