"""The choices of this computer and of the practice."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.casebook import practice as practices
from clonus_desktop.casebook import regions
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.domain.rules import rules_with_a_limit
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.backup.backups_card import BackupsCard
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.dates import clock_time
from clonus_desktop.ui.lock.lock_card import LockCard
from clonus_desktop.ui.lock.pin_sheet import PinSheet
from clonus_desktop.ui.navigation import Destination
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.pages.trail_sheet import TrailSheet
from clonus_desktop.ui.people.people import People
from clonus_desktop.ui.sending.record_system_card import RecordSystemCard
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settings import Choices
from clonus_desktop.ui.widgets.input_card import InputCard
from clonus_desktop.ui.widgets.labels import heading
from clonus_desktop.ui.widgets.practice_cards import (
    ClinicCard,
    RuleCard,
    about_card,
    data_card,
    export_part,
    import_part,
)
from clonus_desktop.ui.widgets.record_part import RecordPart
from clonus_desktop.ui.widgets.region_card import RegionCard
from clonus_desktop.ui.widgets.scrolled import Scrolled
from clonus_desktop.ui.widgets.settings_cards import DisplayCard, ExamCard
from clonus_desktop.ui.widgets.sites_card import SitesCard
from clonus_desktop.ui.widgets.stationery_card import StationeryCard

_WIDEST = 960


class SettingsPage(Page):
    """Cards of choices; each holds as soon as it is made."""

    def __init__(self, session: Session, worker: Callable[[], Background]) -> None:
        super().__init__(session)
        book = session.book
        # True when words about the clinic were refused by the disk: they wait in their fields.
        self._clinic_waits = False
        self.display = DisplayCard()
        self.exam = ExamCard()
        self.input = InputCard()
        self.lock = LockCard()
        self.rule = RuleCard(rules_with_a_limit(), book.rule_texts)
        self.region = RegionCard(regions.choices())
        self.people = People(self, worker)
        self.clinic = ClinicCard()
        self.stationery = StationeryCard(session, worker)
        self.data, self.path = data_card(str(book.file.path))
        self.backups = BackupsCard(session)
        self.record_system = RecordSystemCard(session, worker)
        self.record = RecordPart(book)
        self.data.add(self.record)
        self.taking_in, self.export = import_part(), export_part()
        self.data.add(self.taking_in)
        self.data.add(self.export)
        self.sites = _sites_card(book)
        self.about = about_card()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.scroller = Scrolled()
        self.heading = heading(_("Settings"))
        choices = (self.display, self.exam, self.input, self.lock, self.rule, self.region)
        for part in (
            self.heading,
            *choices,
            *self.people.cards,
            self.clinic,
            self.stationery,
            self.data,
            self.backups,
            self.record_system,
            self.sites,
            self.about,
        ):
            self.scroller.column.addWidget(part)
        self.scroller.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroller)

    def _connect(self) -> None:
        self.display.changed.connect(self._change_display)
        self.exam.settle_wanted.connect(lambda ms: self._change_choice("settle_ms", ms))
        self.exam.changed.connect(self._change_choice)
        self.input.changed.connect(self._change_choice)
        self.input.said.connect(self.session.announced)
        self.input.spoke.connect(self._reveal)
        self.lock.changed.connect(self._change_choice)
        self.lock.lock_wanted.connect(self.session.lock_wanted)
        self.lock.pin_wanted.connect(self.ask_pin)
        self.lock.pin_forgotten.connect(self._forget_pin)
        self.session.signed_in_changed.connect(self._show_pin)
        self.exam.order_wanted.connect(lambda keys: self._change(site_order=keys))
        self.exam.first_side_wanted.connect(lambda side: self._change(first_side=side))
        self.rule.wanted.connect(lambda rule_id: self._change(rule_id=rule_id))
        self.region.wanted.connect(lambda key: self._change(region=key))
        self.clinic.edited.connect(self.save_clinic)
        self.record.acts_wanted.connect(self.show_acts)
        self.taking_in.wanted.connect(self.take_in)
        self.export.wanted.connect(self.ask_to_export)
        self.record.said.connect(self.session.announced)
        self.record.spoke.connect(self._reveal)

    # --- reading ------------------------------------------------------------------------------

    def open(self, destination: Destination) -> None:
        if not self._clinic_waits:
            has_clinicians = self.people.own is not None
            self.clinic.show_practice(self.session.book.practice, has_clinicians=has_clinicians)
        self.people.open()
        self.clinic.status.setText("")
        self._show()

    def read_again(self, change: Change) -> None:
        self._show()
        self.people.show()
        self.stationery.show_state()

    def _show(self) -> None:
        practice = self.session.book.practice
        self._show_choices(self.session.settings.choices)
        self.exam.show_order(self._protocols(), practice.first_side)
        self.rule.show_rule(practice.rule_id)
        self.region.show_region(practice.region)

    def _show_choices(self, choices: Choices) -> None:
        for card in (self.display, self.exam, self.input, self.lock):
            card.show_choices(choices)
        self._show_pin()

    def _show_pin(self) -> None:
        signed_in = self.session.signed_in
        is_set = signed_in is not None and signed_in.pin.is_set
        self.lock.show_pin(has_passphrase=signed_in is not None, is_set=is_set)

    def _protocols(self) -> tuple[Protocol, ...]:
        """How the sites are tested, in the order of this practice."""
        book = self.session.book
        places = book.practice.places(tuple(protocol.site for protocol in book.protocols))
        by_site = {protocol.site: protocol for protocol in book.protocols}
        return tuple(by_site[site] for site in dict.fromkeys(place.site for place in places))

    # --- choosing -----------------------------------------------------------------------------

    def _change_display(self, name: str, value: object) -> None:
        self.session.settings.change(**{name: value})
        self.display_changed.emit()

    def _change_choice(self, name: str, value: object) -> None:
        """Keep a choice that changes nothing on the screen but the card it was made on."""
        self._show_choices(self.session.settings.change(**{name: value}))

    def take_in(self) -> None:
        """Take in patients, or the record of another casebook."""
        from clonus_desktop.ui.importing.import_flow import show_import

        self.keep()
        show_import(self, self.session)

    def ask_pin(self) -> None:
        """Ask for a PIN that unlocks quickly."""
        sheet = PinSheet(self)
        sheet.chosen.connect(self._set_pin)
        sheet.open()

    def _set_pin(self, digits: str) -> None:
        if self.session.signed_in is not None:
            self.session.signed_in.pin.set(digits)
        self._show_pin()
        self.session.announced.emit(_("A PIN is set."))

    def _forget_pin(self) -> None:
        if self.session.signed_in is not None:
            self.session.signed_in.pin.drop()
        self._show_pin()
        self.lock.set_pin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.session.announced.emit(_("No PIN is set."))

    def _reveal(self, part: QWidget) -> None:
        """Scroll to what was just said, once it has its room."""
        QTimer.singleShot(0, part, lambda: self.scroller.ensureWidgetVisible(part))

    def _change(self, **named: Any) -> bool:
        """Store a choice of the practice; True when it is in the record."""
        practice = replace(self.session.book.practice, **named)
        if practice == self.session.book.practice:
            return True
        stored = self.session.do(practices.change, practice) is not None
        # A refused choice must not look made.
        self._show()
        return stored

    def save_clinic(self) -> None:
        """Store who signs and under which letterhead, when something was typed."""
        name, role, clinic = self.clinic.typed
        before = self.session.book.practice
        if (name, role, clinic) == (before.examiner.name, before.examiner.role, before.clinic):
            return
        examiner = Examiner(name=name, role=role)
        self._clinic_waits = not self._change(examiner=examiner, clinic=clinic)
        if not self._clinic_waits:
            when = clock_time(self.session.book.now())
            self.clinic.status.setText(_("Saved {time}").format(time=when))
            self.session.announced.emit(_("Saved"))
        else:
            self.clinic.status.setText("")

    def show_acts(self) -> None:
        """Who did what in this casebook, and when."""
        TrailSheet(self, self.session.book).open()

    def ask_to_export(self) -> None:
        """Ask what is to leave the casebook, and as what."""
        # Imported late: the settings show nothing of it.
        from clonus_desktop.ui.exporting.export_sheet import ExportSheet

        ExportSheet(self, self.session).open()

    # --- how it looks -------------------------------------------------------------------------

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self._give_margins()
        self.clinic.arrange()
        self.people.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_margins()

    def _give_margins(self) -> None:
        """Lines of text stay short enough to read; wrapped text measures itself by this width."""
        side, top = (32, 24) if self.arrangement is Arrangement.WIDE else (16, 16)
        spare = self.width() - side - appearance().px(_WIDEST)
        self.scroller.column.setContentsMargins(side, top, max(side, spare), 24)

    def repaint_for_theme(self) -> None:
        self._give_margins()
        self.clinic.arrange()
        self.people.arrange()

    def focus_first(self) -> None:
        first = self.display.theme
        first.buttons[first.choice].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_language(self) -> None:
        """Put the keyboard on the language that was chosen."""
        choice = self.display.language
        choice.buttons[choice.choice].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.input.tick.stop()
        super().leave()

    def keep(self) -> None:
        self.people.keep()
        self.save_clinic()


def _sites_card(book: Casebook) -> SitesCard:
    names = [protocol.name for protocol in book.further_protocols]
    return SitesCard(str(book.sites_folder), names, book.site_problems)
