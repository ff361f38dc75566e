"""Sources at the field: what each field of a record's form tells, how a source is cited for it, where sources differ.

citable     which field tells which fact, and where a source for it is kept
rows        the claims of a dialogue, an organization or a person on its form
forms       the forms of records of which claims are kept
said        what claims say of a fact, by its values
disputes    what the claims on the form say of each fact, shown at its field
recorded    the open ones of a record as it is recorded, for its review page
choosing    the choices made at disputes, applied to what the form sent
"""
