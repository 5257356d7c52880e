"""What is known before any document is read: the authorities, their codes and names, and national bodies."""

from inspectgraph.reference.gazetteer import find_authorities, resolve
from inspectgraph.reference.tables import Authority, NationalBody, Reference, load

__all__ = ["Authority", "NationalBody", "Reference", "find_authorities", "load", "resolve"]
