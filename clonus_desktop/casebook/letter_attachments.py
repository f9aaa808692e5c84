"""What a letter carries inside its PDF: the same findings as data for other programs."""

import json

from clonus_desktop.casebook import bundles
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.letters import Attachment, Letter

__all__ = ["Attachment", "attachments_of"]

_FHIR_JSON = "application/fhir+json"


def attachments_of(book: Casebook, letter: Letter) -> tuple[Attachment, ...]:
    """The letter's examination as a FHIR R4 bundle; nothing of a draft, which is no finding yet.

    Of an examination that was withdrawn after the letter was issued, the data say so.

    Raises:
        LookupError: There is no such examination.
    """
    if letter.is_draft:
        return ()
    told = bundles.bundle(book, letter.examination_id)
    words = book.wording_in(letter.language).words
    return (
        Attachment(
            name=f"clonus-examination-{letter.examination_id}.fhir.json",
            media_type=_FHIR_JSON,
            text=json.dumps(told, ensure_ascii=False),
            description=words.gettext("The findings as data for other programs (FHIR R4)"),
        ),
    )
