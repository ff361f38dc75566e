"""The desk of what happened: forms, lists and acts, one file a noun. Importing it registers them."""

from dialogues.admin import meetings, outcomes, revisions, series, sources, topics, tracks

__all__ = ["meetings", "outcomes", "revisions", "series", "sources", "topics", "tracks"]
