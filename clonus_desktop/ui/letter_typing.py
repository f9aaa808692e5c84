"""What was typed into a letter, kept until the letter leaves the program."""

from clonus_desktop.casebook import letters, unsaved
from clonus_desktop.casebook.letters import LetterOptions
from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.session import Session


class LetterTyping:
    """Recipient and reason of each patient's letter; the other options are a press away."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sent: dict[int, tuple[str, str]] = {}

    def before(self, patient: Patient) -> LetterOptions:
        """The usual options, with what was typed before the program ended."""
        waiting = unsaved.of(self._session.book, _form(patient))
        # Words about an earlier exam are not those about this one.
        if not waiting or waiting.get("examination") != self._newest(patient):
            return LetterOptions(recipient="")
        return LetterOptions(
            recipient=str(waiting.get("recipient", "")), reason=str(waiting.get("reason", ""))
        )

    def keep(self, patient: Patient, options: LetterOptions) -> None:
        """Keep what was typed, unless just that was sent."""
        typed = (options.recipient, options.reason)
        waits = any(typed) and typed != self._sent.get(patient.id)
        content = {
            "recipient": options.recipient,
            "reason": options.reason,
            "examination": self._newest(patient),
        }
        self._session.do(unsaved.keep, _form(patient), content if waits else {})

    def take_sent(self, patient: Patient, options: LetterOptions) -> None:
        """The letter left the program: its words are in the record now and wait no more."""
        self._sent[patient.id] = (options.recipient, options.reason)
        self.keep(patient, options)

    def _newest(self, patient: Patient) -> int:
        """The exam that a letter is usually about; 0 when there is none."""
        found = letters.choices(self._session.book, patient)
        return found[0].id if found else 0


def _form(patient: Patient) -> str:
    return f"letter {patient.id}"
