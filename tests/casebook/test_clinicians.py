"""Clinicians sign in, act under their own name, and leave without taking their signatures."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clonus_desktop.casebook import clinicians, examinations, letters, patients, practice
from clonus_desktop.casebook.book import Casebook, open_book
from clonus_desktop.casebook.letters import LetterOptions
from clonus_desktop.domain.clinician import Clinician, InvalidClinician
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.practice import Practice
from clonus_desktop.domain.trial import Trial
from clonus_desktop.storage.signing import SeedSigner

OKAFOR, NGUYEN = bytes(range(32)), bytes(range(32, 64))


class Clock:
    time = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=30)
        return self.time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


@pytest.fixture
def book(path: Path) -> Iterator[Casebook]:
    with open_book(path, now=Clock()) as opened:
        yield opened


def okafor(book: Casebook, seed: bytes = OKAFOR) -> Clinician:
    return clinicians.sign_in(book, slot="a1", name="Dr P Okafor", seed=seed)


def signed_exam(book: Casebook) -> int:
    patient_id = patients.add(book, Patient(family_name="Macilroy")).patient_id
    assert patient_id is not None
    draft_id = examinations.start(book, patient_id).examination_id
    assert draft_id is not None
    draft = examinations.get(book, draft_id)
    for place in draft.places:
        examinations.record_trial(book, draft, place, Trial(beats=0))
    examinations.sign(book, draft_id)
    return draft_id


def test_whoever_comes_in_first_is_entered_and_acts_under_that_name(book) -> None:
    clinician = okafor(book)
    assert clinicians.all_of(book) == (clinician,)
    signature = examinations.get(book, signed_exam(book)).signature
    assert signature is not None
    assert signature.examiner == Examiner(name="Dr P Okafor", clinician_id=clinician.id)
    assert book.file.verify() is None


def test_the_role_of_an_earlier_casebook_comes_over_to_the_same_name_only(book) -> None:
    practice.change(book, Practice(examiner=Examiner(name="Dr P Okafor", role="Neurologist")))
    assert okafor(book).role == "Neurologist"
    other = clinicians.sign_in(book, slot="b2", name="Ms T Nguyen", seed=NGUYEN)
    assert other.role == ""


def test_two_clinicians_of_one_name_stay_two_people(book) -> None:
    one = okafor(book)
    signed_exam(book)
    other = clinicians.sign_in(book, slot="b2", name="Dr P Okafor", seed=NGUYEN)
    later = examinations.get(book, signed_exam(book)).signature
    assert one.id != other.id
    assert later is not None
    assert later.examiner.clinician_id == other.id
    assert book.file.verify() is None


def test_a_new_signing_key_is_taken_and_the_old_signatures_stay_good(book, path) -> None:
    okafor(book)
    signed_exam(book)
    okafor(book, NGUYEN)
    signed_exam(book)
    assert len(clinicians.all_of(book)) == 1
    assert book.file.verify() is None


def test_somebody_else_s_key_does_not_sign_for_a_clinician(book) -> None:
    okafor(book)
    book.file.audit.signatures.sign_with(SeedSigner(NGUYEN))
    with pytest.raises(LookupError, match="signing key"):
        signed_exam(book)


def test_a_removed_clinician_stays_out_and_what_was_signed_stays_signed(book) -> None:
    one = okafor(book)
    exam = signed_exam(book)
    clinicians.sign_in(book, slot="b2", name="Ms T Nguyen", seed=NGUYEN)
    clinicians.remove(book, one.id)
    assert [each.name for each in clinicians.present(book)] == ["Ms T Nguyen"]
    assert [each.is_removed for each in clinicians.all_of(book)] == [True, False]
    with pytest.raises(clinicians.ClinicianRemoved, match="removed from the clinicians"):
        okafor(book)
    assert examinations.get(book, exam).signature is not None
    assert book.file.verify() is None


def test_nobody_removes_themselves_and_nobody_can_when_nobody_is_signed_in(book) -> None:
    clinician = okafor(book)
    with pytest.raises(clinicians.NotRemovable):
        clinicians.remove(book, clinician.id)
    book.signed_in = None
    with pytest.raises(clinicians.NotRemovable):
        clinicians.remove(book, clinician.id)


def test_a_colleague_is_added_and_comes_in_under_the_profile(book) -> None:
    okafor(book)
    profile = Clinician(slot="b2", name="Ms T Nguyen", role="Physiotherapist")
    clinicians.add(book, profile, SeedSigner(NGUYEN).public_key)
    came = clinicians.sign_in(book, slot="b2", name="whatever", seed=NGUYEN)
    assert (came.name, came.role) == ("Ms T Nguyen", "Physiotherapist")
    assert book.file.verify() is None


def test_a_changed_profile_signs_the_next_letter_and_not_the_last_exam(book) -> None:
    clinician = okafor(book)
    exam = signed_exam(book)
    changed = Clinician(
        id=clinician.id,
        slot=clinician.slot,
        name="Prof P Okafor",
        role="Consultant",
        registration="7654321",
    )
    clinicians.change(book, changed)
    letter = letters.compose(book, exam, LetterOptions(recipient=""), compare_with_id=None)
    assert letter.signature[:2] == ("Prof P Okafor, Consultant", "Registration No. 7654321")
    assert letter.signature[2].startswith("Examined and signed by Dr P Okafor on")


def test_a_clinician_s_own_lines_stand_under_a_letter(book) -> None:
    clinician = okafor(book)
    exam = signed_exam(book)
    own = "Patience Okafor\nConsultant Neurologist"
    clinicians.change(
        book, Clinician(id=clinician.id, slot="a1", name="Dr P Okafor", signature_text=own)
    )
    letter = letters.compose(book, exam, LetterOptions(recipient=""), compare_with_id=None)
    assert letter.signature[:2] == ("Patience Okafor", "Consultant Neurologist")


def test_a_profile_of_another_clinician_leaves_who_is_signed_in(book) -> None:
    okafor(book)
    profile = Clinician(slot="b2", name="Ms T Nguyen")
    clinicians.add(book, profile, SeedSigner(NGUYEN).public_key)
    other = clinicians.present(book)[1]
    clinicians.change(book, Clinician(id=other.id, slot="b2", name="Ms T Nguyen", role="PT"))
    assert book.examiner == Examiner(name="Dr P Okafor", clinician_id=1)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "x", "role": "x" * 201}, "role"),
        ({"name": "x", "registration": "x" * 201}, "registration"),
        ({"name": "x", "signature_text": "x" * 1001}, "signature_text"),
    ],
)
def test_a_profile_that_cannot_be_right_names_its_field(fields, field) -> None:
    with pytest.raises(InvalidClinician) as caught:
        Clinician(**fields)
    assert caught.value.field == field


def test_a_seed_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        SeedSigner(b"short")
