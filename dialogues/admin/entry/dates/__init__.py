"""Dates at the desk: typed in words or in EDTF, kept in EDTF, shown back in both languages.

signs               a text cut into the signs that a date in words is made of
from_words          the signs put together as one EDTF date
boxes               the boxes of the forms
shown_back          what the box says of what is typed in it
"""
