"""FHIR R4 (4.0.1) as plain dictionaries: what a signed examination says to other programs."""

from clonus_desktop.exchange.fhir.bundle import InvalidBundle, Known, bundle_of
from clonus_desktop.exchange.fhir.codes import Codes, load_codes
from clonus_desktop.exchange.fhir.issuer import Issuer

__all__ = ["Codes", "InvalidBundle", "Issuer", "Known", "bundle_of", "load_codes"]
