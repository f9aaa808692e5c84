"""Issued letters on their way from one casebook into the record of another."""

from clonus_desktop.exchange.record import RecordLetter
from clonus_desktop.storage.letters import IssuedLetter, WholeLetter


def outward(whole: WholeLetter) -> RecordLetter:
    """The letter as a line of the record."""
    letter = whole.letter
    return RecordLetter(
        examination_id=letter.examination_id,
        issued_at=letter.issued_at,
        issued_by=letter.issued_by,
        recipient=letter.recipient,
        text=letter.text,
        rule_id=letter.rule_id,
        rule_version=letter.rule_version,
        addressee=whole.addressee,
        copies=letter.copies,
        language=letter.language,
        structure=letter.structure,
        program_version=letter.program_version,
        content=whole.content,
    )


def inward(letter: RecordLetter, examination_id: int) -> WholeLetter:
    """The letter on an examination of this casebook; its own number it gets when it is stored."""
    issued = IssuedLetter(
        id=0,
        examination_id=examination_id,
        issued_at=letter.issued_at,
        issued_by=letter.issued_by,
        recipient=letter.recipient,
        text=letter.text,
        rule_id=letter.rule_id,
        rule_version=letter.rule_version,
        copies=letter.copies,
        language=letter.language,
        structure=letter.structure,
        program_version=letter.program_version,
        is_whole=letter.content is not None,
    )
    return WholeLetter(letter=issued, addressee=letter.addressee, content=letter.content)
