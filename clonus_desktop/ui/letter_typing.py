"""What was typed into a letter, kept until the letter leaves the program."""

from collections.abc import Mapping
from dataclasses import replace

from clonus_desktop.casebook import letter_choices, letters, unsaved
from clonus_desktop.casebook.letters import LetterOptions
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.session import Session


class LetterTyping:
    """What was typed about each patient, and in which form; the parts are a press away."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sent: dict[int, dict[str, object]] = {}

    def before(self, patient: Patient) -> LetterOptions:
        """The usual options, with what was typed before the program ended."""
        usual = letter_choices.usual_options(self._session.book)
        waiting = unsaved.of(self._session.book, _form(patient))
        # Words about an earlier exam are not those about this one.
        if not waiting or waiting.get("examination") != self._newest(patient):
            return usual
        return _with_typed(usual, waiting)

    def keep(self, patient: Patient, options: LetterOptions) -> None:
        """Keep what was typed, unless just that was sent."""
        typed = _typed(options)
        waits = any(typed.values()) and typed != self._sent.get(patient.id)
        form = {"structure": options.structure, "language": options.language}
        content = {**typed, **form, "examination": self._newest(patient)}
        self._session.do(unsaved.keep, _form(patient), content if waits else {})

    def take_sent(self, patient: Patient, options: LetterOptions) -> None:
        """The letter left the program: its words are in the record now and wait no more."""
        self._sent[patient.id] = _typed(options)
        self.keep(patient, options)

    def _newest(self, patient: Patient) -> int:
        """The exam that a letter is usually about; 0 when there is none."""
        found = letters.choices(self._session.book, patient)
        return found[0].id if found else 0


def _typed(options: LetterOptions) -> dict[str, object]:
    return {
        "recipient": options.recipient,
        "salutation": options.salutation,
        "addressee": options.addressee_id,
        "copies": options.copies,
        "typed": dict(options.typed),
    }


def _with_typed(usual: LetterOptions, waiting: Mapping[str, object]) -> LetterOptions:
    typed = waiting.get("typed")
    words = typed if isinstance(typed, dict) else {"reason": waiting.get("reason", "")}
    addressee = waiting.get("addressee")
    return replace(
        usual,
        recipient=str(waiting.get("recipient", "")),
        salutation=str(waiting.get("salutation", "")),
        addressee_id=addressee if isinstance(addressee, int) else None,
        copies=str(waiting.get("copies", "")),
        structure=str(waiting.get("structure", usual.structure)),
        language=str(waiting.get("language", usual.language)),
        typed={str(part): str(said) for part, said in words.items() if said},
    )


def _form(patient: Patient) -> str:
    return f"letter {patient.id}"
