"""Namespaces and literals as pyoxigraph terms."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from inspectgraph.dates import PartialDate


class Namespace:
    """Terms of one namespace, as attributes: `IG.Inspection`.

    Names that Python does not allow come by index: `RDF["type"]`.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self._known: dict[str, NamedNode] = {}

    def __getitem__(self, name: str) -> NamedNode:
        term = self._known.get(name)
        if term is None:
            term = self._known[name] = NamedNode(self.base + name)
        return term

    def __getattr__(self, name: str) -> NamedNode:
        """A term that is asked for the first time; from then on it is an attribute that Python finds by itself."""
        if name.startswith("__"):
            raise AttributeError(name)
        term = self.__dict__[name] = self[name]
        return term

    def __contains__(self, term: object) -> bool:
        """Whether a term lies in the namespace."""
        return isinstance(term, NamedNode) and term.value.startswith(self.base)


IG = Namespace("https://w3id.org/inspectgraph/ontology#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCT = Namespace("http://purl.org/dc/terms/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
VOID = Namespace("http://rdfs.org/ns/void#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
TYPE = RDF["type"]

#: Prefixes for serialisations, queries and everything shown to people.
PREFIXES: dict[str, str] = {
    "ig": IG.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "owl": OWL.base,
    "xsd": XSD.base,
    "skos": SKOS.base,
    "dct": DCT.base,
    "dcat": DCAT.base,
    "void": VOID.base,
    "foaf": FOAF.base,
    "org": ORG.base,
    "prov": PROV.base,
}

VOCABULARY_BASE = "https://w3id.org/inspectgraph/vocab/"


@lru_cache(maxsize=4096)
def concept(scheme: str, slug: str) -> NamedNode:
    """The IRI of a concept of one of the schemes."""
    return NamedNode(f"{VOCABULARY_BASE}{scheme}/{slug}")


def slug_of(term: NamedNode | str) -> str:
    """The last part of an IRI: the slug of a concept or of a thing."""
    value = term if isinstance(term, str) else term.value
    return value.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def text(value: str) -> Literal:
    """A plain string."""
    return Literal(value)


def english(value: str) -> Literal:
    """A string in English."""
    return Literal(value, language="en")


def integer(value: int) -> Literal:
    """An `xsd:integer`."""
    return Literal(str(value), datatype=XSD.integer)


def boolean(value: bool) -> Literal:
    """An `xsd:boolean`."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def number(value: Decimal) -> Literal:
    """An `xsd:integer` where the value is whole, else an `xsd:decimal`, in canonical form."""
    if value == value.to_integral_value():
        return Literal(str(int(value)), datatype=XSD.integer)
    return Literal(format(value.normalize(), "f"), datatype=XSD.decimal)


def date(value: PartialDate | str) -> Literal:
    """A date as precise as it is: `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`."""
    partial = PartialDate.parse(value) if isinstance(value, str) else value
    return Literal(str(partial), datatype=XSD[partial.datatype])
