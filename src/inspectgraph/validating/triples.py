"""The triples of one document as pySHACL reads them: an rdflib store that is filled once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rdflib import Graph
from rdflib.store import Store
from rdflib.term import Identifier

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
        self._pairs: dict[Any, list[tuple[Any, Any]]] = {}
        self._subjects: dict[Any, dict[Any, dict[Any, None]]] = {}
        objects, pairs = self._objects, self._pairs
        for subject, predicate, value in triples:
            if subject not in objects:
                objects[subject] = {}
            objects[subject].setdefault(predicate, {})[value] = None
            pairs.setdefault(predicate, []).append((subject, value))
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
        for each in (predicate,) if predicate is not None else self._pairs:
            values = self._by_value(each)
            for other in values if value is None else (value,):
                for one in values.get(other, ()):
                    yield one, each, other

    def objects(self, subject: Any, predicate: Any) -> Iterator[Any]:
        """The values that a subject has for a predicate."""
        return iter(self._objects.get(subject, {}).get(predicate, ()))

    def subjects(self, predicate: Any, value: Any) -> Iterator[Any]:
        """The subjects that have a value for a predicate."""
        return iter(self._by_value(predicate).get(value, ()))

    def _by_value(self, predicate: Any) -> dict[Any, dict[Any, None]]:
        """The subjects of each value of a predicate, put together when first asked for: of most nobody asks."""
        found = self._subjects.get(predicate)
        if found is None:
            found = self._subjects[predicate] = {}
            for subject, value in self._pairs.get(predicate, ()):
                found.setdefault(value, {})[subject] = None
        return found

    def __len__(self, context: Any = None) -> int:
        """How many triples there are."""
        return self._count


class TripleGraph(Graph):
    """A graph of triples that answers at once what pySHACL asks most; all else goes through patterns as in any graph."""

    def __init__(self, triples: Iterable[_Triple]) -> None:
        self._triples = Triples(triples)
        super().__init__(self._triples)

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Any:
        """The values that a subject has for a predicate."""
        if isinstance(subject, Identifier) and isinstance(predicate, Identifier):
            return self._triples.objects(subject, predicate)
        return super().objects(subject, predicate, unique)

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Any:
        """The subjects that have a value for a predicate."""
        if isinstance(predicate, Identifier) and isinstance(object, Identifier):
            return self._triples.subjects(predicate, object)
        return super().subjects(predicate, object, unique)
