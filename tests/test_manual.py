"""The manual as it is read: whole, without dead ends, in the words of the product."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clonus_desktop import resources
from clonus_desktop.manual import (
    Heading,
    Link,
    ManualError,
    Paragraph,
    Picture,
    Points,
    Table,
    load_manual,
)
from clonus_desktop.ui.navigation import Screen

MANUAL = load_manual()
CHAPTERS = pytest.mark.parametrize("chapter", MANUAL.chapters, ids=lambda chapter: chapter.key)


def words_of(chapter) -> str:
    return "\n".join((chapter.title, *(block.text for block in chapter.blocks)))


# --- the shipped one --------------------------------------------------------------------------


def test_every_chapter_file_stands_in_the_contents():
    files = {file.stem for file in resources.path("help", "en").glob("*.md")}
    assert files == {chapter.key for chapter in MANUAL.chapters}


@CHAPTERS
def test_every_picture_is_there_and_is_described(chapter):
    for block in chapter.blocks:
        if isinstance(block, Picture):
            folder = ("help", "pictures") if block.name in HELP_PICTURES else ("pictures",)
            assert resources.path(*folder, block.name).is_file()
            assert len(block.text) > 20


HELP_PICTURES = {file.name for file in resources.path("help", "pictures").glob("*.svg")}


def test_every_picture_that_was_drawn_for_the_manual_is_shown_in_it():
    shown = {
        block.name
        for chapter in MANUAL.chapters
        for block in chapter.blocks
        if isinstance(block, Picture)
    }
    assert shown >= HELP_PICTURES


def test_every_screen_has_one_chapter_of_its_own():
    named = [name for chapter in MANUAL.chapters for name in chapter.screens]
    assert sorted(named) == sorted(screen.value for screen in Screen)
    assert MANUAL.chapter_for("letter").key == "letter"


@CHAPTERS
def test_a_chapter_is_short(chapter):
    assert len(words_of(chapter).split()) <= 350


@CHAPTERS
def test_a_chapter_says_nothing_that_the_product_never_says(chapter):
    never = (
        r"\bnormal",
        r"\b(?:positive|negative)\b",
        r"(?:UMN|lesion) (?:at|detected)",
        r"patient has",
        r"\bserotonin syndrome",
        r"\b(?:site|limb|submit|invalid|please|error)s?\b",
        r"!",
        r"https?:",
    )
    # The folder of that name is meant, no place of the body.
    said = words_of(chapter).replace("“sites”", "")
    assert [word for word in never if re.search(word, said, re.IGNORECASE)] == []


def test_the_manual_says_that_nothing_is_a_diagnosis_and_that_absence_excludes_nothing():
    says = words_of(MANUAL.chapter("says"))
    assert "It does not diagnose." in says
    assert "Absent clonus excludes nothing." in says
    assert "not a certified medical device" in says


def test_every_chapter_can_be_found_by_its_title():
    for chapter in MANUAL.chapters:
        assert MANUAL.find(chapter.title.upper())[0].chapter is chapter


# --- reading ----------------------------------------------------------------------------------


def written(folder: Path, text: str, **contents: str) -> Path:
    entry = {"key": '"one"', "title": '"One"', "screens": "[]", "pictures": "[]"} | contents
    lines = "\n".join(f"{name} = {value}" for name, value in entry.items())
    (folder / "contents.toml").write_text(f"[[chapter]]\n{lines}\n")
    (folder / "one.md").write_text(text, encoding="utf-8")
    return folder


def test_each_kind_of_block_is_read(tmp_path):
    text = """Press [Enter]
or [*].

## More

- one
  and more
- two

1. first
2. second

| Key | Act |
|---|---|
| [S] | sustained |

![a hand](tap.svg)

[This one](one.md)
"""
    manual = load_manual(folder=written(tmp_path, text, pictures='["tap.svg"]'))
    chapter = manual.chapter("one")
    assert chapter.blocks == (
        Paragraph(text="Press [Enter] or [*]."),
        Heading(text="More"),
        Points(items=("one and more", "two"), is_numbered=False),
        Points(items=("first", "second"), is_numbered=True),
        Table(header=("Key", "Act"), rows=(("[S]", "sustained"),)),
        Picture(name="tap.svg", text="a hand"),
        Link(chapter="one", text="This one"),
    )
    assert chapter.keys_named == ("Enter", "*", "S")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One.\n\nTwo **loud**.", r"one\.md, line 3: '\*'"),
        ("# One", r"one\.md, line 1: headings begin with ##"),
        ("## One\nTwo", r"one\.md, line 1: it must stand alone"),
        ("See [this](one.md) here.", r"one\.md, line 1: '\]\('"),
        ("[Away](two.md)", r"one\.md: there is no chapter 'two'"),
        ("See https://example.org", r"one\.md, line 1: '://'"),
        ("A.\n\n\n- one\nand more", r"one\.md, line 4: a list goes on with two spaces"),
        ("| A | B |\n| 1 | 2 |\n| 3 | 4 |", r"one\.md, line 1: a table is"),
        ("| A | B |\n|---|---|\n| 3 |", r"one\.md, line 1: every row"),
        ("![a hand](tap.svg)", r"contents\.toml, chapter 1: pictures must be"),
        ("<b>One</b>", r"one\.md, line 1: '<'"),
    ],
)
def test_a_fault_names_its_file_and_line(tmp_path, text, said):
    with pytest.raises(ManualError, match=said):
        load_manual(folder=written(tmp_path, text))


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ({"key": "1"}, "chapter 1: key and title"),
        ({"title": '" "'}, "chapter 1: key and title"),
        ({"screens": '"exam"'}, "chapter 1: must list names"),
        ({"extra": "1"}, "chapter 1: must hold key, title"),
        ({"key": '"two"'}, "two.md cannot be read"),
    ],
)
def test_a_fault_of_the_contents_names_the_chapter(tmp_path, contents, said):
    with pytest.raises(ManualError, match=said):
        load_manual(folder=written(tmp_path, "One.", **contents))


@pytest.mark.parametrize("text", ["", "chapter = 1", "chapter = [1]", "chapter = []", "= ="])
def test_contents_without_chapters_are_refused(tmp_path, text):
    (tmp_path / "contents.toml").write_text(text)
    with pytest.raises(ManualError, match=r"contents\.toml"):
        load_manual(folder=tmp_path)


def test_a_chapter_listed_twice_is_refused(tmp_path):
    written(tmp_path, "One.")
    contents = tmp_path / "contents.toml"
    contents.write_text(contents.read_text() * 2)
    with pytest.raises(ManualError, match="'one' is listed twice"):
        load_manual(folder=tmp_path)


def test_a_language_without_a_manual_reads_the_english_one():
    assert load_manual("xx") == MANUAL


@given(st.text(alphabet="ab #|-[]()!.*1 \n", max_size=80))
def test_any_text_is_read_whole_or_refused(tmp_path_factory, text):
    folder = written(tmp_path_factory.mktemp("manual"), text)
    try:
        chapter = load_manual(folder=folder).chapter("one")
    except ManualError as refused:
        said = str(refused)
    else:
        said = ""
        letters = re.sub(r"[^ab]", "", text)
        assert re.sub(r"[^ab]", "", "".join(block.text for block in chapter.blocks)) == letters
    assert said == "" or said.startswith(("one.md", "contents.toml"))


# --- searching --------------------------------------------------------------------------------


def test_all_words_have_to_stand_in_one_block(tmp_path):
    manual = load_manual(folder=written(tmp_path, "Left ankle.\n\nRight wrist."))
    assert [hit.block for hit in manual.find("ANKLE left")] == [0]
    assert manual.find("left wrist") == ()
    assert manual.find("  ") == ()


def test_a_hit_shows_whole_words_around_what_was_looked_for(tmp_path):
    text = "word " * 40 + "clonus " + "word " * 40
    (hit,) = load_manual(folder=written(tmp_path, text)).find("clonus")
    assert "clonus" in hit.excerpt
    assert set(hit.excerpt.split()) == {"…", "word", "clonus"}
    assert len(hit.excerpt) < 150
