"""Who works with the casebook: signing in, profiles, and those who leave."""

from dataclasses import replace
from datetime import datetime

from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.domain.clinician import Clinician, InvalidClinician
from clonus_desktop.storage.refusals import ClinicianRemoved, clinician_removed
from clonus_desktop.storage.signing import SeedSigner

__all__ = [
    "ClinicianRemoved",
    "InvalidClinician",
    "NotRemovable",
    "add",
    "all_of",
    "change",
    "enter_key",
    "enter_passphrase",
    "enter_recovery_code",
    "present",
    "removals",
    "remove",
    "sign_in",
]


class NotRemovable(ValueError):
    """Nobody removes themselves, so that somebody can always come in; nothing was changed."""


def sign_in(book: Casebook, *, slot: str, name: str, seed: bytes) -> Clinician:
    """The clinician of a way in, who acts and signs from now on.

    Whoever comes in for the first time is entered under the name of the way in; a new signing
    key (after a passphrase was set anew) is entered too.

    Args:
        slot: Id of the way into the vault.
        name: As it stands at that way in.
        seed: Of the signing key, 32 bytes.

    Raises:
        ClinicianRemoved: The clinician was removed from this casebook.
        StorageFault: It could not be written; nobody is signed in.
    """
    signer, now = SeedSigner(seed), book.now()
    clinician = book.file.clinicians.of_slot(slot)
    if clinician is not None and clinician.is_removed:
        raise clinician_removed()
    if clinician is None:
        clinician = _introduced(book, slot, name, signer)
    elif not book.file.clinicians.keys.is_known(clinician.id, signer.public_key):
        with book.file.write():
            book.file.clinicians.keys.add(
                clinician.id, signer.public_key, at=now, by=clinician.examiner
            )
    book.file.audit.signatures.sign_with(signer)
    book.signed_in = clinician
    return clinician


def _introduced(book: Casebook, slot: str, name: str, signer: SeedSigner) -> Clinician:
    before = book.practice.examiner
    # In a casebook of an earlier build the practice knew one name and role.
    role = before.role if before.name.strip() == name.strip() else ""
    profile = Clinician(slot=slot, name=name, role=role)
    with book.file.write():
        return book.file.clinicians.add(profile, signer.public_key, at=book.now(), by=None)


def present(book: Casebook) -> tuple[Clinician, ...]:
    """The clinicians who may come in, in the order they came."""
    return tuple(one for one in all_of(book) if not one.is_removed)


def all_of(book: Casebook) -> tuple[Clinician, ...]:
    """Everybody who ever worked with the casebook, removed ones too."""
    return book.file.clinicians.all()


def removals(book: Casebook) -> dict[int, datetime]:
    """When those who are gone were removed, in the zone of this computer, by id."""
    return {one: at.astimezone() for one, at in book.file.clinicians.removals().items()}


def add(book: Casebook, profile: Clinician, public_key: bytes) -> Change:
    """Enter a clinician whose way into the vault has just been made.

    Args:
        profile: With the slot of that way.
        public_key: Of the signing key that was made with it.
    """
    with book.file.write():
        book.file.clinicians.add(profile, public_key, at=book.now(), by=book.examiner)
    return Change(deed=Deed.CLINICIANS)


def change(book: Casebook, profile: Clinician) -> Change:
    """Store a profile; what was signed before keeps the name it had."""
    with book.file.write():
        book.file.clinicians.change(profile, at=book.now(), by=book.examiner)
    if book.signed_in is not None and book.signed_in.id == profile.id:
        book.signed_in = replace(profile, is_removed=False)
    return Change(deed=Deed.CLINICIANS)


def remove(book: Casebook, clinician_id: int) -> Change:
    """Let a clinician act and sign no more; acts and signatures stay.

    The way into the vault is closed after this, so that nobody is left with a way in and no
    name in the record.

    Raises:
        NotRemovable: It is the one who is signed in, or nobody is.
    """
    if book.signed_in is None or book.signed_in.id == clinician_id:
        raise NotRemovable("Nobody removes themselves.")
    with book.file.write():
        book.file.clinicians.remove(clinician_id, at=book.now(), by=book.examiner)
    return Change(deed=Deed.CLINICIANS)


def enter_passphrase(book: Casebook) -> Change | None:
    """Enter that whoever is signed in has another passphrase now; None when nobody is."""
    if book.signed_in is None:
        return None
    with book.file.write():
        book.file.clinicians.enter_passphrase(book.signed_in.id, at=book.now(), by=book.examiner)
    return Change(deed=Deed.CLINICIANS)


def enter_recovery_code(book: Casebook) -> Change:
    """Enter that another recovery code counts from now on."""
    with book.file.write():
        book.file.clinicians.enter_recovery_code(at=book.now(), by=book.examiner)
    return Change(deed=Deed.CLINICIANS)


def enter_key(book: Casebook) -> Change:
    """Enter that the casebook has another key, which nobody knows who was removed."""
    with book.file.write():
        book.file.clinicians.enter_key(at=book.now(), by=book.examiner)
    return Change(deed=Deed.CLINICIANS)
