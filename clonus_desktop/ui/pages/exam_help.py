"""Help over the exam page: how each place is tested, and what the keys do."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import words
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.ui.pages.how_to_sheet import HowTo, HowToSheet
from clonus_desktop.ui.session import Session


def show_how_to(page: QWidget, session: Session, places: Iterable[Place], now: Place) -> None:
    """Show picture and steps of a place, larger; nothing where no place has a protocol."""
    book = session.book
    shown = [
        HowTo(place=place, words=words.the_place(book, place), protocol=protocol)
        for place in places
        if (protocol := book.protocol_of(place.site.key)) is not None
    ]
    if shown:
        first = next((index for index, one in enumerate(shown) if one.place == now), 0)
        HowToSheet(page, shown, first, partial(session.help_wanted.emit, "exam")).open()
