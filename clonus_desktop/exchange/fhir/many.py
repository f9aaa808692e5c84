"""Many examinations: one transaction for a person, or resources one to a line."""

from collections.abc import Iterable, Iterator

from clonus_desktop.exchange.fhir.bundle import Told
from clonus_desktop.exchange.fhir.values import Json, led

_URN = "urn:uuid:"
# The fields of our resources that lead to others.
_LEADING = frozenset(
    {"subject", "performer", "resultsInterpreter", "result", "target", "agent", "entity"}
)

KINDS = ("Patient", "Practitioner", "Device", "Observation", "DiagnosticReport", "Provenance")
"""The kinds of resources, in the order in which they can be loaded."""


def joined(bundles: Iterable[Json]) -> Json:
    """One transaction of several: what stands in more than one of them is sent once."""
    entries: dict[str, Json] = {}
    for bundle in bundles:
        for entry in bundle["entry"]:
            entries.setdefault(entry["fullUrl"], entry)
    ordered = sorted(entries.values(), key=lambda one: KINDS.index(one["resource"]["resourceType"]))
    return {"resourceType": "Bundle", "type": "transaction", "entry": ordered}


def standing_alone(told: Told) -> Iterator[tuple[str, Json]]:
    """Each resource with its ``urn:uuid:``, its own id, and references by ids, as in bulk data."""
    name, provenance = told.provenance
    for url, resource in {**told.once, **told.kept, name: provenance}.items():
        yield url, alone(url, resource)


def alone(url: str, resource: Json) -> Json:
    """The resource with its id, and with references that lead to ids."""
    own: Json = {"resourceType": resource["resourceType"], "id": url.removeprefix(_URN)}
    for name, value in resource.items():
        own.setdefault(name, led(value, _relative) if name in _LEADING else value)
    return own


def _relative(found: Json) -> str:
    target = str(found["reference"])
    is_name = target.startswith(_URN)
    return f"{found['type']}/{target.removeprefix(_URN)}" if is_name else target
