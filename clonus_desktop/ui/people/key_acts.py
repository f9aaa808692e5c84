"""What is done to the ways into a casebook: asked on a sheet, done in the worker, entered."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import clinicians, keys
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.language import _, ngettext, say
from clonus_desktop.ui.door.code_page import CodeBackPage, CodePage
from clonus_desktop.ui.door.working_page import WorkingPage
from clonus_desktop.ui.people.add_sheet import AddSheet
from clonus_desktop.ui.people.key_pages import FailedPage
from clonus_desktop.ui.people.key_work import KeyWork
from clonus_desktop.ui.people.pages_sheet import PagesSheet
from clonus_desktop.ui.people.passphrase_sheet import PassphraseSheet
from clonus_desktop.ui.widgets.form_sheet import FormSheet
from clonus_desktop.ui.widgets.labels import plain_label


class KeyActs:
    """Adding a clinician, another passphrase, another recovery code.

    Args:
        owner: A widget of the window.
        work: Runs what is slow.
    """

    def __init__(self, owner: QWidget, work: KeyWork) -> None:
        self._owner, self._work, self._session = owner, work, work.session

    # --- another clinician --------------------------------------------------------------------

    def add(self) -> None:
        """Ask a colleague for a profile and a passphrase."""
        taken = [one.name for one in clinicians.present(self._session.book)]
        sheet = AddSheet(self._owner, taken)
        sheet.submitted.connect(lambda: self._make_way(sheet))
        sheet.open()

    def _make_way(self, sheet: AddSheet) -> None:
        typed = sheet.typed
        sheet.begin_work(_("Making the keys…"))
        self._work.run(
            keys.add_way_in,
            typed["name"],
            sheet.new.text,
            done=partial(self._enter_clinician, sheet, typed),
            failed=partial(_refuse, sheet),
        )

    def _enter_clinician(
        self, sheet: AddSheet, typed: Mapping[str, str], made: tuple[str, bytes]
    ) -> None:
        slot, public_key = made
        sheet.finish()
        # Were this never stored, the name of the way in is entered when the colleague comes in.
        profile = Clinician(
            slot=slot,
            name=typed["name"],
            role=typed["role"],
            registration=typed["registration"],
        )
        if self._session.do(clinicians.add, profile, public_key) is not None:
            said = _("{name} can come in now, with a passphrase of their own.")
            self._session.announced.emit(said.format(name=typed["name"]))

    # --- another passphrase -------------------------------------------------------------------

    def change_passphrase(self) -> None:
        """Ask for the passphrase until now and for another one."""
        sheet = PassphraseSheet(self._owner, self._work.signed_in.name)
        sheet.submitted.connect(lambda: self._change_passphrase(sheet))
        sheet.open()

    def _change_passphrase(self, sheet: PassphraseSheet) -> None:
        sheet.begin_work(_("Checking the passphrase…"))
        self._work.run(
            change_passphrase,
            sheet.old.text,
            sheet.new.text,
            done=lambda _none: self._enter_passphrase(sheet),
            failed=partial(_refuse_passphrase, sheet),
        )

    def _enter_passphrase(self, sheet: PassphraseSheet) -> None:
        sheet.finish()
        self._session.do(clinicians.enter_passphrase)
        self._session.announced.emit(_("Your passphrase is changed. The one before opens no more."))

    # --- another recovery code ----------------------------------------------------------------

    def new_code(self) -> None:
        """Show another recovery code, and let it count once it was asked back."""
        sheet = PagesSheet(self._owner, _("New recovery code"))
        self._prepare_code(sheet)

    def _prepare_code(self, sheet: PagesSheet) -> None:
        self._work.run(
            keys.new_recovery_code,
            done=lambda prepared: self._show_code(sheet, prepared),
            failed=lambda fault: self._say_no_code(
                sheet, fault, again=lambda: self._prepare_code(sheet)
            ),
        )

    def _show_code(self, sheet: PagesSheet, prepared: keys.PreparedCode) -> None:
        signed_in = self._work.signed_in
        page = CodePage(prepared.recovery_code, signed_in.name, signed_in.path.parent)
        words = _("The code until now counts until this one was typed once on the next page.")
        page.body.insertWidget(0, plain_label(words, wrap=True))
        page.offer_back()
        page.back_wanted.connect(sheet.close_sheet)
        page.written_down.connect(lambda: self._ask_code(sheet, page, prepared))
        sheet.show_page(page)

    def _ask_code(self, sheet: PagesSheet, shown: CodePage, prepared: keys.PreparedCode) -> None:
        page = CodeBackPage(prepared)
        page.back_wanted.connect(lambda: sheet.show_page(shown))
        page.right.connect(lambda: self._accept_code(sheet, prepared))
        sheet.show_page(page, keeps=shown)

    def _accept_code(self, sheet: PagesSheet, prepared: keys.PreparedCode) -> None:
        sheet.must_stay = True
        sheet.show_page(WorkingPage(_("Setting the recovery code…"), _("This takes a moment.")))
        self._work.run(
            keys.accept_recovery_code,
            prepared,
            done=lambda _none: self._enter_code(sheet),
            failed=lambda fault: self._say_no_code(
                sheet, fault, again=lambda: self._accept_code(sheet, prepared)
            ),
        )

    def _enter_code(self, sheet: PagesSheet) -> None:
        sheet.must_stay = False
        sheet.close_sheet()
        self._session.do(clinicians.enter_recovery_code)
        self._session.announced.emit(
            _("The new recovery code counts from now on. The one before opens no more.")
        )

    def _say_no_code(
        self, sheet: PagesSheet, fault: StorageFault, *, again: Callable[[], None]
    ) -> None:
        sheet.must_stay = False
        words = _("The recovery code until now still counts.")
        page = FailedPage(_("There is no new recovery code"), fault, words)
        page.again_wanted.connect(again)
        page.back_wanted.connect(sheet.close_sheet)
        sheet.show_page(page)


def change_passphrase(
    path: Path,
    opened: keys.Opened,
    old: str,
    new: str,
    *,
    cost: keys.Cost = keys.STANDARD,
) -> None:
    """Change the own passphrase, if the one until now is right.

    Raises:
        WrongPassphrase: It is not; says when the next one is tried.
        TooEarly: None is tried yet.
        StorageFault: It could not be written; the old passphrase still counts.
    """
    keys.unlock(path, opened.slot_id, old, cost=cost)
    keys.change_passphrase(path, opened, new, cost=cost)


def _refuse(sheet: FormSheet, fault: StorageFault) -> None:
    sheet.end_work()
    sheet.show_problems({"name": say(fault.message)})


def _refuse_passphrase(sheet: PassphraseSheet, fault: StorageFault) -> None:
    sheet.end_work()
    if isinstance(fault, keys.WrongPassphrase | keys.TooEarly):
        sheet.refuse_old(_wrong_words(fault.wait_s, is_early=isinstance(fault, keys.TooEarly)))
    else:
        sheet.show_problems({"passphrase": say(fault.message)})


def _wrong_words(wait_s: float, *, is_early: bool) -> str:
    words = []
    if not is_early:
        words.append(_("This is not your passphrase until now. Nothing was changed."))
    seconds = round(wait_s + 0.49)
    if seconds > 0:
        wait = ngettext(
            "After wrong passphrases, the next one can be tried in {n} second.",
            "After wrong passphrases, the next one can be tried in {n} seconds.",
            seconds,
        )
        words.append(wait.format(n=seconds))
    else:
        words.append(_("Check Caps Lock and the keyboard layout, then try again."))
    return " ".join(words)
