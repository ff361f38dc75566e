class EmbeddedPostgresError(Exception):
    """What is wrong with the embedded server, where, and what to do about it: written for people."""
