"""What a box says of the date that is typed in it: its EDTF, and the words for readers in both languages."""

from django.http import HttpRequest, JsonResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import override
from django.views.decorators.http import require_GET

from dialogues.admin.entry.dates.from_words import from_words
from dialogues.public.words.dates import in_words
from participants.dates import ImpossibleDate


def shown_back(text: str) -> SafeString | str:
    """The line beneath a box; empty where the text is no date, which the form says beside it."""
    try:
        edtf = from_words(text)
    except ImpossibleDate:
        return ""
    english, japanese = in_both(edtf)
    return format_html(
        '<span class="date-edtf">{}</span> · <span lang="en">{}</span> · <span lang="ja">{}</span>',
        edtf,
        english,
        japanese,
    )


def in_both(edtf: str) -> tuple[str, str]:
    """A date as readers see it, in English and in Japanese."""
    words = []
    for language in ("en", "ja"):
        with override(language):
            words.append(in_words(edtf, language))
    return words[0], words[1]


@require_GET
def date_in_words(request: HttpRequest) -> JsonResponse:
    """Reads what is typed so far: `{edtf, en, ja}`, `{refused}` where it is no date, or nothing where it is empty."""
    text = request.GET.get("text", "").strip()
    if not text:
        return JsonResponse({})
    try:
        edtf = from_words(text)
    except ImpossibleDate as refused:
        return JsonResponse({"refused": str(refused)})
    english, japanese = in_both(edtf)
    return JsonResponse({"edtf": edtf, "en": english, "ja": japanese})
