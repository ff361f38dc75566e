"""How days and times are written at the desk, the same everywhere: Django asks here for each of its named formats.

Readers' pages write days by rules of their own (`dialogues.public.words.dates`).
"""
