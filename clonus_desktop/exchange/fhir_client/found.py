"""What a record system says it can do: its CapabilityStatement, as far as it matters here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clonus_desktop.exchange.fhir.many import KINDS
from clonus_desktop.exchange.fhir_client.answers import NotNow, one_line

MADE_ONCE = KINDS[:3]
UPDATED = KINDS[3:5]
"""Those that are put by their identifier."""

_MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is at the address.

    Attributes:
        software: What it calls itself; "" when it does not say.
        fhir_version: Such as "4.0.1"; "" when it does not say.
        takes_transactions: True when it says that it takes several resources as a whole.
        lacks: Kinds of resources that it does not name.
        not_by_identifier: Kinds that it does not say to find again by an identifier: what is
            sent twice may stand there twice.
        not_let_in: Why this program is not let in; None when it is, or when nobody asked.
    """

    software: str
    fhir_version: str
    takes_transactions: bool
    lacks: tuple[str, ...]
    not_by_identifier: tuple[str, ...]
    not_let_in: NotNow | None = None

    @property
    def is_right_version(self) -> bool:
        """True for FHIR R4."""
        return self.fhir_version.startswith("4.0")

    @property
    def can_take(self) -> bool:
        """True when nothing is known that speaks against sending."""
        return (
            self.is_right_version
            and self.takes_transactions
            and not self.lacks
            and self.not_let_in is None
        )


def found_in(statement: object) -> Found | None:
    """What a CapabilityStatement says; None for what is none."""
    if not isinstance(statement, dict) or statement.get("resourceType") != "CapabilityStatement":
        return None
    rest = next(_tables(statement.get("rest")), {})
    kinds = {str(one.get("type")): one for one in _tables(rest.get("resource"))}
    does = {str(one.get("code")) for one in _tables(rest.get("interaction"))}
    return Found(
        software=_software(statement),
        fhir_version=one_line(statement.get("fhirVersion"))[:20],
        takes_transactions="transaction" in does,
        lacks=tuple(kind for kind in KINDS if kind not in kinds),
        not_by_identifier=tuple(
            kind
            for said, names in (("conditionalCreate", MADE_ONCE), ("conditionalUpdate", UPDATED))
            for kind in names
            if kind in kinds and kinds[kind].get(said) is not True
        ),
    )


def _software(statement: Mapping[str, object]) -> str:
    software = next(_tables([statement.get("software")]), {})
    said = (one_line(software.get("name")), one_line(software.get("version")))
    own = next(_tables([statement.get("implementation")]), {})
    words = " ".join(word for word in said if word) or one_line(own.get("description"))
    return words[:120]


def _tables(value: object) -> Iterator[Mapping[str, object]]:
    """The objects of a list; none for what is no list."""
    listed = value[:_MOST] if isinstance(value, list) else []
    return (one for one in listed if isinstance(one, dict))
