"""Who may come in, the own profile and the keys, on a real vault with real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from clonus_desktop.casebook import clinicians, examinations, keys
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.trial import Trial
from clonus_desktop.storage import copying, vault_file
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.door.code_page import CodeBackPage, CodePage
from clonus_desktop.ui.lock.signed_in import SignedIn
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.pages.settings import SettingsPage
from clonus_desktop.ui.people.key_pages import FailedPage, ReopenPage
from clonus_desktop.ui.widgets.sheet import Sheet
from tests.ui.pages.conftest import Desk

SETTINGS = Destination(screen=Screen.SETTINGS)
CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)
OWN, ANOTHER = "quiet otters borrow ladders", "seven lanterns over gravel"
THIRD = "a copper kettle sings at noon"


@pytest.fixture
def desk(tmp_path: Path, qtbot, qapp) -> Iterator[Desk]:
    """A casebook under keys in which Dr Okafor is signed in."""
    appearance().apply(qapp, "light", 1.0)
    path = tmp_path / "casebook.sqlite"
    opened = keys.create(path, keys.prepare("Dr P Okafor", OWN, cost=CHEAP))
    made = Desk(tmp_path, qtbot, key=opened.key)
    come_in(made, keys.WayIn(id=opened.slot_id, name="Dr P Okafor"), opened)
    yield made
    made.end()


@pytest.fixture
def page(desk) -> SettingsPage:
    made = SettingsPage(desk.session, desk.worker)
    desk.session.changed.connect(made.read_again)
    return made


def come_in(desk: Desk, way_in: keys.WayIn, opened: keys.Opened) -> None:
    assert opened.signing_seed is not None
    clinicians.sign_in(desk.book, slot=way_in.id, name=way_in.name, seed=opened.signing_seed)
    desk.session.signed_in = SignedIn(desk.path, way_in, opened, cost=CHEAP)


def colleague(desk: Desk, name: str = "Ms T Nguyen", role: str = "Physiotherapist") -> str:
    opened = desk.session.signed_in.opened
    slot, public_key = keys.add_way_in(desk.path, opened, name, ANOTHER, cost=CHEAP)
    clinicians.add(desk.book, Clinician(slot=slot, name=name, role=role), public_key)
    return slot


def acts(desk: Desk) -> list[tuple[str, str]]:
    """What was done to clinicians and keys, and by whom, in order."""
    rows = desk.book.file._store.rows(
        "SELECT what, name FROM audit LEFT JOIN examiner ON examiner.id = who "
        "WHERE row_table IN ('clinician', 'signing_key', 'casebook') ORDER BY audit.id"
    )
    return [(row["what"], row["name"]) for row in rows]


def sheet(desk: Desk):
    """The sheet that is open; None when there is none."""
    shown = [one for one in desk.window.findChildren(Sheet) if one.isVisible()]
    return shown[-1] if shown else None


def wait_until_gone(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: sheet(desk) is None, timeout=20_000)


def wait_for_page(desk: Desk, kind: type) -> None:
    def is_there() -> bool:
        shown = sheet(desk)
        return shown is not None and isinstance(shown.page, kind)

    desk.qtbot.waitUntil(is_there, timeout=20_000)


def names_of(ways: tuple[keys.WayIn, ...]) -> list[str]:
    return [way.name for way in ways]


def ways(desk: Desk) -> list[str]:
    return names_of(keys.ways_in(desk.path, cost=CHEAP))


def words_of(widget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def full(*_arguments, **_named):
    raise StorageFault(Message("The disk is full."))


# --- a record without clinicians --------------------------------------------------------------


def test_without_clinicians_there_is_the_card_of_you_and_your_clinic_alone(tmp_path, qtbot, qapp):
    desk = Desk(tmp_path, qtbot)
    page = SettingsPage(desk.session, desk.worker)
    desk.show(page, SETTINGS)
    assert page.clinic.title.text() == "You and your clinic"
    assert page.clinic.name.isVisible()
    assert not any(card.isVisible() for card in page.people.cards)
    desk.end()


# --- the own profile --------------------------------------------------------------------------


def test_the_letterhead_stays_the_clinic_s_and_the_name_is_your_own(desk, page):
    desk.show(page, SETTINGS)
    assert page.clinic.title.text() == "Your clinic"
    assert not page.clinic.name.isVisible()
    assert page.clinic.clinic.isVisible()
    assert page.people.profile.lines["name"].text() == "Dr P Okafor"


def test_each_field_of_the_profile_is_saved_as_it_is_left(desk, page):
    desk.show(page, SETTINGS)
    card = page.people.profile
    card.lines["role"].setFocus()
    QTest.keyClicks(card.lines["role"], " Consultant ")
    card.lines["registration"].setFocus()
    assert desk.book.signed_in.role == "Consultant"
    assert card.status.text() == "Saved 10:42:07"
    assert desk.announced[-1] == "Saved"
    QTest.keyClicks(card.lines["registration"], "7654321")
    card.signature.setFocus()
    card.signature.setPlainText("Patience Okafor \nConsultant Neurologist\n")
    card.save_button.setFocus()
    own = clinicians.present(desk.book)[0]
    assert own.registration == "7654321"
    assert own.signature_text == "Patience Okafor\nConsultant Neurologist"
    assert acts(desk)[-1] == ("change clinician", "Dr P Okafor")
    assert desk.book.file.verify() is None


def test_a_new_name_stands_in_the_list_at_the_lock_as_well(desk, page):
    desk.show(page, SETTINGS)
    page.people.profile.lines["name"].setText("Prof P Okafor")
    page.people.profile.save_button.click()
    desk.qtbot.waitUntil(lambda: ways(desk) == ["Prof P Okafor"])
    desk.qtbot.waitUntil(lambda: desk.session.signed_in.name == "Prof P Okafor")
    assert desk.book.examiner.name == "Prof P Okafor"


def test_when_the_list_at_the_lock_cannot_follow_it_is_said_and_tried_again(
    desk, page, monkeypatch
):
    desk.show(page, SETTINGS)
    card = page.people.profile
    monkeypatch.setattr(vault_file, "write", full)
    card.lines["name"].setText("Prof P Okafor")
    card.save_button.click()
    desk.qtbot.waitUntil(card.trouble.isVisible)
    assert "still shows the name of before. The disk is full." in card.trouble.text()
    assert clinicians.present(desk.book)[0].name == "Prof P Okafor"
    monkeypatch.undo()
    page.open(SETTINGS)
    desk.qtbot.waitUntil(lambda: not card.trouble.isVisible())
    assert ways(desk) == ["Prof P Okafor"]


def test_words_that_the_disk_refuses_stay_typed(desk, page, monkeypatch):
    desk.show(page, SETTINGS)
    card = page.people.profile
    monkeypatch.setattr(desk.book.file.clinicians, "change", full)
    card.lines["role"].setText("Consultant")
    card.signature.setPlainText("Patience Okafor")
    page.leave()
    assert card.status.text() == ""
    page.open(SETTINGS)
    assert card.typed["role"] == "Consultant"
    monkeypatch.undo()
    card.save_button.click()
    own = clinicians.present(desk.book)[0]
    assert (own.role, own.signature_text) == ("Consultant", "Patience Okafor")


def test_without_a_name_nothing_is_saved_and_the_field_says_why(desk, page):
    desk.show(page, SETTINGS)
    card = page.people.profile
    card.lines["name"].setText(" ")
    card.lines["role"].setText("Consultant")
    card.signature.setPlainText("x" * 1001)
    card.save_button.click()
    assert card.asked["name"].problem == "Enter your name."
    assert card.asked["signature_text"].problem == "Use at most 1000 characters."
    page.leave()
    page.open(SETTINGS)
    assert card.typed["role"] == "Consultant"
    card.lines["name"].setText("Dr P Okafor")
    card.signature.setPlainText("Patience")
    card.save_button.click()
    assert card.asked["name"].problem == ""
    assert clinicians.present(desk.book)[0].role == "Consultant"


def test_what_did_not_change_is_not_written_again(desk, page):
    desk.show(page, SETTINGS)
    before = acts(desk)
    page.people.profile.save_button.click()
    page.leave()
    assert acts(desk) == before


def test_nobody_gets_the_profile_that_somebody_else_typed(desk, page):
    slot = colleague(desk)
    desk.show(page, SETTINGS)
    page.people.profile.lines["role"].setText("Consultant")
    came = keys.unlock(desk.path, slot, ANOTHER, cost=CHEAP)
    come_in(desk, keys.WayIn(id=slot, name="Ms T Nguyen"), came)
    page.leave()
    assert [one.role for one in clinicians.present(desk.book)] == ["", "Physiotherapist"]
    desk.session.signed_in_changed.emit()
    assert page.people.profile.typed["name"] == "Ms T Nguyen"


# --- another clinician ------------------------------------------------------------------------


def test_a_colleague_is_added_with_a_passphrase_of_their_own(desk, page):
    desk.show(page, SETTINGS)
    page.people.clinicians.add_button.click()
    asked = sheet(desk)
    words = words_of(asked)
    assert "opens all patients" in words
    assert "signs only as themselves" in words
    for key, text in (("name", "Ms T  Nguyen "), ("role", "Physiotherapist")):
        QTest.keyClicks(asked.lines[key], text)
    QTest.keyClicks(asked.new.fields["passphrase"].line, ANOTHER)
    assert asked.new.meter.words.text().startswith("Fair")
    QTest.keyClicks(asked.new.fields["again"].line, ANOTHER)
    asked.go_on.click()
    wait_until_gone(desk)
    assert ways(desk) == ["Dr P Okafor", "Ms T Nguyen"]
    added = clinicians.present(desk.book)[1]
    assert (added.name, added.role) == ("Ms T Nguyen", "Physiotherapist")
    assert "Ms T Nguyen can come in now" in desk.announced[-1]
    assert acts(desk)[-2:] == [("add clinician", "Dr P Okafor"), ("add signing key", "Dr P Okafor")]
    came = keys.unlock(desk.path, added.slot, ANOTHER, cost=CHEAP)
    assert (
        clinicians.sign_in(desk.book, slot=added.slot, name="x", seed=came.signing_seed)
        == clinicians.present(desk.book)[1]
    )
    desk.qtbot.waitUntil(lambda: "Ms T Nguyen" in words_of(page.people.clinicians))


def test_what_is_missing_is_said_and_nobody_is_added(desk, page):
    desk.show(page, SETTINGS)
    page.people.clinicians.add_button.click()
    asked = sheet(desk)
    asked.go_on.click()
    assert asked.asked["name"].problem == "Enter the name."
    asked.lines["name"].setText("dr p  OKAFOR")
    asked.new.fields["passphrase"].line.setText(ANOTHER)
    asked.new.fields["again"].line.setText(ANOTHER + "!")
    asked.go_on.click()
    assert "is here already" in asked.asked["name"].problem
    assert "not the same" in asked.asked["again"].problem
    assert QApplication.focusWidget() is asked.summary
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert sheet(desk) is None
    assert ways(desk) == ["Dr P Okafor"]
    assert asked.new.text == ""


def test_a_disk_that_takes_no_new_way_in_is_told_on_the_sheet(desk, page, monkeypatch):
    desk.show(page, SETTINGS)
    page.people.clinicians.add_button.click()
    asked = sheet(desk)
    asked.lines["name"].setText("Ms T Nguyen")
    for field in asked.new.fields.values():
        field.line.setText(ANOTHER)
    monkeypatch.setattr(vault_file, "write", full)
    asked.go_on.click()
    asked.go_on.click()
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert sheet(desk) is asked, "it stays while the worker is at it"
    desk.qtbot.waitUntil(lambda: not asked.is_working)
    assert asked.asked["name"].problem == "The disk is full."
    monkeypatch.undo()
    asked.go_on.click()
    wait_until_gone(desk)
    assert len(clinicians.present(desk.book)) == 2


# --- who leaves -------------------------------------------------------------------------------


def test_nobody_removes_themselves_and_so_never_the_last(desk, page):
    desk.show(page, SETTINGS)
    assert page.people.clinicians.removes == {}
    colleague(desk)
    page.open(SETTINGS)
    _own, other = clinicians.present(desk.book)
    assert list(page.people.clinicians.removes) == [other.id]
    assert page.people.clinicians.removes[other.id].accessibleName() == "Remove Ms T Nguyen"


def test_a_removed_clinician_loses_way_and_key_and_keeps_the_signatures(desk, page):
    slot = colleague(desk)
    came = keys.unlock(desk.path, slot, ANOTHER, cost=CHEAP)
    own = desk.session.signed_in
    come_in(desk, keys.WayIn(id=slot, name="Ms T Nguyen"), came)
    signed = desk.examine(desk.add("Macilroy"), 0, 0, 0, 0, 0, 6)
    come_in(desk, own.way_in, own.opened)
    draft = desk.examine(desk.add("Petrova"), 3)
    desk.show(page, SETTINGS)
    gone = clinicians.present(desk.book)[1]
    page.people.clinicians.removes[gone.id].click()
    words = words_of(sheet(desk))
    assert "stay in the record, signed by Ms T Nguyen" in words
    assert "gets a new key" in words
    assert "Backups made before" in words
    assert QApplication.focusWidget() is sheet(desk).cancel
    sheet(desk).go_on.click()
    wait_until_gone(desk)
    assert ways(desk) == ["Dr P Okafor"]
    assert desk.announced[-1] == "Ms T Nguyen was removed, and the casebook has a new key."
    assert desk.book.file.key != came.key
    # Everything goes on: what was signed, undo, recording and signing.
    signature = examinations.get(desk.book, signed).signature
    assert signature.examiner.name == "Ms T Nguyen"
    assert examinations.undo(desk.book, examinations.get(desk.book, draft)) is not None
    examination = examinations.get(desk.book, draft)
    for place in examination.places:
        examinations.record_trial(desk.book, examination, place, Trial(beats=0))
    examinations.sign(desk.book, draft)
    assert desk.book.file.trouble is None
    assert desk.book.file.verify() is None
    whats = [what for what, _who in acts(desk)]
    assert whats[-3:] == ["retire signing key", "remove clinician", "renew key"]
    assert {who for _what, who in acts(desk)[-3:]} == {"Dr P Okafor"}
    assert keys.unlock(desk.path, own.way_in.id, OWN, cost=CHEAP).key == desk.book.file.key


def test_a_choice_elsewhere_on_the_page_leaves_the_keyboard_on_the_list(desk, page):
    colleague(desk)
    desk.show(page, SETTINGS)
    button = next(iter(page.people.clinicians.removes.values()))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    page.rule.wanted.emit("HPO_GE5")
    assert QApplication.focusWidget() is button


def test_who_was_removed_is_folded_away_with_since_when(desk, page):
    colleague(desk)
    clinicians.remove(desk.book, clinicians.present(desk.book)[1].id)
    desk.show(page, SETTINGS)
    card = page.people.clinicians
    assert "removed 23-Nov-2025" not in words_of(card)
    assert card.fold.accessibleName() == "Show who was removed (1)"
    card.fold.click()
    assert "Ms T Nguyen, removed 23-Nov-2025" in words_of(card)
    card.fold.click()
    assert "removed 23-Nov-2025" not in words_of(card)


def test_cancelling_removes_nobody(desk, page):
    colleague(desk)
    desk.show(page, SETTINGS)
    other = clinicians.present(desk.book)[1]
    page.people.clinicians.removes[other.id].click()
    QTest.keyClick(sheet(desk), Qt.Key.Key_Escape)
    assert sheet(desk) is None
    assert len(clinicians.present(desk.book)) == 2


@pytest.mark.parametrize("step", ["way out", "new key"])
def test_a_removal_that_was_interrupted_is_offered_again_and_finished(
    desk, page, monkeypatch, step
):
    slot = colleague(desk)
    desk.show(page, SETTINGS)
    other = clinicians.present(desk.book)[1]
    if step == "way out":
        monkeypatch.setattr(vault_file, "write", full)
    else:
        monkeypatch.setattr(copying, "copied", full)
    page.people.clinicians.removes[other.id].click()
    sheet(desk).go_on.click()
    wait_for_page(desk, FailedPage)
    assert "The disk is full." in words_of(sheet(desk))
    assert "cannot come in" in words_of(sheet(desk))
    sheet(desk).page.later.click()
    assert sheet(desk) is None
    # The casebook is open with the key until now, and whoever was removed is not let in.
    desk.add("Macilroy")
    if step == "way out":
        knew = keys.unlock(desk.path, slot, ANOTHER, cost=CHEAP)
        with pytest.raises(clinicians.ClinicianRemoved):
            clinicians.sign_in(desk.book, slot=slot, name="x", seed=knew.signing_seed)
    monkeypatch.undo()
    # The next start.
    again = keys.unlock(desk.path, desk.session.signed_in.way_in.id, OWN, cost=CHEAP)
    come_in(desk, desk.session.signed_in.way_in, again)
    page.open(SETTINGS)
    card = page.people.clinicians
    assert card.notice.isVisible()
    card.finish.click()
    wait_until_gone(desk)
    assert ways(desk) == ["Dr P Okafor"]
    assert not card.notice.isVisible()
    assert not keys.unlock(desk.path, desk.session.signed_in.way_in.id, OWN, cost=CHEAP).rekey_due
    assert desk.book.file.trouble is None


def test_when_the_disk_refuses_the_record_nothing_else_is_begun(desk, page, monkeypatch):
    colleague(desk)
    desk.show(page, SETTINGS)
    other = clinicians.present(desk.book)[1]
    monkeypatch.setattr(desk.book.file.clinicians, "remove", full)
    failed = []
    desk.session.failed.connect(lambda _fault, retry, _entry: failed.append(retry))
    page.people.clinicians.removes[other.id].click()
    sheet(desk).go_on.click()
    assert sheet(desk) is None
    assert len(failed) == 1
    assert len(ways(desk)) == 2


def test_after_a_failure_try_again_finishes_it(desk, page, monkeypatch):
    colleague(desk)
    desk.show(page, SETTINGS)
    monkeypatch.setattr(copying, "publish", full)
    page.people.clinicians.removes[clinicians.present(desk.book)[1].id].click()
    sheet(desk).go_on.click()
    wait_for_page(desk, FailedPage)
    monkeypatch.undo()
    sheet(desk).page.again.click()
    wait_until_gone(desk)
    assert ways(desk) == ["Dr P Okafor"]
    assert desk.book.file.trouble is None


def test_when_only_the_last_step_failed_the_passphrase_opens_it_again(desk, page, monkeypatch):
    colleague(desk)
    desk.show(page, SETTINGS)
    write, calls = vault_file.write, []

    def refuse_last(path, vault):
        calls.append(1)
        if len(calls) == 3:
            full()
        write(path, vault)

    monkeypatch.setattr(vault_file, "write", refuse_last)
    page.people.clinicians.removes[clinicians.present(desk.book)[1].id].click()
    sheet(desk).go_on.click()
    wait_for_page(desk, ReopenPage)
    monkeypatch.undo()
    assert desk.book.is_aside
    QTest.keyClick(sheet(desk), Qt.Key.Key_Escape)
    form = sheet(desk).page.form
    form.passphrase.line.setText(OWN)
    form.unlock_button.click()
    wait_until_gone(desk)
    desk.add("Macilroy")
    assert desk.book.file.trouble is None
    assert acts(desk)[-1] == ("renew key", "Dr P Okafor")


def test_a_new_key_can_be_made_without_removing_anybody(desk, page):
    desk.show(page, SETTINGS)
    before = desk.book.file.key
    page.people.clinicians.renew.click()
    assert "into other hands" in words_of(sheet(desk))
    sheet(desk).go_on.click()
    wait_until_gone(desk)
    assert desk.book.file.key != before
    assert desk.announced[-1] == "The casebook has a new key."


# --- the own passphrase -----------------------------------------------------------------------


def change(desk: Desk, page: SettingsPage, old: str, new: str, again: str):
    page.people.profile.change_passphrase.click()
    asked = sheet(desk)
    asked.old.line.setText(old)
    asked.new.fields["passphrase"].line.setText(new)
    asked.new.fields["again"].line.setText(again)
    asked.go_on.click()
    desk.qtbot.waitUntil(lambda: not asked.is_working)
    return asked


def test_a_new_passphrase_opens_and_the_one_before_does_not(desk, page):
    desk.show(page, SETTINGS)
    change(desk, page, OWN, THIRD, THIRD)
    assert sheet(desk) is None
    own = desk.session.signed_in.way_in.id
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock(desk.path, own, OWN, cost=CHEAP)
    keys.unlock(desk.path, own, THIRD, cost=CHEAP)
    assert acts(desk)[-1] == ("change passphrase", "Dr P Okafor")
    assert "Your passphrase is changed" in desk.announced[-1]
    desk.add("Macilroy")


def test_a_wrong_old_passphrase_changes_nothing_and_the_delay_grows(desk, page):
    desk.show(page, SETTINGS)
    own = desk.session.signed_in.way_in.id
    for _try in range(10):
        asked = change(desk, page, "not my passphrase at all", THIRD, THIRD)
        problem = asked.asked["old"].problem
        asked.close_sheet()
        if "seconds" in problem:
            break
        assert "not your passphrase until now" in problem
    else:
        pytest.fail("there was never a wait")
    assert keys.wait_s(desk.path, own) > 0
    with pytest.raises(keys.TooEarly):
        keys.unlock(desk.path, own, OWN, cost=CHEAP)
    asked = change(desk, page, OWN, THIRD, THIRD)
    assert "can be tried in" in asked.asked["old"].problem
    assert "change passphrase" not in [what for what, _who in acts(desk)]


def test_the_passphrase_until_now_is_no_new_one(desk, page):
    desk.show(page, SETTINGS)
    asked = change(desk, page, OWN, OWN, OWN)
    assert "this is your passphrase until now" in asked.asked["passphrase"].problem
    asked.close_sheet()
    asked = change(desk, page, "", THIRD, THIRD)
    assert asked.asked["old"].problem == "Enter your passphrase until now."


def test_a_disk_that_takes_no_new_passphrase_leaves_the_old_one(desk, page, monkeypatch):
    desk.show(page, SETTINGS)
    monkeypatch.setattr(vault_file, "write", full)
    asked = change(desk, page, OWN, THIRD, THIRD)
    assert asked.asked["passphrase"].problem == "The disk is full."
    monkeypatch.undo()
    keys.unlock(desk.path, desk.session.signed_in.way_in.id, OWN, cost=CHEAP)


# --- the recovery code ------------------------------------------------------------------------


def test_a_new_recovery_code_counts_once_it_was_typed_back(desk, page):
    desk.show(page, SETTINGS)
    page.people.profile.new_code.click()
    wait_for_page(desk, CodePage)
    code = "-".join(sheet(desk).page.code._groups)
    assert "counts until this one was typed" in words_of(sheet(desk))
    with pytest.raises(keys.WrongRecoveryCode):
        keys.unlock_with_recovery_code(desk.path, code, cost=CHEAP)
    sheet(desk).page.go_on.click()
    wait_for_page(desk, CodeBackPage)
    sheet(desk).page.line.setText("A" + code[1:] if code[0] != "A" else "B" + code[1:])
    sheet(desk).page.check_button.click()
    assert isinstance(sheet(desk).page, CodeBackPage)
    sheet(desk).page.line.setText(code.lower())
    sheet(desk).page.check_button.click()
    wait_until_gone(desk)
    assert keys.unlock_with_recovery_code(desk.path, code, cost=CHEAP).by_recovery
    assert acts(desk)[-1] == ("new recovery code", "Dr P Okafor")
    assert "counts from now on" in desk.announced[-1]


def test_leaving_before_the_code_is_typed_back_keeps_the_old_one(desk, page):
    desk.show(page, SETTINGS)
    page.people.profile.new_code.click()
    wait_for_page(desk, CodePage)
    shown = sheet(desk).page
    code = "-".join(shown.code._groups)
    shown.go_on.click()
    wait_for_page(desk, CodeBackPage)
    QTest.keyClick(sheet(desk), Qt.Key.Key_Escape)
    assert sheet(desk).page is shown
    QTest.keyClick(sheet(desk), Qt.Key.Key_Escape)
    assert sheet(desk) is None
    with pytest.raises(keys.WrongRecoveryCode):
        keys.unlock_with_recovery_code(desk.path, code, cost=CHEAP)
    assert "new recovery code" not in [what for what, _who in acts(desk)]


def test_a_code_that_could_not_be_set_is_told_and_can_be_tried_again(desk, page, monkeypatch):
    desk.show(page, SETTINGS)
    page.people.profile.new_code.click()
    wait_for_page(desk, CodePage)
    code = "-".join(sheet(desk).page.code._groups)
    sheet(desk).page.go_on.click()
    wait_for_page(desk, CodeBackPage)
    monkeypatch.setattr(vault_file, "write", full)
    sheet(desk).page.line.setText(code)
    sheet(desk).page.check_button.click()
    wait_for_page(desk, FailedPage)
    assert "until now still counts" in words_of(sheet(desk))
    monkeypatch.undo()
    sheet(desk).page.again.click()
    wait_until_gone(desk)
    assert keys.unlock_with_recovery_code(desk.path, code, cost=CHEAP).by_recovery
