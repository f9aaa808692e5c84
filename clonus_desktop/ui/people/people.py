"""The cards of the people in the settings, and what is done on them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt

from clonus_desktop.casebook import clinicians, keys
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.language import _, say
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.dates import clock_time
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.people import consequences_sheet
from clonus_desktop.ui.people.clinicians_card import CliniciansCard
from clonus_desktop.ui.people.key_acts import KeyActs
from clonus_desktop.ui.people.key_work import KeyWork
from clonus_desktop.ui.people.profile_card import ProfileCard
from clonus_desktop.ui.people.renewing import Renewing
from clonus_desktop.ui.widgets.card import Card


class People(QObject):
    """The own profile and the list of clinicians; nothing is shown where there are none.

    Args:
        page: The settings.
        worker: Gives the worker of the window.
    """

    def __init__(self, page: Page, worker: Callable[[], Background]) -> None:
        super().__init__(page)
        self._page, self._session = page, page.session
        self.profile, self.clinicians = ProfileCard(), CliniciansCard()
        self._work = KeyWork(page.session, worker)
        self._acts = KeyActs(page, self._work)
        self.renewing = Renewing(page, self._work)
        # True when words of the profile were refused: they wait in their fields.
        self._waits = False
        self._connect()

    def _connect(self) -> None:
        self.profile.edited.connect(self.keep)
        self.profile.passphrase_wanted.connect(self._acts.change_passphrase)
        self.profile.code_wanted.connect(self._acts.new_code)
        self.clinicians.add_wanted.connect(self._acts.add)
        self.clinicians.remove_wanted.connect(self._ask_to_remove)
        self.clinicians.renew_wanted.connect(self._ask_to_renew)
        self.renewing.ended.connect(self._show_ended)
        self._session.signed_in_changed.connect(self.open)

    @property
    def cards(self) -> tuple[Card, Card]:
        """In the order in which they are read."""
        return (self.profile, self.clinicians)

    @property
    def own(self) -> Clinician | None:
        """The profile of whoever is signed in; None in a record without clinicians."""
        return None if self._session.signed_in is None else self._session.book.signed_in

    # --- reading ------------------------------------------------------------------------------

    def open(self) -> None:
        """Show what is stored; words that the disk refused stay in their fields."""
        own = self.own
        if own is not None and not (self._waits and self._is_shown(own)):
            self._waits = False
            self.profile.show_profile(own)
            self.profile.status.setText("")
            self._rename_way_in(own)
        self.show()

    def show(self) -> None:
        """Read the list of clinicians again."""
        own = self.own
        for card in self.cards:
            card.setVisible(own is not None)
        if own is None:
            return
        book = self._session.book
        gone = clinicians.removals(book)
        everybody = clinicians.all_of(book)
        removed = [(one, gone[one.id]) for one in everybody if one.is_removed]
        self.clinicians.show_clinicians(clinicians.present(book), removed, own_id=own.id)
        words = _(
            "Somebody was removed and cannot come in, but the casebook still has the key that "
            "they may know. Finish the removal: the casebook gets a new key."
        )
        self.clinicians.show_unfinished(words if self.renewing.is_due else "")

    def _is_shown(self, own: Clinician) -> bool:
        shown = self.profile.shown
        return shown is not None and shown.id == own.id

    def arrange(self) -> None:
        """Take the text size again."""
        for card in (self.profile, self.clinicians):
            card.arrange()

    # --- the own profile ----------------------------------------------------------------------

    def keep(self) -> None:
        """Store the profile, when something was typed and nothing is wrong with it."""
        own, card = self.own, self.profile
        # Somebody else may have come in since: nobody gets the profile of another.
        if own is None or not self._is_shown(own):
            return
        if all(getattr(own, key) == text for key, text in card.typed.items()):
            card.show_problems({})
            self._waits = False
            return
        problems = card.problems()
        card.show_problems(problems)
        card.status.setText("")
        self._waits = bool(problems)
        if problems:
            return
        profile = card.changed(own)
        self._waits = self._session.do(clinicians.change, profile) is None
        if not self._waits:
            when = clock_time(self._session.book.now())
            card.status.setText(_("Saved {time}").format(time=when))
            self._session.announced.emit(_("Saved"))
            self._rename_way_in(profile)

    def _rename_way_in(self, profile: Clinician) -> None:
        """Let the list at the lock show the name of the profile."""
        signed_in = self._work.signed_in
        if profile.name == signed_in.way_in.name or profile.slot != signed_in.way_in.id:
            return
        self._work.run(
            keys.rename_way_in,
            profile.slot,
            profile.name,
            done=lambda _none: self._take_name(profile),
            failed=self._say_not_renamed,
        )

    def _take_name(self, profile: Clinician) -> None:
        signed_in = self._work.signed_in
        if signed_in.way_in.id == profile.slot:
            signed_in.way_in = replace(signed_in.way_in, name=profile.name)
        self.profile.say_trouble("")

    def _say_not_renamed(self, fault: StorageFault) -> None:
        said = _("The profile is saved. The list at the lock still shows the name of before. {why}")
        words = said.format(why=say(fault.message))
        self.profile.say_trouble(words)
        self._session.announced.emit(words)

    # --- who leaves ---------------------------------------------------------------------------

    def _ask_to_remove(self, clinician: Clinician) -> None:
        sheet = consequences_sheet.removal(self._page, clinician.name)
        sheet.confirmed.connect(partial(self._remove, clinician))
        sheet.open()

    def _remove(self, clinician: Clinician) -> None:
        # First in the record: from then on nobody who was removed is let in, whatever follows.
        if self._session.do(clinicians.remove, clinician.id) is None:
            return
        said = _("{name} was removed, and the casebook has a new key.")
        self.renewing.begin(said.format(name=clinician.name))

    def _ask_to_renew(self) -> None:
        said = _("The casebook has a new key.")
        if self.renewing.is_due:
            self.renewing.begin(said)
            return
        sheet = consequences_sheet.renewal(self._page)
        sheet.confirmed.connect(lambda: self.renewing.begin(said))
        sheet.open()

    def _show_ended(self) -> None:
        self.show()
        self.clinicians.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
