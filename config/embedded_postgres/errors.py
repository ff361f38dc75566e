from config.errors import SetupError


class EmbeddedPostgresError(SetupError):
    """What is wrong with the embedded server, where, and what to do about it: written for people."""
