"""What FHIR R4 demands of a Bundle: the schema of HL7, its invariants, and references that lead."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import fhirpathpy
from fhirpathpy.models import models
from jsonschema import Draft6Validator

SCHEMA = json.loads((Path(__file__).parent / "r4_schema.json").read_text(encoding="utf-8"))

# Of FHIR R4, by type: key, and the expression that must hold for each of them.
DOMAIN_RESOURCE = {
    "dom-2": "contained.contained.empty()",
    "dom-4": "contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()",
    "dom-5": "contained.meta.security.empty()",
    "dom-6": "text.`div`.exists()",
}
INVARIANTS = {
    "Bundle": {
        "bdl-1": "total.empty() or type = 'searchset' or type = 'history'",
        "bdl-2": "entry.search.empty() or type = 'searchset'",
        "bdl-3": "entry.all(request.exists())",
        "bdl-4": "entry.response.empty()",
        "bdl-5": "entry.all(resource.exists() or request.exists() or response.exists())",
        "bdl-7": "entry.where(fullUrl.exists()).select(fullUrl).isDistinct()",
        "bdl-8": "entry.all(fullUrl.contains('/_history/').not())",
    },
    "Patient": DOMAIN_RESOURCE
    | {
        "pat-1": "contact.all(name.exists() or telecom.exists() or address.exists())",
        "cpt-2": "telecom.all(value.empty() or system.exists())",
    },
    "Practitioner": DOMAIN_RESOURCE,
    "Device": DOMAIN_RESOURCE,
    "Provenance": DOMAIN_RESOURCE,
    "DiagnosticReport": DOMAIN_RESOURCE
    | {"att-1": "presentedForm.all(data.empty() or contentType.exists())"},
    "Observation": DOMAIN_RESOURCE
    | {
        "obs-3": "referenceRange.all(low.exists() or high.exists() or text.exists())",
        "obs-6": "dataAbsentReason.empty() or value.empty()",
        "obs-7": "value.empty() or component.code.coding.intersect(code.coding).empty()",
        "qty-3": "(value | component.value).all(code.empty() or system.exists())",
        "vs-2": "component.exists() or hasMember.exists() or value.exists()"
        " or dataAbsentReason.exists()",
        "vs-3": "component.all(value.exists() or dataAbsentReason.exists())",
    },
}


@cache
def _compiled(expression: str) -> Any:
    return fhirpathpy.compile(expression, models["r4"])


@cache
def _validator(kind: str) -> Draft6Validator:
    one = {"definitions": SCHEMA["definitions"], "allOf": [{"$ref": f"#/definitions/{kind}"}]}
    return Draft6Validator(one)


def faults_of(bundle: dict[str, Any]) -> list[str]:
    """What is wrong with a transaction Bundle; empty when nothing is."""
    shell = {**bundle, "entry": [{**entry, "resource": None} for entry in bundle["entry"]]}
    for entry in shell["entry"]:
        del entry["resource"]
    return [
        *_schema_faults(shell),
        *_broken_invariants(bundle),
        *_unresolved(bundle),
        *(fault for entry in bundle["entry"] for fault in faults_of_one(entry["resource"])),
    ]


def faults_of_one(resource: dict[str, Any]) -> list[str]:
    """What is wrong with one resource by itself."""
    return [
        *_schema_faults(resource),
        *_broken_invariants(resource),
        *_empty(resource, resource["resourceType"]),
        *_narrative_faults(resource),
    ]


def _schema_faults(resource: dict[str, Any]) -> Iterator[str]:
    for error in _validator(resource["resourceType"]).iter_errors(resource):
        yield f"{resource['resourceType']} {error.json_path}: {error.message[:200]}"


def _broken_invariants(resource: dict[str, Any]) -> Iterator[str]:
    for key, expression in INVARIANTS[resource["resourceType"]].items():
        if _compiled(expression)(resource) != [True]:
            yield f"{resource['resourceType']} breaks {key}"


def _empty(value: Any, where: str) -> Iterator[str]:
    """No nulls, no empty texts, lists or objects anywhere (FHIR, "JSON representation")."""
    if value is None or value in ("", [], {}):
        yield f"{where} is empty"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _empty(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _empty(inner, f"{where}[{index}]")
    elif isinstance(value, str) and value != value.strip():
        yield f"{where} has space around it"


def _narrative_faults(resource: dict[str, Any]) -> Iterator[str]:
    root = ElementTree.fromstring(resource["text"]["div"])
    if not "".join(root.itertext()).strip():
        yield "txt-2: the narrative says nothing"
    if {element.tag.rpartition("}")[2] for element in root.iter()} - {"div", "p"}:
        yield "txt-1: the narrative holds more than paragraphs"


def references_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every literal reference."""
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value
        for inner in value.values():
            yield from references_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references_in(inner)


def _unresolved(bundle: dict[str, Any]) -> Iterator[str]:
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in bundle["entry"]}
    for entry in bundle["entry"]:
        if not re.fullmatch(
            r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", entry["fullUrl"]
        ):
            yield f"{entry['fullUrl']} is no name"
        for found in references_in(entry["resource"]):
            target = found["reference"]
            if "/_history/" not in target and kinds.get(target) != found["type"]:
                yield f"{target} leads to {kinds.get(target)}, not {found['type']}"
