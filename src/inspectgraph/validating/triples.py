"""The triples of one document as pySHACL reads them: an rdflib store that is filled once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rdflib.store import Store

_Triple = tuple[Any, Any, Any]


class Triples(Store):
    """Triples in memory, found by subject and by predicate.

    rdflib's own stores keep contexts, events and a third index for each triple that is added. A document is
    read once by pySHACL, which asks for the values of a subject and for the subjects of a value, and never adds.
    """

    # pySHACL takes no store without these, though it reads one graph only.
    context_aware = True
    graph_aware = True

    def __init__(self, triples: Iterable[_Triple]) -> None:
        super().__init__()
        self._objects: dict[Any, dict[Any, dict[Any, None]]] = {}
        self._subjects: dict[Any, dict[Any, dict[Any, None]]] = {}
        objects, subjects = self._objects, self._subjects
        for subject, predicate, value in triples:
            if subject not in objects:
                objects[subject] = {}
            objects[subject].setdefault(predicate, {})[value] = None
            if predicate not in subjects:
                subjects[predicate] = {}
            subjects[predicate].setdefault(value, {})[subject] = None
        # pySHACL asks for it at each result.
        self._count = sum(len(values) for properties in objects.values() for values in properties.values())

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[tuple[_Triple, Iterator[Any]]]:
        """The triples of a pattern, in which `None` stands for anything."""
        subject, predicate, value = triple_pattern
        for triple in self._matching(subject, predicate, value):
            yield triple, iter(())

    def _matching(self, subject: Any, predicate: Any, value: Any) -> Iterator[_Triple]:
        if subject is not None:
            properties = self._objects.get(subject, {})
            for each in (predicate,) if predicate is not None else properties:
                found = properties.get(each, {})
                for other in found if value is None else (value,) if value in found else ():
                    yield subject, each, other
            return
        for each in (predicate,) if predicate is not None else self._subjects:
            values = self._subjects.get(each, {})
            for other in values if value is None else (value,):
                for one in values.get(other, ()):
                    yield one, each, other

    def __len__(self, context: Any = None) -> int:
        """How many triples there are."""
        return self._count
