"""The codes of what is sent: the program's own first, then those of other vocabularies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from clonus_desktop import resources, toml_files

Coding = dict[str, str]

OWN = "own"

STATUSES = (
    "read in the source's text",
    "read in several public value sets",
    "read in one secondary page",
)
"""How far a code of another vocabulary was confirmed, the best first."""

_KEYS = ("name", "system", "codes")
_CODE_KEYS = ("code", "display", "status")


class CodeError(ValueError):
    """A file of codes cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The vocabularies at hand.

    Attributes:
        system: Name of the program's own code system.
        own: What each of its codes says, by code.
        others: By what they say, in the order of their files: the codings of other vocabularies.
    """

    system: str
    own: Mapping[str, str]
    others: Mapping[str, tuple[Coding, ...]]

    def coding(self, code: str) -> Coding:
        """The program's own code, as FHIR writes it.

        Raises:
            KeyError: It has none of that name.
        """
        return {"system": self.system, "code": code, "display": self.own[code]}

    def concept(self, code: str, *, also: str = "", text: str = "") -> dict[str, object]:
        """A CodeableConcept: the own code, then what others call the same.

        Args:
            also: Under which name to look for others; the same as the code when not given.
            text: In words; what the own code says when not given.
        """
        return {
            "coding": [self.coding(code), *self.others.get(also or code, ())],
            "text": text or self.own[code],
        }


def load_codes(*, leave_out: Collection[str] = ()) -> Codes:
    """The codes of ``resources/codes``.

    Args:
        leave_out: Vocabularies by the name of their file, such as "snomed" where there is no
            licence for it; the own codes always stay.

    Raises:
        CodeError: A file is damaged, incomplete or misspelt.
    """
    folder = resources.path("codes")
    return codes_of(
        sorted(
            file for file in folder.glob("*.toml") if file.stem not in leave_out or _is_own(file)
        )
    )


def codes_of(files: Collection[Path]) -> Codes:
    """The codes of these files, of which one is ``own.toml``.

    Raises:
        CodeError: A file is damaged, incomplete or misspelt.
    """
    system, own, others = "", {}, dict[str, tuple[Coding, ...]]()
    for file in files:
        table = _read(file)
        if _is_own(file):
            system = str(table["system"])
            own = {key: str(display) for key, display in table["codes"].items()}
            continue
        for key, entry in table["codes"].items():
            others[key] = (*others.get(key, ()), _coding(entry, table["system"], file, key))
    return Codes(system=system, own=own, others=others)


def _is_own(file: Path) -> bool:
    return file.stem == OWN


def _read(file: Path) -> Mapping[str, dict[str, object]]:
    where = f"codes/{file.name}"
    table = toml_files.read(file, CodeError, name=where)
    toml_files.check_keys(table, where, CodeError, needed=_KEYS)
    toml_files.words(table, "system", where, CodeError)
    if not isinstance(table["codes"], dict):
        raise CodeError(f"{where}: codes must be a table.")
    return table


def _coding(entry: object, system: object, file: Path, key: str) -> Coding:
    where = f"codes/{file.name}, {key}"
    if not isinstance(entry, dict):
        raise CodeError(f"{where}: must be a table, not {entry!r}.")
    toml_files.check_keys(entry, where, CodeError, needed=_CODE_KEYS)
    if entry["status"] not in STATUSES:
        raise CodeError(f"{where}: status {entry['status']!r} is not one of {', '.join(STATUSES)}.")
    return {"system": str(system), "code": str(entry["code"]), "display": str(entry["display"])}
