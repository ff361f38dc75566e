class SetupError(Exception):
    """The site cannot start. Its words say what is wrong, where, and what to do: they are shown without a traceback."""
