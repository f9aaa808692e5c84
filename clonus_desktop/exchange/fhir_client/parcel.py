"""A bundle made ready for the way: the same bytes whenever the same is sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from clonus_desktop.exchange.fhir.bundle import Known
from clonus_desktop.exchange.fhir.values import Json, led


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Known):
    """Where something is kept in the record system.

    Attributes:
        kind: Of the resource, such as "Observation".
    """

    kind: str

    @property
    def path(self) -> str:
        """Below the address of the record system."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is sent at once: it arrives as a whole, or not at all.

    Attributes:
        body: The transaction, in JSON. It holds all about a patient, and is never written down.
        names: The name of each entry, in their order.
        proof: Where the record system keeps, below its address, what only this parcel brings.
        recorded: What stands there as the time of the act that is told.
        replaces: By name, what the parcel replaces, each in a version that was heard of.
    """

    body: bytes = field(repr=False)
    names: tuple[str, ...]
    proof: str
    recorded: str
    replaces: Mapping[str, Kept] = field(default_factory=dict)


def parcel_of(bundle: Json, *, known: Mapping[str, Kept]) -> Parcel:
    """The bundle of one examination, with the Provenance as its last entry.

    An entry's own URL is here another than the identifier that names it: there are servers that
    take each appearance of that URL for a reference, also in an identifier, and would then not
    know the resource again.

    Args:
        known: What the bundle was told to be kept there.
    """
    names = tuple(str(entry["fullUrl"]) for entry in bundle["entry"])
    urls = {name: uuid5(UUID(name), "entry").urn for name in names}

    def own_url(found: Json) -> str:
        target = str(found["reference"])
        return urls.get(target, target)

    entries = [
        {**led(entry, own_url), "fullUrl": urls[name]}
        for name, entry in zip(names, bundle["entry"], strict=True)
    ]
    provenance = bundle["entry"][-1]
    text = json.dumps({**bundle, "entry": entries}, ensure_ascii=False, separators=(",", ":"))
    return Parcel(
        body=text.encode("utf-8", "replace"),
        names=names,
        proof=str(provenance["request"]["url"]),
        recorded=str(provenance["resource"]["recorded"]),
        replaces={
            name: known[name]
            for name, entry in zip(names, bundle["entry"], strict=True)
            if "ifMatch" in entry["request"]
        },
    )
