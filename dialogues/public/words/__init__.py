"""What the site says for what documents hold in codes: in words of the reader's language.

texts               which words of a multilingual text are shown
edtf                one EDTF date taken apart
dates               dates in words, of dates_in_english and dates_in_japanese
vocabulary          the words for codes
statuses            where a meeting stands today
tracks              which tracks a meeting had
"""
