"""The addressee book of a practice."""

import pytest

from clonus_desktop.casebook import addressees, trail
from clonus_desktop.casebook.addressees import Addressee
from clonus_desktop.casebook.change import Change, Deed


def kept(book, **fields: str) -> Addressee:
    change = addressees.add(book, Addressee(**fields))
    assert change.deed is Deed.ADDRESSEES
    return addressees.get(book, change.addressee_id)


def test_addressees_are_offered_by_name_and_every_act_is_told(book):
    moreau, halloran = kept(book, name="Dr A Moreau"), kept(book, name="dr a halloran")
    assert addressees.present(book) == (halloran, moreau)
    changed = Addressee(id=moreau.id, name="Prof A Moreau", language="fr")
    assert addressees.change(book, changed) == Change(deed=Deed.ADDRESSEES, addressee_id=moreau.id)
    addressees.remove(book, halloran)
    assert addressees.present(book) == (changed,)
    assert addressees.get(book, halloran.id).is_removed
    assert [line.what for line in trail.newest(book)][:4] == [
        "removed dr a halloran from the addressees",
        "changed the addressee Prof A Moreau",
        "added dr a halloran to the addressees",
        "added Prof A Moreau to the addressees",
    ]


def test_an_addressee_who_is_not_there_is_an_error(book):
    with pytest.raises(LookupError):
        addressees.get(book, 7)
