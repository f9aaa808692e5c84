"""Dates, decimals, lists and typed words of each language."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date, get_month_names
from babel.numbers import get_decimal_symbol
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop import language
from clonus_desktop.domain.dates import parse_approximate_date, parse_date
from clonus_desktop.domain.drugs import parse_last_dose
from clonus_desktop.domain.message import Message
from clonus_desktop.language.forms import ENGLISH, FormsError
from clonus_desktop.language.reading import load_forms
from clonus_desktop.report import phrases
from tests.installed import Installed

FOREIGN = [code for code in language.LANGUAGES if code != "en"]
FORMS = {code: load_forms(code) for code in language.LANGUAGES}
DAYS = st.dates(date(1900, 1, 1), date(2026, 11, 25))
TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    language.use("en")


# --- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "short", "long", "first", "month"),
    [
        ("en", "04-Nov-2025", "4 November 2025", "1 March 2024", "March 2024"),
        ("de", "4. Nov. 2025", "4. November 2025", "1. März 2024", "März 2024"),
        ("es", "4 nov 2025", "4 de noviembre de 2025", "1 de marzo de 2024", "marzo de 2024"),
        ("fr", "4 nov. 2025", "4 novembre 2025", "1er mars 2024", "mars 2024"),
    ],
)
def test_a_day_has_its_month_as_a_word_in_every_language(code, short, long, first, month):
    words = language.catalogue(code)
    assert words.short_date(date(2025, 11, 4)) == short.replace(" ", "\N{NO-BREAK SPACE}")
    assert words.long_date(date(2025, 11, 4)) == long
    assert words.long_date(date(2024, 3, 1)) == first
    assert words.forms.month(2024, 3) == month


@pytest.mark.parametrize("code", FOREIGN)
def test_months_dates_and_decimal_sign_are_those_of_the_cldr(code):
    forms, locale = FORMS[code], Locale(code)
    for width, names in (("wide", forms.months), ("abbreviated", forms.short_months)):
        assert list(names) == list(get_month_names(width, "format", locale).values())
    for day in (date(2025, 11, 14), date(2024, 3, 1)):
        said = forms.long(day).replace("1er", "1")
        assert said == format_date(day, "long", locale)
    assert forms.decimal == get_decimal_symbol(locale)


# --- decimals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "sign"), [("en", "."), ("de", ","), ("es", ","), ("fr", ",")])
def test_a_decimal_has_the_sign_of_the_language_in_every_format(code, sign):
    language.use(code)
    assert f"{language.number(5.44):.1f}" == f"5{sign}4"
    assert str(language.number(Decimal("6.30"))) == f"6{sign}30"
    assert f"{language.number(25.0):g}" == "25"
    said = language.say(Message("{rate} Hz of {n}", {"rate": Decimal("5.4"), "n": 10}))
    assert said == f"5{sign}4 Hz of 10"


def test_other_values_of_a_message_stay_as_they_are():
    language.use("de")
    assert language.say(Message("{one} {two}", {"one": "1.5 mg", "two": None})) == "1.5 mg None"


def test_a_time_in_a_message_is_written_as_the_language_does_whatever_its_format():
    message = Message("{at:%d-%b-%Y %H:%M} {at} {on}", {"at": NOON, "on": TODAY})
    assert language.say(message) == "25-Nov-2026 12:00 25-Nov-2026 12:00 25-Nov-2026"
    language.use("fr")
    day = "25 nov. 2026".replace(" ", "\N{NO-BREAK SPACE}")
    assert language.say(message) == f"{day} 12:00 {day} 12:00 {day}"


# --- lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("izquierda", "a, b e izquierda"),
        ("hinchazón", "a, b e hinchazón"),
        ("hielo", "a, b y hielo"),
        ("derecha", "a, b y derecha"),
    ],
)
def test_spanish_joins_a_list_by_the_sound_of_its_last_part(last, joined):
    said = phrases.listed(["a", "b", last], language.catalogue("es"))
    # In English where the catalogue is not compiled.
    assert said.replace(" and ", " y ") == joined


def test_french_keeps_colon_and_semicolon_on_the_line_of_the_word_before():
    forms = FORMS["fr"]
    assert [forms.colon, forms.semicolon] == ["\N{NO-BREAK SPACE}: ", "\N{NO-BREAK SPACE}; "]
    assert phrases.clauses(["a", "", "b"], language.catalogue("fr")) == "a\N{NO-BREAK SPACE}; b"
    for code in ("en", "de", "es"):
        assert [FORMS[code].colon, FORMS[code].semicolon] == [": ", "; "]


# --- what is typed ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", language.LANGUAGES)
@given(day=DAYS)
def test_every_day_is_understood_as_the_language_writes_it(code, day):
    forms = FORMS[code]
    for said in (forms.short(day), forms.long(day), str(day), f"{day.day}/{day.month}/{day.year}"):
        assert parse_date(forms.as_english(said), today=TODAY) == day
    month = forms.as_english(forms.month(day.year, day.month))
    found = parse_approximate_date(month, today=TODAY)
    assert (found.year, found.month, found.day) == (day.year, day.month, None)


@pytest.mark.parametrize("code", language.LANGUAGES)
@given(day=DAYS)
def test_english_dates_are_understood_in_every_language(code, day):
    said = FORMS[code].as_english(f"{day:%d-%b-%Y}")
    assert parse_date(said, today=TODAY) == day


@pytest.mark.parametrize("code", language.LANGUAGES)
@given(typed=st.text(max_size=20))
def test_whatever_is_typed_a_date_is_found_or_none(code, typed):
    english = FORMS[code].as_english(typed)
    found = parse_date(english, today=TODAY)
    assert found is None or any(character.isdecimal() for character in typed)
    assert code != "en" or english == typed


@pytest.mark.parametrize(
    ("code", "typed", "ago"),
    [
        ("de", "3 Std.", timedelta(hours=3)),
        ("de", "vor 1,5 Stunden", timedelta(hours=1.5)),
        ("de", "gestern 12:00", timedelta(days=1)),
        ("de", "heute 7:40 Uhr", timedelta(hours=4, minutes=20)),
        ("es", "hace 90 minutos", timedelta(minutes=90)),
        ("es", "ayer a las 12:00", timedelta(days=1)),
        ("fr", "il y a 3 heures", timedelta(hours=3)),
        ("fr", "hier à 12:00", timedelta(days=1)),
        ("fr", "aujourd’hui 9:00", timedelta(hours=3)),
    ],
)
def test_the_last_dose_is_understood_in_the_language(code, typed, ago):
    assert parse_last_dose(FORMS[code].as_english(typed), before=NOON) == NOON - ago


@pytest.mark.parametrize(
    ("code", "typed", "days"), [("de", "12 Wochen", 84), ("es", "2 días", 2), ("fr", "3 j", 3)]
)
def test_days_and_weeks_are_understood_in_the_language(code, typed, days):
    found = parse_last_dose(FORMS[code].as_english(typed), before=NOON)
    assert found == TODAY - timedelta(days=days)


def test_a_beginning_that_two_months_share_is_no_month():
    assert FORMS["fr"].as_english("12 jui 2024") == "12 jui 2024"
    assert FORMS["fr"].as_english("12 JUIL. 2024") == "12 Jul 2024"
    assert FORMS["fr"].as_english("12 fevrier 2024") == "12 Feb 2024"
    assert FORMS["de"].as_english("12 Mä 2024") == "12 Mä 2024"


# --- the file ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('decimal = ","', "", "de/forms.toml: 'decimal' is missing"),
        ('decimal = ","', "decimal = 1", "de/forms.toml: decimal must be words"),
        ('decimal = ","', 'decimal = ","\nfirst_day = ""', "de/forms.toml: first_day must be"),
        ('"Januar", ', "", "de/forms.toml: months must be a list of words"),
        ('"Januar"', "1", "de/forms.toml: months must be a list of words"),
        ("today =", "tomorrow =", "de/forms.toml: typed must be a table of today"),
        ('["heute"]', '"heute"', "de/forms.toml: typed.today must be a list"),
        ("[typed]", "[before]\nnor = 1\n[typed]", "de/forms.toml: before must be a table"),
        ("[typed]", "[before]\nand = 1\n[typed]", "de/forms.toml, before.and must be a table"),
        (
            "[typed]",
            '[before]\nand = { begins = "(", say = "" }\n[typed]',
            "de/forms.toml, before.and: begins is no pattern",
        ),
        ('decimal = ","', 'decimal = ","\ncolon = 1', "de/forms.toml: colon must be words"),
    ],
)
def test_a_file_of_forms_that_is_wrong_is_named_and_english_is_used(
    tmp_path, monkeypatch, old, new, message
):
    Installed(tmp_path / "installed", monkeypatch).change(old, new, "locale", "de", "forms.toml")
    with pytest.raises(FormsError, match=re.escape(message)):
        load_forms("de")
    assert language.catalogue("de").forms == ENGLISH


def test_a_language_without_forms_writes_as_english_does():
    assert load_forms("tlh") is ENGLISH
