"""Where a build is: in its output folder, or in a store elsewhere that it was loaded into."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inspectgraph.asking.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Place:
    """Where a build is; other processes may be told.

    Attributes:
        folder: The output folder of the build; with an endpoint only its files count, not its store, and it may lack.
        endpoint: Where a store takes SPARQL queries, instead of the one in the folder.
        seconds: That each answer of it may take.
    """

    folder: Path | None
    endpoint: str = ""
    seconds: float = 60.0

    def open(self) -> Dataset:
        """Opens it for reading. Who asks an endpoint is said by the environment.

        Raises:
            OutputError: There is no build.
            EndpointError: The endpoint does not answer as it should.
        """
        if self.endpoint:
            from inspectgraph.asking.endpoint import Bounds, Endpoint
            from inspectgraph.asking.web import Credentials

            return Dataset(Endpoint(self.endpoint, Credentials.of_environment(), Bounds(self.seconds)))
        assert self.folder is not None
        return Dataset.open(self.folder)
