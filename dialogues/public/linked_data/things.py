"""Records as things of schema.org. A thing is known by its English page, in whatever language it is told."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest

from dialogues.public.facts import describing
from dialogues.public.facts.citations import is_web_address
from dialogues.public.linked_data.days import certain, start_and_end
from dialogues.public.serving import addresses
from dialogues.public.words import statuses
from dialogues.public.words.texts import Document, chosen, country_name

Thing = dict[str, Any]

_ATTENDANCE = {
    "in_person": "OfflineEventAttendanceMode",
    "virtual": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
# What schema.org calls scheduled is what took place as planned, or is going to.
_STATUS = {
    "held": "EventScheduled",
    "announced": "EventScheduled",
    "planned": "EventScheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}
_ORGANIZERS = ("organizer", "host")
_TYPES = {
    "meeting": "Event",
    "dialogue": "EventSeries",
    "organization": "Organization",
    "person": "Person",
    "party": "AdministrativeArea",
    "topic": "DefinedTerm",
}


def thing(request: HttpRequest, document: Document, language: str) -> Thing | None:
    """A record as a thing; None for a kind that schema.org has no word for."""
    kind = document["type"]
    if kind not in _OF:
        return None
    page = addresses.address(kind, document["id"])
    title = describing.title(document, language)
    made = {
        "@type": _TYPES[kind],
        "@id": known_by(request, document),
        "identifier": document["id"],
        "name": title.text,
        "alternateName": _other_names(document, title.text),
        "description": describing.description(document, language),
        "mainEntityOfPage": request.build_absolute_uri(page),
        **_OF[kind](request, document, language),
    }
    return {key: value for key, value in made.items() if value}


def known_by(request: HttpRequest, reference: Document) -> str:
    """The id of a thing: the address of its English page."""
    return request.build_absolute_uri(addresses.in_language(addresses.address_of(reference), "en"))


def _named(request: HttpRequest, reference: Document | None, language: str) -> Thing | None:
    """A thing that another names, by its type, id and name."""
    if not reference:
        return None
    words = chosen(reference["name"], language)
    return {
        "@type": _TYPES[reference["type"]],
        "@id": known_by(request, reference),
        "name": words.text if words else reference["id"],
    }


def _all(request: HttpRequest, references: Iterable[Document], language: str) -> list[Thing]:
    """Several such things, each once."""
    found = [_named(request, reference, language) for reference in references]
    return list({one["@id"]: one for one in found if one}.values())


def _other_names(document: Document, title: str) -> list[str]:
    """Every other name of a record, in any language, each once."""
    text = document.get("name") or document.get("title")
    names = [*(text.values() if isinstance(text, dict) else ()), document.get("abbreviation")]
    names += [other["name"] for key in ("aliases", "other_names") for other in document.get(key, ())]
    return [name for name in dict.fromkeys(names) if name and name != title]


def _meeting(request: HttpRequest, document: Document, language: str) -> Thing:
    organizers = [
        part["organization"]
        for part in document["participations"]
        if part["role"] in _ORGANIZERS and part["organization"] and not part["session"]
    ]
    status = "" if statuses.unconfirmed(document, statuses.today()) else _STATUS.get(document["status"], "")
    mode = _ATTENDANCE.get(document["format"], "")
    return {
        **start_and_end(document["date"]["edtf"]),
        "eventStatus": f"https://schema.org/{status}" if status else "",
        "eventAttendanceMode": f"https://schema.org/{mode}" if mode else "",
        "location": [place for one in document["places"] if (place := _place(one, language))],
        "organizer": _all(request, organizers, language),
        "superEvent": _named(request, document["dialogue"], language),
        "about": _all(request, document["topics"], language),
    }


def _place(place: Document, language: str) -> Thing | None:
    venue, city = chosen(place["venue"], language), chosen(place["city"], language)
    country = place["country"]
    address = {"addressLocality": city.text if city else "", "addressCountry": country or ""}
    name = venue.text if venue else city.text if city else country_name(country, language) if country else ""
    known = {key: value for key, value in address.items() if value}
    if not name:
        return None
    return {"@type": "Place", "name": name} | (
        {"address": {"@type": "PostalAddress", **known}} if known else {}
    )


def _dialogue(request: HttpRequest, document: Document, language: str) -> Thing:
    return {"superEvent": _named(request, document["parent"], language)}


def _organization(request: HttpRequest, document: Document, language: str) -> Thing:
    website = document["website"] or ""
    return {
        "parentOrganization": _named(request, document["parent"], language),
        "foundingDate": certain(document["exists_from"]["edtf"]),
        "dissolutionDate": certain(document["exists_until"]["edtf"]),
        "url": website if is_web_address(website) else "",
        "sameAs": [
            *([f"https://www.wikidata.org/entity/{document['wikidata']}"] if document["wikidata"] else []),
            *([f"https://ror.org/{document['ror']}"] if document["ror"] else []),
        ],
    }


def _person(_request: HttpRequest, document: Document, _language: str) -> Thing:
    return {
        "sameAs": [
            *([f"https://www.wikidata.org/entity/{document['wikidata']}"] if document["wikidata"] else []),
            *([f"https://orcid.org/{document['orcid']}"] if document["orcid"] else []),
        ],
    }


_OF: dict[str, Callable[[HttpRequest, Document, str], Thing]] = {
    "meeting": _meeting,
    "dialogue": _dialogue,
    "organization": _organization,
    "person": _person,
}
