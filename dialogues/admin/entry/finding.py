"""What a box offers while somebody types in it: the records so called, those spelled much alike, and to make one.

Two queries for each keystroke, and no count: a page is followed by another where it has one row too many.
"""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from dialogues.admin.choices import choosable, label_of
from dialogues.admin.entry.making import may_make, of_the_side
from dialogues.admin.search import EXACT, alike, best_first

A_PAGE = 20
# A full page needs no guesses, and of one or two letters everything is spelled alike.
FEW, SHORTEST_TO_GUESS = 5, 3
LONGEST_TERM = 300


class FindRecords(AutocompleteJsonView):
    """Answers a box: records whose names or ids have the words typed, the closest first."""

    model_admin: Any
    source_field: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        self.term, self.model_admin, self.source_field, key = self.process_request(request)
        if not self.has_perm(request):
            raise PermissionDenied
        self.term = self.term.replace("\x00", "").strip()
        found, more = self._page(request)
        results: list[dict[str, Any]] = [self.serialize_result(record, key) for record in found]
        if self.term and len(self.term) <= LONGEST_TERM and not more and self._is_first():
            near = self._alike(found)
            if near:
                offered = [self.serialize_result(record, key) for record in near]
                results.append({"text": _("Spelled much alike"), "children": offered})
            if may_make(request, self.model_admin) and not self._is_there(found):
                results.append(
                    {
                        "id": f"new:{self.term}",
                        "text": _("Create “%(words)s”") % {"words": self.term},
                        "make": self.term,
                    }
                )
        return JsonResponse({"results": results, "pagination": {"more": more}})

    def get_queryset(self) -> models.QuerySet[Any]:
        found, _duplicates = self.model_admin.get_search_results(self.request, self._all(), self.term)
        return best_first(found, self.term, self._fields())

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, Any]:
        offered = {
            "id": str(getattr(obj, to_field_name)),
            "text": label_of(self.admin_site, obj),  # type: ignore[arg-type]
            "name": str(obj),
        }
        party = getattr(obj, "party", None)
        if party is not None:
            # A row about an organization is about its side, unless somebody says otherwise.
            offered["party"] = {"id": str(party.pk), "text": label_of(self.admin_site, party)}  # type: ignore[arg-type, assignment]
        return offered

    def _all(self) -> models.QuerySet[Any]:
        records = choosable(self.admin_site, self.model_admin.model)  # type: ignore[arg-type]
        return records.complex_filter(self.source_field.get_limit_choices_to())

    def _fields(self) -> tuple[str, ...]:
        return tuple(self.model_admin.get_search_fields(self.request))

    def _is_first(self) -> bool:
        return self._number() == 1

    def _number(self) -> int:
        page = self.request.GET.get("page", "")
        return int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1

    def _page(self, request: HttpRequest) -> tuple[list[Any], bool]:
        start = (self._number() - 1) * A_PAGE
        found = list(self.get_queryset()[start : start + A_PAGE + 1])
        return found[:A_PAGE], len(found) > A_PAGE

    def _alike(self, found: list[Any]) -> list[Any]:
        if len(found) >= FEW or len(self.term) < SHORTEST_TO_GUESS:
            return []
        known = {record.pk for record in found}
        return [record for record in alike(self._all(), self._fields(), self.term) if record.pk not in known]

    def _is_there(self, found: list[Any]) -> bool:
        """Whether one of those found is called just so, and is of the side of the row if that is known."""
        exact = [record for record in found if record.nearness == EXACT]
        return bool(of_the_side(exact, self.request.GET.get("party", "")))
