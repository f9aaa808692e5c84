"""An opened casebook: the record, and all that is needed to read it in words."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from clonus_desktop.casebook.wording import Wording
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.practice import Practice
from clonus_desktop.domain.rules import Rule, rule_named
from clonus_desktop.language import Catalogue
from clonus_desktop.storage import CasebookFile, open_casebook
from clonus_desktop.storage.faults import casebook_aside

if TYPE_CHECKING:
    from clonus_desktop.domain.clinician import Clinician
    from clonus_desktop.domain.context_form import ContextForm
    from clonus_desktop.domain.protocol import Protocol
    from clonus_desktop.storage.signatures import Signer
    from clonus_desktop.wordings import RuleText, Source

Clock = Callable[[], datetime]


def local_time() -> datetime:
    """Now, with the zone of this computer."""
    return datetime.now().astimezone()


class Casebook:
    """The record of one practice, opened; only the verbs of this package use its file.

    Attributes:
        now: Gives the time of each act, with zone.
        practice: The choices of the practice, as last read.
        signed_in: Who works with it now; None in a record without clinicians.
        sends_to: Address of the record system that is told what is signed; "" for none.
        language: Of the screen: sentences, protocols, rules. It may be changed at any time.
    """

    def __init__(self, file: CasebookFile, *, now: Clock = local_time, language: str = "en"):
        self._file: CasebookFile | None = file
        self._path = file.path
        self.now = now
        self.language = language
        self._wordings: dict[str, Wording] = {}
        self.practice: Practice = file.practice.read()
        self.sends_to = ""
        self.signed_in: Clinician | None = None
        self._signer: Signer | None = None

    @property
    def path(self) -> Path:
        """Where the record lies."""
        return self._path

    @property
    def file(self) -> CasebookFile:
        """The storage.

        Raises:
            CasebookAside: The key is being renewed; nothing is read or saved meanwhile.
        """
        if self._file is None:
            raise casebook_aside(self._path)
        return self._file

    def set_aside(self) -> None:
        """Close the file while all of it is changed, and keep everything else.

        Views keep this book: what they ask of the file is refused until ``take_up``.
        """
        file = self.file
        self._signer = file.audit.signatures.signer
        self._file = None
        file.close()

    def take_up(self, key: bytes | None) -> None:
        """Open the file again, with the same clinician signed in; nothing when it is open.

        Raises:
            StorageFault: It cannot be opened with this key; it stays aside.
        """
        if self._file is None:
            self._file = open_casebook(self._path, key=key, create=False)
            self._file.audit.signatures.sign_with(self._signer)

    @property
    def is_aside(self) -> bool:
        """True while the file is closed for another key."""
        return self._file is None

    def wording_in(self, language: str) -> Wording:
        """All that is said in a language, whatever the screen speaks: a letter has its own."""
        if language not in self._wordings:
            self._wordings[language] = Wording(language, self.sites_folder)
        return self._wordings[language]

    @property
    def wording(self) -> Wording:
        """All that is said in the language of the screen."""
        return self.wording_in(self.language)

    @property
    def words(self) -> Catalogue:
        """The sentences of its language."""
        return self.wording.words

    @property
    def protocols(self) -> "tuple[Protocol, ...]":
        """How each site is tested, in the order of the walk along the bed."""
        return self.wording.protocols

    @property
    def sites_folder(self) -> Path:
        """Where the files of further sites lie, beside the record; it need not exist."""
        return self.path.with_name("sites")

    @property
    def further_protocols(self) -> "tuple[Protocol, ...]":
        """How the further sites are tested."""
        return self.wording.further_sites.protocols

    @property
    def site_problems(self) -> tuple[str, ...]:
        """For each file of a further site that is left out, which it is and why."""
        return self.wording.further_sites.problems

    @property
    def context_form(self) -> "ContextForm":
        """What can be recorded beside the six places."""
        return self.wording.context_form

    @property
    def rule_texts(self) -> "Mapping[str, RuleText]":
        """The wording of each rule by its id."""
        return self.wording.rule_texts

    @property
    def sources(self) -> "Mapping[str, Source]":
        """What each source key stands for, as it is cited."""
        return self.wording.sources

    @property
    def rule(self) -> Rule:
        """The rule that the practice chose for labels and plots."""
        return rule_named(self.practice.rule_id)

    @property
    def examiner(self) -> Examiner | None:
        """Who is at work; None until somebody signed in, or a name was entered."""
        if self.signed_in is not None:
            return self.signed_in.examiner
        return self.practice.examiner if self.practice.examiner.name else None

    def protocol_of(self, site_key: str) -> "Protocol | None":
        """How that site is tested, or None when its protocol is not installed."""
        return next((p for p in self.protocols if p.site.key == site_key), None)

    def close(self) -> None:
        """Close the record; nothing is pending, every act was stored when it was done."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> "Casebook":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_book(
    path: Path,
    *,
    key: bytes | None = None,
    now: Clock = local_time,
    language: str = "en",
) -> Casebook:
    """The casebook at a path, made when there is none; encrypted when there is a key.

    Raises:
        StorageFault: It is newer, foreign, damaged, read-only or locked, and was left untouched.
    """
    return Casebook(open_casebook(path, key=key), now=now, language=language)
