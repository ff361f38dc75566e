"""The audit trail: every change of every record, by whom, when, from where, old and new, kept for ever.

watched     which tables are watched, and to which record each of their rows belongs; what is left out, and why
triggers    puts the database's triggers where they are missing, after each migration
models      one change of one row, as the database noted it
callers     who writes and from where: what a request and a command say of themselves to the database
places      the same in words
names       rows as they were last noted, so that what is gone still has its name
words       changes in words: the field, the old value and the new
acts        changes grouped as they were made: the history of a record, of the register, what was deleted
restoring   a record with all its parts as it was: deleted, or in an earlier state
redacting   empties what a history says, for what must vanish
edits       who changed what of a record since a version: for whoever clears it
"""
