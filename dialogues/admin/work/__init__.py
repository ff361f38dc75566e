"""The day's work: what wants somebody's hand, in lists, each entry with its reason and a way to the field."""
