"""Settings: by which region's rules record numbers are named and checked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton

from clonus_desktop.domain.record_number import Region
from clonus_desktop.language import _
from clonus_desktop.ui.patient_words import label_words
from clonus_desktop.ui.widgets.form_fields import Described, FieldsCard
from clonus_desktop.ui.widgets.labels import plain_label


class RegionCard(FieldsCard):
    """Which numbers the patients of this practice bear.

    Signals:
        wanted: Key of the region.
    """

    wanted = Signal(str)

    def __init__(self, regions: Sequence[Region]) -> None:
        super().__init__(_("Record numbers"))
        hint = _(
            "How new record numbers are named and checked. "
            "A number that is stored keeps the name that it was checked by."
        )
        self.fields.addWidget(plain_label(hint, role="muted", wrap=True))
        self.buttons: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        for region in regions:
            button = self.buttons[region.key] = QRadioButton(_region_name(region))
            button.clicked.connect(lambda _on=False, key=region.key: self.wanted.emit(key))
            group.addButton(button)
            self.fields.addWidget(Described(button, _region_words(region)))

    def show_region(self, key: str) -> None:
        """Show which region is chosen; that without a country for one that is not installed."""
        self.buttons.get(key, self.buttons[""]).setChecked(True)


def _region_name(region: Region) -> str:
    return region.name if region.key else _("No national number")


def _region_words(region: Region) -> str:
    label = label_words(region.number_label)
    if not region.has_check:
        return _("Shown as “{label}”, as it was typed. Nothing is checked.").format(label=label)
    example = region.grouped("9" * sum(region.groups)).replace("9", "0")
    words = _("Shown as “{label} {example}”. The check digit finds a wrong or swapped digit.")
    return words.format(label=label, example=example)
