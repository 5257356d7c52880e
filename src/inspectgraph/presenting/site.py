"""Everything that is shown of one dataset, made when it is first wanted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from inspectgraph.asking.dataset import Dataset
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
    def search(self) -> Search:
        """Finds things by name."""
        return Search(self.dataset)
