"""What a document says, taken apart and put in the order in which it is read; any page may show it.

claims          what sources say about each fact
citations       sources, numbered
supports        what one source supports of one record
sides           who took part, side by side
titles          what a meeting is called
describing      what any record is called, and what it is in a line
lines           meetings as lines of lists
awaited         meetings that are planned or announced
editions        the meetings of a dialogue in a row
outcomes        what a meeting promised
chains          the way of an outcome from meeting to meeting
aliases         other names
appearances     where an organization or a person appears
posts           the titles of a person
corrections     what changed after publication
"""
