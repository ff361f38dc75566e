"""Dates typed in words are read as they are meant, in both languages; what has two meanings is refused with both."""

import json
from pathlib import Path

import pytest

from dialogues.admin.entry.dates.from_words import from_words
from dialogues.public.words.dates import in_words
from participants.dates import ImpossibleDate, read
from tests.public.test_dates_in_words import WORDS

DATA = Path(__file__).resolve().parents[3] / "data"

ENGLISH = [
    ("26-27 Aug 2024", "2024-08-26/2024-08-27"),
    ("26–27 August 2024", "2024-08-26/2024-08-27"),
    ("August 26-27, 2024", "2024-08-26/2024-08-27"),
    ("Aug. 26 to 27, 2024", "2024-08-26/2024-08-27"),
    ("from 26 to 27 August 2024", "2024-08-26/2024-08-27"),
    ("26 until 27 August 2024", "2024-08-26/2024-08-27"),
    ("August 26 and 27, 2024", "2024-08-26/2024-08-27"),
    ("26 & 27 August 2024", "2024-08-26/2024-08-27"),
    ("August 26, 2024", "2024-08-26"),
    ("26th of August, 2024", "2024-08-26"),
    ("Monday, August 26, 2024", "2024-08-26"),
    ("Mon 26 Aug 2024", "2024-08-26"),
    ("on August 26th 2024", "2024-08-26"),
    ("2024 August 26", "2024-08-26"),
    ("AUGUST 26, 2024", "2024-08-26"),
    ("26 Sept 2024", "2024-09-26"),
    ("Sept. 26, 2024", "2024-09-26"),
    ("1 May 2024", "2024-05-01"),
    ("July 2023", "2023-07"),
    ("in July 2023", "2023-07"),
    ("about 2020", "2020~"),
    ("c. 2020", "2020~"),
    ("ca. May 2020", "2020-05~"),
    ("around August 26, 2024", "2024-08-26~"),
    ("about 26-27 Aug 2024", "2024-08-26~/2024-08-27~"),
    ("about 2019 - 2020", "2019~/2020"),
    ("before 2019", "../2018"),
    ("before May 16, 2017", "../2017-05-15"),
    ("before May 2017", "../2017-04"),
    ("before January 2017", "../2016-12"),
    ("before March 1, 2020", "../2020-02-29"),
    ("before about 2019", "../2018~"),
    ("before the 2010s", "../2009"),
    ("by May 2017", "../2017-05"),
    ("no later than 16 May 2017", "../2017-05-16"),
    ("on or before 16 May 2017", "[..2017-05-16]"),
    ("until 2017", "/2017"),
    ("since May 2017", "2017-05/.."),
    ("after 2019", "[2020..]"),
    ("after December 31, 2019", "[2020-01-01..]"),
    ("on or after May 16, 2017", "[2017-05-16..]"),
    ("between 3 and 5 May 2020", "[2020-05-03..2020-05-05]"),
    ("between 14 and 20 July 2022", "[2022-07-14..2022-07-20]"),
    ("14 or 15 July 2022", "[2022-07-14,2022-07-15]"),
    ("November 19, 21, and 24, 2019", "{2019-11-19,2019-11-21,2019-11-24}"),
    ("November 19 and 24, 2019", "{2019-11-19,2019-11-24}"),
    ("10-12 May and 1 June 2016", "{2016-05-10..2016-05-12,2016-06-01}"),
    ("30 August - 2 September 2024", "2024-08-30/2024-09-02"),
    ("Dec 30, 2023 - Jan 2, 2024", "2023-12-30/2024-01-02"),
    ("July-August 2024", "2024-07/2024-08"),
    ("2019-2021", "2019/2021"),
    ("2019 to 2021", "2019/2021"),
    ("2024-08-26 to 2024-08-27", "2024-08-26/2024-08-27"),
    ("2024-08-26 - 2024-08-27", "2024-08-26/2024-08-27"),
    ("2024/8/26", "2024-08-26"),
    ("2024.8.26", "2024-08-26"),
    ("2024-8-6", "2024-08-06"),
    ("8/26/2024", "2024-08-26"),
    ("26/8/2024", "2024-08-26"),
    ("26.8.2024", "2024-08-26"),
    ("8/8/2024", "2024-08-08"),
    ("8/2024", "2024-08"),
    ("Spring 2021", "2021-21"),
    ("fall 2021", "2021-23"),
    ("2010s", "201X"),
    ("probably June 29, 2022", "2022-06-29?"),
    ("June 29, 2022?", "2022-06-29?"),
    ("April 10", "XXXX-04-10"),
    ("  2024-08-26  ", "2024-08-26"),
]
JAPANESE = [
    ("2024年8月26日", "2024-08-26"),
    ("２０２４年８月２６日", "2024-08-26"),
    ("2024年8月26日(月)", "2024-08-26"),
    ("2024年8月26日（月曜日）", "2024-08-26"),
    ("2024年8月26日～27日", "2024-08-26/2024-08-27"),
    ("2024年8月26日〜27日", "2024-08-26/2024-08-27"),
    ("2024年8月26～27日", "2024-08-26/2024-08-27"),
    ("2024年8月26日(月)～27日(火)", "2024-08-26/2024-08-27"),
    ("2024年8月26日から27日まで", "2024-08-26/2024-08-27"),
    ("2024年8月26日から27日", "2024-08-26/2024-08-27"),
    ("2024年8月26日・27日", "2024-08-26/2024-08-27"),
    ("2024年8月26日及び27日", "2024-08-26/2024-08-27"),
    ("2019年11月19日、21日及び24日", "{2019-11-19,2019-11-21,2019-11-24}"),
    ("2024年8月30日～9月2日", "2024-08-30/2024-09-02"),
    ("2023年12月30日～2024年1月2日", "2023-12-30/2024-01-02"),
    ("令和6年8月", "2024-08"),
    ("令和元年11月20日", "2019-11-20"),
    ("平成２５年３月", "2013-03"),
    ("昭和63年", "1988"),
    ("二〇二四年八月二十六日", "2024-08-26"),
    ("令和六年十月十日", "2024-10-10"),
    ("2024 年 8 月 26 日", "2024-08-26"),
    ("2020年頃", "2020~"),
    ("約2020年", "2020~"),
    ("2020年5月ごろ", "2020-05~"),
    ("2019年以前", "../2019"),
    ("2017年5月以前", "../2017-05"),
    ("2019年より前", "../2018"),
    ("2017年5月より前", "../2017-04"),
    ("2019年以降", "2019/.."),
    ("2019年から", "2019/.."),
    ("2010年代", "201X"),
    ("2024年春", "2024-21"),
    ("2024年度", "2024-04/2025-03"),
    ("令和6年度", "2024-04/2025-03"),
    ("2022年7月14日または15日", "[2022-07-14,2022-07-15]"),
    ("8月26日", "XXXX-08-26"),
]


@pytest.mark.parametrize(("words", "edtf"), ENGLISH + JAPANESE)
def test_words_become_the_date_that_they_mean(words, edtf):
    assert from_words(words) == edtf


@pytest.mark.parametrize(("edtf", "english", "japanese"), WORDS)
def test_what_readers_see_can_be_typed_in_either_language(edtf, english, japanese):
    assert from_words(english) == edtf
    assert from_words(japanese) == edtf


def dates_of(value):
    if isinstance(value, dict):
        for key, inside in value.items():
            if (
                key in ("date", "published", "due", "established", "exists_from", "exists_until", "edtf")
                and isinstance(inside, str)
                and inside
            ):
                yield inside
            yield from dates_of(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from dates_of(inside)


def test_every_date_of_the_register_can_be_typed_as_readers_see_it():
    every = {
        date
        for path in sorted(DATA.glob("*.jsonl"))
        for line in path.read_text().splitlines()
        for date in dates_of(json.loads(line))
    }
    assert len(every) > 100
    assert {date: from_words(date) for date in every} == {date: date for date in every}
    assert {date: from_words(in_words(date, "en")) for date in every} == {date: date for date in every}
    assert {date: from_words(in_words(date, "ja")) for date in every} == {date: date for date in every}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("08/09/2024", "“08/09/2024” can mean 2024-08-09 or 2024-09-08. Write the one that is meant."),
        ("8.9.2024", "“8.9.2024” can mean 2024-08-09 or 2024-09-08. Write the one that is meant."),
        ("8/26/24", "Write the year of “8/26/24” with four digits."),
        ("Aug 26 '24", "Write the year of “'24” with four digits."),
        ("February 30, 2024", "No calendar has the date “2024-02-30”."),
        ("2024-02-30", "No calendar has the date “2024-02-30”."),
        ("2024年2月30日", "No calendar has the date “2024-02-30”."),
        ("13/13/2024", "No calendar has the date “2024-13-13”."),
        ("27-26 Aug 2024", "“2024-08-27/2024-08-26” ends before it starts."),
        ("Dec 30 - Jan 2, 2025", "“2025-12-30/2025-01-02” ends before it starts."),
    ],
)
def test_what_is_no_date_or_two_dates_is_refused_in_words(words, said):
    with pytest.raises(ImpossibleDate) as refusal:
        from_words(words)
    assert str(refusal.value) == said


@pytest.mark.parametrize(
    "words",
    [
        "early 2024", "late July 2024", "mid-2024", "soon", "26", "August", "26 2024", "26 27 Aug 2024", "TBD",
        "null", "or", "-", "26 Aug or 27 Aug and 28 Aug 2024", "the last week of July 2024", "2024年8月下旬", "同年8月",
        "before", "2024 2025", "26 Aug 2024 10:00", "x" * 500, "FY2024", "Q3 2024", "between 2019", "2024-13-45",
    ],
)  # fmt: skip
def test_what_is_not_clear_is_refused_and_never_guessed(words):
    with pytest.raises(ImpossibleDate):
        from_words(words)


def test_whatever_is_typed_is_read_as_edtf_or_refused():
    from hypothesis import given, settings
    from hypothesis import strategies as st

    signs = st.sampled_from([
        "2024", "August", "26", "27", "-", "/", ",", "about", "before", "年", "月", "日", "8月", "〜", "or", "and", "(",
        ")", "?", "令和", "元", "頃", "2024-08-26", "s", "th", "から", "year not known", "X", "{", "..", "十",
    ])  # fmt: skip

    @settings(max_examples=400, deadline=None, database=None)
    @given(
        st.lists(signs, max_size=7).map(" ".join)
        | st.lists(signs, max_size=6).map("".join)
        | st.text(max_size=20)
    )
    def holds(words):
        try:
            edtf = from_words(words)
        except ImpossibleDate:
            return
        assert read(edtf).edtf == edtf
        assert from_words(edtf) == edtf

    holds()
