"""How much of a person the record holds, or has held before it was erased on request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedContent:
    """What goes, or has gone.

    Attributes:
        records: Records of the person, with those that were merged.
        signed: Signed examinations, each version counted.
        unsigned: Unfinished and discarded ones.
        letters: Issued letters.
        signatures: Signatures of clinicians.
        rows: All rows of the file that go; the patients' own stay as stubs without names.
    """

    records: int
    signed: int
    unsigned: int
    letters: int
    signatures: int
    rows: int
