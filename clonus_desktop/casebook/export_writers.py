"""Who writes the files of an export: one writer for each format, fed person by person."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from clonus_desktop.casebook.outer_names import OuterNames, Outside
from clonus_desktop.casebook.record_letters import outward
from clonus_desktop.domain.examination import Examination
from clonus_desktop.exchange.fhir import Issuer
from clonus_desktop.exchange.fhir.bundle import bundle_of, resources_of, visit_of
from clonus_desktop.exchange.fhir.many import joined, standing_alone
from clonus_desktop.exchange.fhir.without_marks import (
    observations_without_marks,
    patient_without_marks,
)
from clonus_desktop.exchange.manifest import RECORD
from clonus_desktop.exchange.modes import Mode
from clonus_desktop.exchange.record import Header, Merged, Person, RecordLetter, line_of
from clonus_desktop.exchange.tidy import Row, columns_of
from clonus_desktop.exchange.tidy.csv_lines import CsvLines
from clonus_desktop.exchange.tidy.parquet import ParquetRows
from clonus_desktop.exchange.told import Told
from clonus_desktop.storage.export_folder import FolderInMaking
from clonus_desktop.storage.exporting import PersonRead
from clonus_desktop.storage.letters import Letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A person on the way out.

    Attributes:
        read: All that the casebook holds of the person.
        stands: What counts: signed, by the last revision, not withdrawn; oldest first.
        last: The last signed revisions, withdrawn ones too.
        rows: Of what stands.
    """

    read: PersonRead
    stands: Sequence[Told]
    last: Sequence[Told]
    rows: Sequence[Row]


class Writer(Protocol):
    """One format.

    Attributes:
        rows: How many rows, lines or resources each file has.
    """

    rows: Counter[str]

    def tell(self, person: Telling) -> None: ...

    def close(self) -> None: ...


class TableWriter:
    """``findings.csv`` for machines, or the one for spreadsheets."""

    def __init__(self, folder: FolderInMaking, mode: Mode, *, for_spreadsheets: bool) -> None:
        self._lines = CsvLines(columns_of(mode), for_spreadsheets=for_spreadsheets)
        self._name = "findings-for-spreadsheets.csv" if for_spreadsheets else "findings.csv"
        self._file = folder.file(self._name)
        self._file.write(self._lines.head())
        self.rows = Counter({self._name: 0})

    def tell(self, person: Telling) -> None:
        """Add a person's rows."""
        self._file.write(self._lines.rows(person.rows))
        self.rows[self._name] += len(person.rows)

    def close(self) -> None:
        """Nothing is kept back."""


class ParquetWriter:
    """``findings.parquet``."""

    _NAME = "findings.parquet"

    def __init__(self, folder: FolderInMaking, mode: Mode) -> None:
        self._parquet = ParquetRows(folder.file(self._NAME), columns_of(mode))
        self.rows = Counter({self._NAME: 0})

    def tell(self, person: Telling) -> None:
        """Add a person's rows."""
        self._parquet.add(person.rows)
        self.rows[self._NAME] += len(person.rows)

    def close(self) -> None:
        """Write what is left, and the end."""
        self._parquet.close()


class RecordWriter:
    """``record.ndjson``: all of a person, drafts, earlier revisions and issued letters too.

    Args:
        counts: Where it says how many letters were written.
    """

    def __init__(
        self, folder: FolderInMaking, header: Header, letters: Letters, counts: Counter[str]
    ) -> None:
        self._letters = letters
        self._counts = counts
        self._counts["letters"] = 0
        self._file = folder.file(RECORD)
        self._file.write(line_of(header))
        self.rows = Counter({RECORD: 1})

    def tell(self, person: Telling) -> None:
        """Add the person, its examinations, and the letters right behind each."""
        read = person.read
        merged = tuple(
            Merged(patient=one.patient, into_id=one.into_id, taken_over=one.taken_over, at=one.at)
            for one in read.merged
        )
        self._file.write(line_of(Person(patient=read.patient, merged=merged)))
        letters: defaultdict[int, list[RecordLetter]] = defaultdict(list)
        for whole in self._letters.whole_of(one.id for one in read.examinations):
            letters[whole.letter.examination_id].append(outward(whole))
        for examination in read.examinations:
            self._file.write(line_of(examination))
            for letter in letters[examination.id]:
                self._file.write(line_of(letter))
        many = sum(map(len, letters.values()))
        self.rows[RECORD] += 1 + len(read.examinations) + many
        self._counts["letters"] += many

    def close(self) -> None:
        """Nothing is kept back."""


class BundleWriter:
    """A transaction for each person: ``fhir/bundle.json``, or a line of ``fhir/bundles.ndjson``."""

    def __init__(
        self, folder: FolderInMaking, issuer: Issuer, names: OuterNames, *, one_patient: bool
    ) -> None:
        self._issuer = issuer
        self._names = names
        self._name = "fhir/bundle.json" if one_patient else "fhir/bundles.ndjson"
        self._file = folder.file(self._name)
        self.rows = Counter({self._name: 0})

    def tell(self, person: Telling) -> None:
        """Add the person's transaction; none for a person without a signed examination."""
        if person.last:
            bundle = joined(
                bundle_of(
                    one.examination,
                    patient=one.patient,
                    rule=one.rule,
                    issuer=self._issuer,
                    first_id=one.first_id,
                    before=one.before,
                )
                for one in _outside(person, self._names)
            )
            self._file.write(_line(bundle))
            self.rows[self._name] += 1

    def close(self) -> None:
        """Nothing is kept back."""


class ResourceWriter:
    """``fhir/Patient.ndjson``, ``fhir/Observation.ndjson`` and the others, as bulk data."""

    def __init__(self, folder: FolderInMaking, issuer: Issuer, names: OuterNames) -> None:
        self._folder = folder
        self._issuer = issuer
        self._names = names
        # Examiners and versions of the program are few, and stand once.
        self._told: set[str] = set()
        self.rows: Counter[str] = Counter()

    def tell(self, person: Telling) -> None:
        """Add the resources of a person."""
        own: set[str] = set()
        for one in _outside(person, self._names):
            visit = visit_of(
                one.examination,
                patient=one.patient,
                rule=one.rule,
                issuer=self._issuer,
                first_id=one.first_id,
            )
            told = resources_of(visit, before=one.before)
            for url, resource in standing_alone(told):
                is_shared = resource["resourceType"] in {"Practitioner", "Device"}
                seen = self._told if is_shared else own
                if url not in seen:
                    seen.add(url)
                    self._write(resource)

    def close(self) -> None:
        """Nothing is kept back."""

    def _write(self, resource: dict[str, Any]) -> None:
        name = f"fhir/{resource['resourceType']}.ndjson"
        self._folder.file(name).write(_line(resource))
        self.rows[name] += 1


class UnmarkedResourceWriter(ResourceWriter):
    """The same without marks of persons: Patient and Observation alone."""

    def tell(self, person: Telling) -> None:
        """Add the resources of a person."""
        for number, one in enumerate(person.stands):
            if one.subject is not None:
                if number == 0:
                    self._write(patient_without_marks(one, one.subject, self._issuer))
                for resource in observations_without_marks(one, one.subject, self._issuer):
                    self._write(resource)


def _outside(person: Telling, names: OuterNames) -> Iterator[Outside]:
    patient = names.patient(person.read.patient)
    chains = _Chains(person.read.examinations)
    for one in person.last:
        yield names.outside(
            one.examination,
            patient,
            rule=one.rule,
            first_row=chains.first_id(one.examination),
            before=chains.before(one.examination),
        )


class _Chains:
    """Which revision came before which, among the examinations of one person."""

    def __init__(self, examinations: Iterable[Examination]) -> None:
        self._by_id = {one.id: one for one in examinations}

    def before(self, examination: Examination) -> Examination | None:
        """The revision that it amends; None for the first."""
        return self._by_id.get(examination.revises_id or 0)

    def first_id(self, examination: Examination) -> int:
        """The row of its first revision."""
        first = examination
        while (earlier := self.before(first)) is not None:
            first = earlier
        return first.id


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode() + b"\n"
