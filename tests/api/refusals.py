"""Why the API may refuse a request that its schema allows: a check that schemathesis makes besides its own.

Each reason is one that no schema can tell: what is shown, which languages there are, where a page ended, and what two
parameters ask together. Any other refusal is a schema that says too little, or an API that refuses too much.
"""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import schemathesis

RECORDS = {"party", "pair", "dialogue", "meeting", "organization", "person", "topic", "reports_on"}
LANGUAGES = {"lang", "language"}


@schemathesis.check
def refused_for_what_no_schema_tells(ctx: Any, response: Any, case: Any) -> None:
    """Raises AssertionError with the errors of an answer that have no such reason."""
    if response.status_code != 400 or not case.meta or not case.meta.generation.mode.is_positive:
        return
    asked = parse_qs(urlsplit(response.request.url).query, keep_blank_values=True)
    errors = response.json()["errors"]
    assert errors, "It does not say what is wrong."
    unknown = [error for error in errors if not no_schema_tells(error["parameter"], error["code"], asked)]
    assert unknown == [], f"A schema could tell this: {unknown}"


def no_schema_tells(parameter: str, code: str, asked: dict[str, list[str]]) -> bool:
    """Whether an error is about more than the form of one value. `asked` are the values of each parameter."""
    match parameter, code:
        case _, "unknown":  # there is no such record, language, or fact about which sources differ
            return parameter in RECORDS | LANGUAGES | {"disputed"}
        case "pair", "invalid":
            return any(len(set(pair.upper().split("-"))) == 1 for pair in asked["pair"])
        case "cursor", "invalid":  # of another list, or none
            return True
        case "q", "invalid" | "empty":  # no word in it, only signs
            return True
        case "date_from", "invalid":
            return "date_to" in asked and min(asked["date_from"]) > min(asked["date_to"])
        case "date_match", "needs":
            return not {"date_from", "date_to"} & asked.keys()
    return False
