"""How often: publications counted by the database, and what was counted with its name and its address.

tallies         how often publications answer to a question
years           meetings or sessions year by year
roles           in which roles, year by year
named_counts    what was counted, with its name
represented     who sat for whom
"""
