"""The codebook: every variable of each kind of record, what it means, what it may hold, where it is from, its limits.

variables.json  which variables there are, written from the documents by `manage.py write_codebook`
variables       the same, read
meanings        what each means
origins         where each comes from, its limits, and the words for its codes
csv_columns     which variable stands in which column of the CSV files
codebook_page   what the page and the file tell
codebook_views  the page and the file
"""
