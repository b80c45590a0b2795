# SPDX-License-Identifier: AGPL-3.0-or-later
"""Working days against the `holidays` package, which knows them by another way."""

from datetime import date, timedelta

import holidays as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.law.calendar import days_between, deadline, holiday_table, is_working_day, working_days
from disclosures.law.catalogue import catalogue

FOIA, EIR, FOISA, US, IRELAND, CANADA, AUSTRALIA = (
    catalogue().regime(id)
    for id in (
        "uk-foia-2000", "uk-eir-2004", "scotland-foisa-2002", "us-foia", "ireland-foi-2014", "canada-atia",
        "australia-foi-1982",
    )
)  # fmt: skip
YEARS = range(2015, 2028)
UK = {place: oracle.UK(subdiv=code, years=YEARS) for place, code in
      {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}.items()}  # fmt: skip
COVERED = st.dates(date(2015, 1, 1), date(2027, 10, 31))


def weekdays():
    day = date(2015, 1, 1)
    while day <= date(2027, 12, 31):
        if day.weekday() < 5:
            yield day
        day += timedelta(1)


def counted(start, count, off):
    """The oracle's own count."""
    day = start
    while count:
        day += timedelta(1)
        count -= day.weekday() < 5 and not any(day in days for days in off)
    return day


def test_ordinary_days_are_not_holidays():
    assert is_working_day(date(2022, 2, 15), FOIA) is True
    assert is_working_day(date(2022, 2, 12), FOIA) is False  # a Saturday
    assert is_working_day(date(2022, 7, 12), FOISA) is True  # a holiday in Northern Ireland only


@pytest.mark.parametrize("place", UK)
def test_the_uk_table_is_that_of_the_oracle(place):
    table = holiday_table("uk")
    assert [d for d in weekdays() if place in table.days.get(d, ())] == [d for d in weekdays() if d in UK[place]]


@pytest.mark.parametrize(("id", "country"), [("us", oracle.US(years=YEARS)), ("ie", oracle.IE(years=YEARS))])
def test_other_tables_are_those_of_the_oracle(id, country):
    table = holiday_table(id)
    assert [d for d in weekdays() if d in table.days] == [d for d in weekdays() if d in country]


def test_days_moved_or_proclaimed_once_are_there():
    for day in (date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)):
        assert is_working_day(day, FOISA) is False, day
    assert is_working_day(date(2020, 5, 4), FOIA) is True


@given(COVERED)
def test_foia_leaves_out_the_holidays_of_every_part_of_the_uk(received):
    due = deadline(received, FOIA).due
    assert due == counted(received, 20, UK.values()) == deadline(received, EIR).due
    assert days_between(received, due, FOIA) == 20


@given(COVERED)
def test_foisa_leaves_out_those_of_scotland_only(received):
    assert deadline(received, FOISA).due == counted(received, 20, [UK["scotland"]])


@given(COVERED)
def test_us_and_irish_deadlines_agree_with_the_oracle(received):
    assert deadline(received, US).due == counted(received, 20, [oracle.US(years=YEARS)])
    assert deadline(received, IRELAND).due == counted(received, 20, [oracle.IE(years=YEARS)])


def test_st_patricks_day_gives_a_day_more_in_england_but_not_in_scotland():
    received = date(2022, 3, 1)
    assert deadline(received, FOIA).due == date(2022, 3, 30)
    assert deadline(received, FOISA).due == date(2022, 3, 29)


@pytest.mark.parametrize("received", [date(2014, 12, 30), date(2027, 12, 10), date(1999, 5, 4), date(2040, 1, 2)])
def test_a_count_that_leaves_the_table_is_unknown(received):
    answer = deadline(received, FOIA)
    assert answer.due is None
    assert answer.why.startswith("Unknown") and "1 January 2015 to 31 December 2027" in answer.why
    assert working_days(received, 20, FOIA) is None


def test_days_between_is_unknown_outside_the_table():
    assert days_between(date(2027, 12, 20), date(2028, 1, 10), FOIA) is None


def test_a_pause_is_left_out_with_both_its_ends():
    received = date(2022, 10, 3)
    plain = deadline(received, FOIA)
    paused = deadline(received, FOIA, [(date(2022, 10, 10), date(2022, 10, 14))])
    assert (plain.due, paused.due) == (date(2022, 10, 31), date(2022, 11, 7))
    assert "5 days on which the clock stood still" in paused.why
    assert deadline(received, FOIA, [(date(2022, 10, 8), date(2022, 10, 9))]).due == plain.due  # a weekend


def test_more_time_is_taken_as_the_authority_claimed_it():
    answer = deadline(date(2022, 10, 3), FOIA, extension=date(2022, 11, 28))
    assert answer.due == date(2022, 11, 28)
    assert "until 28 November 2022" in answer.why


def test_calendar_days_are_counted_as_such_and_said_to_be_uncertain():
    canada = deadline(date(2022, 10, 3), CANADA)
    assert canada.due == date(2022, 11, 2) and not canada.certain
    assert days_between(date(2022, 10, 3), date(2022, 11, 2), CANADA) == 30
    australia = deadline(date(2022, 9, 29), AUSTRALIA)
    assert australia.due == date(2022, 10, 31)  # day 30 is Saturday 29 October
    assert "Public holidays differ" in australia.why


def test_the_reason_names_the_law():
    answer = deadline(date(2022, 10, 3), FOIA)
    assert answer.certain
    assert answer.why == "20 working days from 3 October 2022, under s10(1) of the Freedom of Information Act 2000."
