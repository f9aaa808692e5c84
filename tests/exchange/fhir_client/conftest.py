"""A server that plays faults, started once, and a parcel to send to it."""

from collections.abc import Iterator

import pytest

from clonus_desktop.exchange.fhir_client import Parcel, parcel_of
from tests.exchange.fhir.test_bundle import told
from tests.report.cases import examined
from tests.sending.servers import Faults, faults


@pytest.fixture(scope="package")
def server() -> Iterator[Faults]:
    """Well or badly behaved, as it is asked."""
    with faults() as found:
        yield found


@pytest.fixture(scope="session")
def parcel() -> Parcel:
    """A signed examination of six places."""
    return parcel_of(told(examined(1, 2, 3, 4, 5, 6)), known={})
