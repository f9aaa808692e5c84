"""All that is said in one language: sentences, protocols, rules and the form of the context."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clonus_desktop.language import Catalogue, catalogue

if TYPE_CHECKING:
    from clonus_desktop.domain.context_form import ContextForm
    from clonus_desktop.domain.protocol import Protocol
    from clonus_desktop.protocols import FurtherSites
    from clonus_desktop.wordings import RuleText, Source


class Wording:
    """One language, read from its files when it is first asked for; English where one is missing.

    Args:
        language: A code such as ``de``.
        sites_folder: Where the files of further sites lie; their words are the practice's own.
    """

    def __init__(self, language: str, sites_folder: Path) -> None:
        self.language = language
        self._sites_folder = sites_folder

    @cached_property
    def words(self) -> Catalogue:
        """The sentences: kept, as each look for a catalogue asks the disk."""
        return replace(catalogue(self.language), named=self._named)

    def _named(self, recorded: str) -> str:
        return self.agent_names.get(recorded, recorded)

    @cached_property
    def protocols(self) -> "tuple[Protocol, ...]":
        """How each site is tested, in the order of the walk along the bed."""
        return (*self._own_protocols, *self.further_sites.protocols)

    @cached_property
    def _own_protocols(self) -> "tuple[Protocol, ...]":
        # These are imported when first asked for: a list of patients shows none of them.
        from clonus_desktop.protocols import load_protocols

        return load_protocols(self.language)

    @cached_property
    def further_sites(self) -> "FurtherSites":
        """The further sites, and what is wrong with the files that are left out."""
        from clonus_desktop.protocols import load_sites

        return load_sites(self._sites_folder, after=self._own_protocols)

    @cached_property
    def context_form(self) -> "ContextForm":
        """What can be recorded beside the six places."""
        from clonus_desktop.context_forms import load_context_form

        return load_context_form(self.language)

    @cached_property
    def rule_texts(self) -> "Mapping[str, RuleText]":
        """The wording of each rule by its id."""
        from clonus_desktop.wordings import load_rule_texts

        return load_rule_texts(self.language)

    @cached_property
    def sources(self) -> "Mapping[str, Source]":
        """What each source key stands for, as it is cited."""
        from clonus_desktop.wordings import load_sources

        return load_sources()

    @cached_property
    def agent_names(self) -> Mapping[str, str]:
        """What drugs and their classes are called, by the name that the record keeps."""
        from clonus_desktop.agents import load_agent_names

        return load_agent_names(self.language)
