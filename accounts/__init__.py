"""Who may come to the desk: signing in, second factors, sessions, and the accounts that staff make for each other.

django-allauth does the signing in; the rules of the house that it does not have are here, one file a rule.
"""
