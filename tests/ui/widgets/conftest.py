"""Widgets in the look of the program, and events with time stamps of their own."""

from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, places_in_order
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.finding import Finding, finding_of
from clonus_desktop.domain.rules import RULES, Rule
from clonus_desktop.domain.trial import Trial, sustained_trial
from clonus_desktop.ui.appearance import Appearance, appearance
from clonus_desktop.ui.tokens import Theme

LOOKS = tuple(product(Theme, (1.0, 1.5, 2.0)))


@pytest.fixture
def look(qapp: QApplication) -> Appearance:
    """The light theme at 100 %."""
    appearance().apply(qapp, Theme.LIGHT, 1.0)
    return appearance()


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]:.0%}")
def each_look(request: pytest.FixtureRequest, qapp: QApplication) -> Appearance:
    """Each theme at 100, 150 and 200 %."""
    appearance().apply(qapp, *request.param)
    return appearance()


def _key_event(
    kind: QEvent.Type, key: Qt.Key, stamp_ms: int = 0, *, repeated: bool = False
) -> QKeyEvent:
    text = chr(key) if key <= Qt.Key.Key_AsciiTilde else ""
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeated)
    event.setTimestamp(stamp_ms)
    return event


def _send_key(widget: QWidget, key: Qt.Key, stamp_ms: int = 0, *, repeated: bool = False) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, _key_event(kind, key, stamp_ms, repeated=repeated))


@pytest.fixture
def key_event() -> Callable[..., QKeyEvent]:
    """A key going down or up at a time, as a window system sends it."""
    return _key_event


@pytest.fixture
def send_key() -> Callable[..., None]:
    """Press and release a key on a widget."""
    return _send_key


@pytest.fixture
def rule() -> Rule:
    """More than five beats."""
    return RULES["ARTICLE_GT5"]


@pytest.fixture
def findings(rule: Rule) -> tuple[Finding, ...]:
    """One finding of each kind, in the order of the places."""
    places = places_in_order((ANKLE, PATELLA, WRIST))
    recorded = (
        Trial(beats=2),
        Trial(beats=10, at_least=True),
        sustained_trial(),
        NotTested(reason=NotTestedReason.PAIN),
        Trial(duration_s=4.2),
        None,
    )
    return tuple(
        finding_of(place, _test(place, what), rule=rule)
        for place, what in zip(places, recorded, strict=True)
    )


def _test(place: Place, what: Trial | NotTested | None) -> ClonusTest | None:
    if what is None:
        return None
    if isinstance(what, NotTested):
        return ClonusTest(place=place, not_tested=what)
    return ClonusTest(place=place, trials=(what,))
