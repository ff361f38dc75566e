"""The id of a record outside the site, which programs of others keep for years.

It changes with nothing that a record may change: neither a rename, nor the language, nor the address of the site.
It tells no number of a row, and no other register gives it: the moment of first publication is part of it.
"""

import uuid

from dialogues.models.publications import Publication

# Made once for this purpose; another one would make every entry new to every subscriber.
_REGISTER = uuid.UUID("7c0f5d0e-5b0a-4d0e-9a41-6f2f3f1f7a53")


def lasting_id(publication: Publication) -> uuid.UUID:
    """The id of a published record, the same for its whole life."""
    born = publication.first_published_at.isoformat()
    return uuid.uuid5(_REGISTER, f"{publication.kind}:{publication.record_id}:{born}")


def id_of_a_part(publication: Publication, part: str) -> uuid.UUID:
    """The id of something that belongs to a record: its feed, a note in its calendar."""
    return uuid.uuid5(lasting_id(publication), part)


def id_of_an_address(address: str) -> uuid.UUID:
    """The id of something that is known by its address alone."""
    return uuid.uuid5(uuid.NAMESPACE_URL, address)
