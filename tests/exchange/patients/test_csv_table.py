"""Every CSV file that a program writes is read as the cells that it was written from."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.exchange.patients import BadFile, decoding
from clonus_desktop.exchange.patients import csv_table as tables
from clonus_desktop.exchange.patients.columns import Column, guess
from clonus_desktop.exchange.patients.csv_table import DELIMITERS, QUOTES, Shape, read_table
from clonus_desktop.exchange.patients.decoding import Encoding, decode

HEADING = ("Nachname", "Vorname", "Geburtsdatum")
# No control characters, which no program puts into names; but for breaks within a cell.
LETTERS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\"';,|\t")
# Without what a spreadsheet's guard looks like, and the spaces around a cell.
CELLS = st.text(LETTERS, max_size=8).filter(
    lambda cell: cell == cell.strip() and cell[:1] not in ("'", "=", "\ufeff")
)


def written(rows, *, delimiter=",", quote='"', end="\r\n", quoting=csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter=delimiter, quotechar=quote, lineterminator=end, quoting=quoting
    )
    writer.writerows(rows)
    return text.getvalue()


@settings(max_examples=80)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4),
    st.sampled_from(DELIMITERS),
    st.sampled_from(QUOTES),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_the_csv_module_wrote_is_read_back(rows, delimiter, quote, end, encoding):
    rows = [row for row in rows if any(row)] or [("x", "", "")]
    text = written(
        [HEADING, *rows], delimiter=delimiter, quote=quote, end=end, quoting=csv.QUOTE_ALL
    )
    table = read_table(text.encode(encoding))
    assert (table.delimiter, table.quote, table.heading) == (delimiter, quote, HEADING)
    assert [cells for _line, cells in table.rows] == rows


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_a_delimiter_is_found_among_the_others_in_the_cells(delimiter):
    rows = [HEADING, ("a, b", "c; d", "1.1.1960"), ("e|f", "g", "2.1.1960")]
    table = read_table(written(rows, delimiter=delimiter).encode())
    assert table.rows[0][1] == rows[1]
    assert table.width == 3


def test_lines_are_numbered_as_an_editor_numbers_them():
    table = read_table(b'Name;Geb\n\n"Two\nlines";1.1.1960\n\nNext;2.1.1960\n')
    assert [line for line, _cells in table.rows] == [3, 6]
    said = read_table(b"sep=;\nName;Geb\nFirst;1.1.1960\n")
    assert (said.delimiter, said.rows) == (";", ((3, ("First", "1.1.1960")),))


def test_a_first_line_of_a_spreadsheet_says_the_delimiter():
    table = read_table(b"sep=|\r\nName|Geb\r\nA,B|1.1.1960\r\n")
    assert (table.delimiter, table.rows) == ("|", ((3, ("A,B", "1.1.1960")),))


def test_apostrophes_in_names_are_no_quotation_marks():
    table = read_table(b"Name,Vorname\nO'Brien,D'Arcy\n")
    assert table.rows[0][1] == ("O'Brien", "D'Arcy")


def test_what_guards_a_cell_against_being_reckoned_is_taken_off():
    table = read_table(b'Name,No\n\'=a,"=""007"""\n\'+1,\'x\n')
    assert [cells for _line, cells in table.rows] == [("=a", "007"), ("+1", "'x")]


@pytest.mark.parametrize(
    ("text", "has_heading"),
    [
        (b"Surname,Born\nLund,1.1.1960\n", True),
        (b"Lund,1.1.1960\nNg,2.1.1960\n", False),
        (b"Foo,Bar\nLund,1.1.1960\n", True),
        (b"Lund,Anna\nNg,Bo\n", False),
        (b"Lund\n", False),
    ],
)
def test_a_heading_is_told_from_a_patient(text, has_heading):
    assert bool(read_table(text).heading) == has_heading


def test_all_that_is_found_can_be_chosen():
    text = "Müller;M\nLund;F\n".encode("cp850")
    chosen = Shape(encoding=Encoding.DOS, delimiter=",", has_heading=True)
    table = read_table(text, chosen)
    assert (table.heading, table.rows) == (("Müller;M",), ((2, ("Lund;F",)),))
    assert table.column(0).__next__() == "Lund;F"
    assert list(table.column(5)) == [""]


# --- letters ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "encoding", "is_certain"),
    [
        ("utf-8", Encoding.UTF_8, True),
        ("utf-8-sig", Encoding.UTF_8, True),
        ("utf-16", Encoding.UTF_16, True),
        ("utf-16-le", Encoding.UTF_16, False),
        ("utf-16-be", Encoding.UTF_16, False),
        ("cp1252", Encoding.WINDOWS, False),
        ("cp850", Encoding.DOS, False),
    ],
)
def test_the_encoding_is_found_and_told(name, encoding, is_certain):
    found = decode("Name;Müller\n".encode(name))
    assert (found.text, found.encoding, found.is_certain) == (
        "Name;Müller\n",
        encoding,
        is_certain,
    )


def test_an_encoding_can_be_chosen():
    assert decode("Ño".encode("cp850"), Encoding.DOS).text == "Ño"
    assert decode(b"No\x1a").text == "No"
    assert decode("Ño".encode("utf-16-be"), Encoding.UTF_16).text == "Ño"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"a\0\0\0", "cannot be read"),
        (b"a\x01\x02", "cannot be read"),
        (b"\xff\xfea", "cannot be read"),
        (b"\xef\xbb\xbf\xff", "cannot be read"),
        (b"Surname\n", "nobody under it"),
        (b'Surname,Born\n"Lund,1960\n', "From line 2"),
        (b'Surname,Born\n"Lund"x,1960\n', "From line 2"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content, said):
    with pytest.raises(BadFile, match=said) as caught:
        read_table(content)
    assert "Nothing was taken in." in str(caught.value)


def test_a_file_that_is_too_long_or_too_wide_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    with pytest.raises(BadFile, match="more than 2 rows"):
        read_table(b"Surname,Born\na,1\nb,1\nc,1\n")
    with pytest.raises(BadFile, match="Line 2 of the file has more than 200 columns"):
        read_table(b"Surname,Born\n" + b"x," * 200 + b"\n")
    monkeypatch.setattr(decoding, "MOST_BYTES", 10)
    with pytest.raises(BadFile, match="longer than"):
        read_table(b"Surname,Born\n")


# --- columns ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        ("Surname", "First name", "Title", "Known as", "DOB", "Gender", "NHS No."),
        ("Nachname", "Vorname", "Titel", "Spitzname", "Geb.-Datum", "Geschlecht", "Pat.Nr."),
        ("Apellidos", "Nombre", "Título", "Apodo", "Fecha de nacimiento", "Sexo", "N.º historia"),
        ("NOM", "Prénom", "Civilité", "Surnom", "Né(e) le", "Sexe", "N° dossier"),
    ],
)
def test_columns_are_guessed_in_four_languages(heading):
    found = guess(heading)
    expected = list(Column)[:7]
    assert [found.get(column) for column in expected] == [0, 1, 2, 3, 4, 5, 6]


def test_a_vague_name_gives_way_to_a_clear_one():
    assert guess(("Name", "Surname")) == {Column.FAMILY_NAME: 1}
    assert guess(("name", "Vorname"))[Column.FAMILY_NAME] == 0
    assert guess(("Alerts", "Diagnosen")) == {Column.ALERT: 0, Column.KNOWN_CONDITIONS: 1}
    assert guess(("x", "")) == {}
