"""A list of names, one a line, as a release gives it: each held against the people and organizations there are.

lines               a line cut into a name and the title on the day
matching            who or what each line may be
answers             what the page is told
"""
