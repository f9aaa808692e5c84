"""The first start: nothing is written before the recovery code was asked back."""

import stat
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clonus_desktop.casebook import keys
from clonus_desktop.casebook.book import open_book
from clonus_desktop.ui.door import code_page, making
from tests.ui.door.conftest import CHEAP, NAME, PASSPHRASE


def to_the_code(hands, path):
    hands.open(path)
    hands.enter(NAME, "Consultant", PASSPHRASE, PASSPHRASE)
    return hands.until("CodePage")


def to_the_question(hands, path):
    to_the_code(hands, path).go_on.click()
    page = hands.until("CodeBackPage")
    return page, page._prepared.recovery_code


def test_keys_alone_lead_from_the_name_to_an_encrypted_casebook(hands, path):
    _page, code = to_the_question(hands, path)
    assert not path.parent.exists()
    hands.enter(code.lower().replace("-", "  "))
    entry = hands.until_in()
    assert (entry.way_in.name, entry.newcomer_role) == (NAME, "Consultant")
    assert keys.state_of(path) is keys.CasebookState.LOCKED
    assert not path.read_bytes().startswith(b"SQLite format 3")
    open_book(path, key=entry.opened.key).close()
    way = keys.ways_in(path, cost=CHEAP)[0]
    assert keys.unlock(path, way.id, PASSPHRASE, cost=CHEAP).key == entry.opened.key
    assert keys.unlock_with_recovery_code(path, code, cost=CHEAP).key == entry.opened.key


def test_the_code_is_shown_in_five_numbered_groups_and_read_out_letter_by_letter(hands, path):
    page = to_the_code(hands, path)
    groups = page.code._groups
    assert [len(group) for group in groups] == [5, 5, 5, 5, 6]
    for number, group in enumerate(groups, 1):
        assert f"group {number}: {' '.join(group)}" in page.code.said
        assert group in hands.words()


def test_another_code_is_refused_by_the_number_of_its_group_and_nothing_is_written(hands, path):
    page, code = to_the_question(hands, path)
    groups = code.split("-")
    groups[2] = "00000" if groups[2] != "00000" else "11111"
    hands.enter("-".join(groups))
    assert "Group 3" in page._fields["code"].problem
    assert hands.focus is page.line
    page.line.clear()
    hands.enter(code[:9])
    assert "26 letters and digits" in page._fields["code"].problem
    assert not path.parent.exists()
    assert hands.entries == []


def test_esc_leads_back_from_the_question_to_the_same_code(hands, path):
    _page, code = to_the_question(hands, path)
    hands.type(Qt.Key.Key_Escape)
    assert "-".join(hands.until("CodePage").code._groups) == code


def test_what_is_missing_is_said_at_the_top_and_at_each_field(hands, path):
    page = hands.open(path).page
    page.go_on.click()
    assert [link.accessibleName() for link in page.summary.links] == [
        "Enter your name.",
        "Choose a passphrase.",
    ]
    assert page._fields["name"].problem == "Enter your name."
    page.summary.links[1].click()
    assert hands.focus is page.new.fields["passphrase"].line


@pytest.mark.parametrize(
    ("first", "again", "name", "said"),
    [
        ("short", "short", "passphrase", "at least 12 characters"),
        ("password1234", "password1234", "passphrase", "among the first that are tried"),
        (PASSPHRASE, PASSPHRASE + "s", "again", "not the same"),
    ],
)
def test_a_passphrase_is_refused_with_the_reason(hands, path, first, again, name, said):
    page = hands.open(path).page
    hands.enter(NAME, "", first, again)
    assert said in page._fields[name].problem
    assert hands.door.page is page
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("typed", "filled", "said"),
    [
        ("", 0, "At least 12 characters"),
        ("river", 0, "Too short: 7 characters more."),
        ("river stone", 0, "Too short: 1 character more."),
        ("password1234", 0, "Too common"),
        ("riverriver12", 1, "Weak"),
        (PASSPHRASE, 2, "Fair"),
        (PASSPHRASE + " umbrella seventeen", 3, "Strong"),
    ],
)
def test_the_strength_is_said_in_words_and_in_parts_of_a_bar(hands, path, typed, filled, said):
    page = hands.open(path).page
    page.new.fields["passphrase"].line.setText(typed)
    assert page.new.meter.words.text().startswith(said)
    assert page.new.meter.bar.filled == filled


def test_one_s_own_name_is_worth_little(hands, path):
    page = hands.open(path).page
    page.new.fields["passphrase"].line.setText("Featherstonehaugh 42")
    before = page.new.meter.bar.filled
    page.name.setText("Iain Featherstonehaugh")
    assert page.new.meter.bar.filled < before


# --- on paper and in a file -------------------------------------------------------------------


def test_the_text_file_holds_the_code_and_is_its_owner_s_alone(hands, path, tmp_path):
    page = to_the_code(hands, path)
    target = tmp_path / "stick" / "code.txt"
    target.parent.mkdir()
    page.choose_path = lambda *_asked: str(target)
    page.save_button.click()
    assert "-".join(page.code._groups) in target.read_text()
    assert NAME in target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "Saved as code.txt" in hands.words()
    assert list(target.parent.iterdir()) == [target]


def test_beside_the_casebook_the_code_is_saved_at_the_second_press_only(hands, path):
    page = to_the_code(hands, path)
    path.parent.mkdir()
    target = path.parent / "code.txt"
    page.choose_path = lambda *_asked: str(target)
    page.save_button.click()
    assert not target.exists()
    assert "this folder holds the casebook itself" in hands.words()
    page.anyway.click()
    assert target.exists()
    assert not page.anyway.isVisible()


def test_a_place_that_takes_no_file_is_said_and_nothing_is_left(hands, path, tmp_path):
    page = to_the_code(hands, path)
    page.choose_path = lambda *_asked: str(tmp_path / "gone" / "code.txt")
    page.save_button.click()
    assert "The code was not saved." in hands.words()
    page.choose_path = lambda *_asked: ""
    page.save_button.click()
    assert list(tmp_path.iterdir()) == []


def test_the_code_is_printed_on_one_page_of_its_own(hands, path, monkeypatch):
    page = to_the_code(hands, path)
    printed = []
    page.ask_printer = lambda _parent, count: ("printer", count)
    monkeypatch.setattr(
        code_page.printing, "print_pages", lambda pages, _printer: printed.append(pages) or True
    )
    page.print_button.click()
    assert "at the printer" in hands.words()
    (sheet,) = printed[0]
    for group in page.code._groups:
        assert group in sheet.decode()
    monkeypatch.setattr(code_page.printing, "print_pages", lambda *_asked: False)
    page.print_button.click()
    assert "was not printed" in hands.words()


def test_a_name_with_markup_is_text_on_the_paper(hands, path):
    hands.open(path)
    hands.enter("Dr <b>&", "", PASSPHRASE, PASSPHRASE)
    page = hands.until("CodePage")
    assert b"Dr &lt;b&gt;&amp;" in page._paper.page()


# --- the window -------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_is_said_and_the_code_still_counts(hands, path):
    _page, code = to_the_question(hands, path)
    path.parent.write_text("a file in the place of the folder")
    hands.enter(code)
    trouble = hands.until("TroublePage")
    assert trouble.title.text() == "The casebook was not made"
    path.parent.unlink()
    trouble.again.click()
    hands.until_in()
    assert keys.unlock_with_recovery_code(path, code, cost=CHEAP)


def test_the_title_of_the_window_names_nobody(hands, path):
    to_the_code(hands, path)
    assert hands.door.windowTitle() == "Clonus Desktop"


def test_the_window_paints_while_the_keys_are_made(hands, path, qtbot, monkeypatch):
    may_end = threading.Event()
    real = keys.prepare

    def slow(*named, **more):
        assert may_end.wait(10)
        return real(*named, **more)

    monkeypatch.setattr(making.keys, "prepare", slow)
    hands.open(path)
    hands.enter(NAME, "", PASSPHRASE, PASSPHRASE)
    page = hands.until("WorkingPage")
    assert page.title.text() == "Making the keys…"
    hands.door.resize(900, 700)
    QApplication.processEvents()
    assert page.width() == 900
    may_end.set()
    hands.until("CodePage")
