"""Everything that is shown of one dataset, made when it is first wanted."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from inspectgraph.asking.dataset import Dataset
from inspectgraph.presenting.changes import Changes, changes
from inspectgraph.presenting.links import Links
from inspectgraph.presenting.listing import Lists
from inspectgraph.presenting.presentation import Presentation
from inspectgraph.presenting.representations import Representations
from inspectgraph.presenting.search import Search


@dataclass
class Site:
    """What a server or a static site shows of a dataset.

    Attributes:
        dataset: The dataset.
        folder: The output folder of its build.
        links: The addresses of the site.
        title: Of the site.
    """

    dataset: Dataset
    folder: Path
    links: Links
    title: str
    _search: Search | None = field(default=None, init=False, repr=False)
    _reading: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    @cached_property
    def presentation(self) -> Presentation:
        """Makes the pages."""
        return Presentation(self.dataset, self.folder, self.links, self.title)

    @cached_property
    def representations(self) -> Representations:
        """Makes the RDF."""
        return Representations(self.dataset, self.folder, self.links, endpoint=not self.links.suffix)

    @cached_property
    def lists(self) -> Lists:
        """Makes the lists."""
        return Lists(self.dataset)

    @cached_property
    def changes(self) -> Changes:
        """What changed on which day."""
        return changes(self.dataset)

    @property
    def search(self) -> Search:
        """Finds things by name; of many who ask at once, one reads the names and the others wait."""
        with self._reading:
            if self._search is None:
                self._search = Search(self.dataset)
            return self._search
