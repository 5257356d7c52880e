"""The exceptions of the program, one family.

InspectgraphError
├── DocumentError            a document that can't become facts; it is set aside with its reason
│   ├── UnreadableDocument   the bytes can't be read as text
│   └── UnknownDocument      no parser claims the text
├── ReferenceDataError         the reference tables or the curator's files are wrong
├── FetchError               a published document can't be fetched, or the catalogue can't be used
├── EngineError              the cluster that reads documents can't be used, or no more
├── RemoteError              files elsewhere can't be read or written
├── OutputError              an output folder is missing, damaged or not ours
├── QueryError               a query, a query's name or its parameters are wrong
├── EndpointError            a store elsewhere does not answer, or not as it should
├── ExportError              a format, a view or a table does not exist, or can't be written
├── ServingError             a build can't be served, or can't be loaded into a store
└── PublishingError          a build can't be published as a static site
"""

from __future__ import annotations


class InspectgraphError(Exception):
    """What went wrong, where, and what to do, in words for a person.

    Attributes:
        hint: What the reader may do about it; empty when there is nothing to say.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class DocumentError(InspectgraphError):
    """A document that can't become facts; the build sets it aside and goes on."""

    #: Short machine-readable reason, stable over releases.
    reason = "document"


class UnreadableDocument(DocumentError):
    """The bytes of a document can't be read as text."""

    def __init__(self, message: str, hint: str = "", reason: str = "unreadable") -> None:
        super().__init__(message, hint)
        self.reason = reason


class UnknownDocument(DocumentError):
    """The text is readable, but no parser claims it."""

    reason = "unknown-kind"


class ReferenceDataError(InspectgraphError):
    """A reference table or a curator's file is wrong."""


class FetchError(InspectgraphError):
    """A published document can't be fetched, or the catalogue that names it can't be used."""


class EngineError(InspectgraphError):
    """The cluster that reads documents can't be used, or can't be used any more; what it has read is kept."""


class RemoteError(InspectgraphError):
    """Files that are elsewhere, in object storage or on another host, can't be read or written."""


class OutputError(InspectgraphError):
    """An output folder is missing, damaged or was not made by this program."""


class QueryError(InspectgraphError):
    """A query, the name of a query or a parameter is wrong."""


class EndpointError(InspectgraphError):
    """A store elsewhere does not answer, or not as it should.

    Attributes:
        late: Whether it took too long.
    """

    def __init__(self, message: str, hint: str = "", *, late: bool = False) -> None:
        super().__init__(message, hint)
        self.late = late


class ExportError(InspectgraphError):
    """A format, a view or a table that does not exist, or that can't be written."""


class ServingError(InspectgraphError):
    """A build can't be served, or can't be loaded into another store."""


class PublishingError(InspectgraphError):
    """A build can't be published as a static site."""
