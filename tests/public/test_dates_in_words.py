"""Dates in words are as exact as the date is known, in both languages."""

import pytest

from dialogues.public.words.dates import in_words

WORDS = [
    ("2024-08-26", "August 26, 2024", "2024年8月26日"),
    ("2023-07", "July 2023", "2023年7月"),
    ("2020", "2020", "2020年"),
    ("2020~", "about 2020", "2020年頃"),
    ("2013-12?", "December 2013 (uncertain)", "2013年12月(不確か)"),
    ("2013-12%", "about December 2013 (uncertain)", "2013年12月頃(不確か)"),
    ("2016?-11-08", "November 8, 2016 (year uncertain)", "2016年11月8日(年は不確か)"),
    ("2022-06-29?", "June 29, 2022 (uncertain)", "2022年6月29日(不確か)"),
    ("XXXX-04-10", "April 10 (year not known)", "4月10日(年は不明)"),
    ("XXXX-11-19/XXXX-11-24", "November 19–24 (year not known)", "11月19日〜24日(年は不明)"),
    ("2016-11-XX", "November 2016 (day not known)", "2016年11月(日は不明)"),
    ("201X", "2010s", "2010年代"),
    ("2021-21", "Spring 2021", "2021年春"),
    ("2024-08-26/2024-08-27", "August 26–27, 2024", "2024年8月26日・27日"),
    ("2024-11-19/2024-11-24", "November 19–24, 2024", "2024年11月19日〜24日"),
    ("2024-08-30/2024-09-02", "August 30 – September 2, 2024", "2024年8月30日〜9月2日"),
    ("2023-12-30/2024-01-02", "December 30, 2023 – January 2, 2024", "2023年12月30日〜2024年1月2日"),
    ("2023-07/2023-09", "July–September 2023", "2023年7月〜9月"),
    ("2019-04/2021-06", "April 2019 – June 2021", "2019年4月〜2021年6月"),
    ("2020/2022", "2020–2022", "2020年〜2022年"),
    ("2023?-01-18/2023?-01-20", "January 18–20, 2023 (year uncertain)", "2023年1月18日〜20日(年は不確か)"),
    ("../2017-05-16", "by May 16, 2017", "2017年5月16日以前"),
    ("/2017-05-16", "until May 16, 2017 (start not known)", "2017年5月16日まで(開始は不明)"),
    ("2017-05-16/..", "from May 16, 2017 on", "2017年5月16日以降"),
    ("2017-05-16/", "from May 16, 2017 (end not known)", "2017年5月16日から(終了は不明)"),
    ("[2022-07-14,2022-07-15]", "July 14 or 15, 2022", "2022年7月14日または15日"),
    ("{2019-11-19,2019-11-24}", "November 19 and 24, 2019", "2019年11月19日・24日"),
    ("[2022-07-14,2022-08-02]", "July 14, 2022 or August 2, 2022", "2022年7月14日または2022年8月2日"),
    ("[..2017-05-16]", "on or before May 16, 2017", "2017年5月16日以前のいずれかの日"),
    ("[2017-05-16..]", "on or after May 16, 2017", "2017年5月16日以降のいずれかの日"),
    ("[2020-05-03..2020-05-05]", "a day between May 3 and 5, 2020", "2020年5月3日から5日までのいずれかの日"),
    (
        "[2020-05-30..2020-06-02]",
        "a day between May 30 and June 2, 2020",
        "2020年5月30日から6月2日までのいずれかの日",
    ),
    (
        "[2019-12-30..2020-01-02]",
        "a day between December 30, 2019 and January 2, 2020",
        "2019年12月30日から2020年1月2日までのいずれかの日",
    ),
    ("[2020-05..2020-07]", "between May and July 2020", "2020年5月から7月までのいずれかの月"),
    ("[2019..2021]", "between 2019 and 2021", "2019年から2021年までのいずれかの年"),
]


@pytest.mark.parametrize(("edtf", "english", "japanese"), WORDS)
def test_a_date_is_worded_as_exactly_as_it_is_known(edtf, english, japanese):
    assert in_words(edtf, "en") == english
    assert in_words(edtf, "ja") == japanese


def test_lists_shorten_english_months():
    assert in_words("2024-08-26/2024-08-27", short=True) == "Aug 26–27, 2024"


def test_an_interval_of_one_day_is_that_day():
    assert in_words("2024-08-26/2024-08-26") == "August 26, 2024"


@pytest.mark.parametrize(
    "text", ["recently", "2016-1X", "2016-13", "2016-99-01", "1X99", "2016-XX-08", "12", "/", "[", "{}"]
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_has_no_words_is_shown_as_it_is_written(text, language):
    assert in_words(text, language) == text


def test_no_date_has_no_words():
    assert in_words("") == ""
