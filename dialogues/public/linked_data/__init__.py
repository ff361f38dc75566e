"""What pages tell to programs in the words of schema.org, as JSON-LD in their heads.

It says what the page says and no more: a date only as exact as it is known, a place only where one is recorded.

graphs          the data of a page: what it is about, and the way that leads to it
things          records as things of schema.org
days            dates that schema.org can hold
trails          the way from the front page to a record
scripts         JSON inside HTML
"""
