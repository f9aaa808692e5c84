"""How one practice works: who examines, under which letterhead, by which rule, in which order."""

from collections.abc import Collection
from dataclasses import dataclass

from clonus_desktop.domain.anatomy import SIDES, Place, Side, Site, places_in_order
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.readable import make_readable
from clonus_desktop.domain.rules import DEFAULT_RULE_ID, rule_named

NOBODY = Examiner(name="")
"""Before a name was entered."""


class InvalidPractice(ValueError):
    """A choice of the practice that cannot be worked with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The choices that the record keeps for all patients.

    Attributes:
        examiner: Who signs; its name is empty until it was entered.
        clinic: Letterhead, one line per line of print; may be empty.
        rule_id: The rule whose limit labels findings and plots.
        site_order: Keys of sites in the order of examination; empty for the protocols' order.
        first_side: Which side is examined first.
        region: Key of the region pack that names and checks record numbers; empty for none.
        letter_language: Code of the language of letters; empty for that of the screen.
        letter_structure: Key of the headings of letters; empty until one was chosen.
        letter_without: Keys of the parts that letters leave out, once a structure was chosen.

    Raises:
        UnknownRule: No rule has that id.
        InvalidPractice: The rule has no limit in beats, a site is named twice, or the side to
            begin with is neither right nor left.
    """

    examiner: Examiner = NOBODY
    clinic: str = ""
    rule_id: str = DEFAULT_RULE_ID
    site_order: tuple[str, ...] = ()
    first_side: Side = Side.RIGHT
    region: str = ""
    letter_language: str = ""
    letter_structure: str = ""
    letter_without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        make_readable(self, "clinic")
        if rule_named(self.rule_id).least_beats is None:
            raise InvalidPractice(f"The rule {self.rule_id} has no limit in beats.")
        if len(set(self.site_order)) != len(self.site_order):
            raise InvalidPractice("A site stands twice in the order of places.")
        if self.first_side not in SIDES:
            raise InvalidPractice(f"An examination cannot begin with the side {self.first_side!r}.")

    def places(
        self, sites: tuple[Site, ...], *, midline: Collection[Site] = ()
    ) -> tuple[Place, ...]:
        """The places in this practice's order; sites that it does not name come last.

        Args:
            midline: Those of the sites that have no sides.
        """
        order = {key: index for index, key in enumerate(self.site_order)}
        ordered = sorted(sites, key=lambda site: order.get(site.key, len(order)))
        return places_in_order(tuple(ordered), first=self.first_side, midline=midline)
