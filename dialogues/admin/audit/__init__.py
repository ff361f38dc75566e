"""The audit trail at the desk: the history of a record, of the register, what was deleted, and how it comes back.

The addresses are the same for every kind, records that are gone and accounts included.
"""
