"""RDF in the forms in which a description is given, each by its file extension and its media type."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from inspectgraph import data
from inspectgraph.graph.terms import TYPE, XSD
from inspectgraph.publishing.dumps import prefixes

_INTEGER = XSD.integer.value
_STRING = XSD.string.value
#: Integers that JSON keeps as they are written.
_SMALL = re.compile(r"0|-?[1-9][0-9]{0,14}")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of RDF.

    Attributes:
        extension: Without a dot.
        media_type: Without parameters.
        name: For people.
        write: Gives the bytes of some triples of a dataset with that base, the thing that they are about first where
            the form has an order.
    """

    extension: str
    media_type: str
    name: str
    write: Callable[[Sequence[Triple], str, NamedNode], bytes]


def _plain(form: RdfFormat) -> Callable[[Sequence[Triple], str, NamedNode], bytes]:
    def write(triples: Sequence[Triple], base: str, topic: NamedNode) -> bytes:
        written = pyoxigraph.serialize(triples, format=form, prefixes=_used(prefixes(base), triples))
        assert written is not None
        return written

    return write


def _used(known: dict[str, str], triples: Iterable[Triple]) -> dict[str, str]:
    """The prefixes of the namespaces that the triples use."""
    shown = {
        each.datatype.value if isinstance(each, Literal) else each.value
        for triple in triples
        for each in (triple.subject, triple.predicate, triple.object)
        if isinstance(each, NamedNode | Literal)
    }
    return {name: space for name, space in known.items() if any(each.startswith(space) for each in shown)}


def to_jsonld(triples: Sequence[Triple], base: str, topic: NamedNode) -> bytes:
    """JSON-LD by the program's own context, of which it carries the terms that it uses: nothing has to be fetched."""
    nodes: dict[str, dict[str, Any]] = {topic.value: {"id": topic.value}}
    used: set[str] = set()
    for triple in triples:
        if isinstance(triple.subject, Triple) or isinstance(triple.object, Triple):
            continue
        subject = nodes.setdefault(_name(triple.subject), {"id": _name(triple.subject)})
        key, value = _entry(triple.predicate, triple.object, used)
        known = subject.get(key)
        subject[key] = value if known is None else [*known, value] if isinstance(known, list) else [known, value]
    # One line for each thing: as readable as indented JSON, and written many times faster.
    context = json.dumps(_context(used), ensure_ascii=False)
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in nodes.values() if len(each) > 1)
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _name(node: NamedNode | BlankNode) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _entry(predicate: NamedNode, value: NamedNode | BlankNode | Literal, used: set[str]) -> tuple[str, Any]:
    """Key and value of a triple, by the term that fits both, else by the property's own IRI."""
    if predicate == TYPE and isinstance(value, NamedNode):
        name = _terms().get((value.value, ""), "")
        used.update(name.split() or ())
        return "type", name or value.value
    if not isinstance(value, Literal):
        if term := _terms().get((predicate.value, "@id")):
            used.add(term)
            return term, _name(value)
        return _untyped(predicate, used), {"@id": _name(value)}
    datatype = value.datatype.value
    if term := _terms().get((predicate.value, datatype)):
        used.add(term)
        return term, int(value.value) if datatype == _INTEGER and _SMALL.fullmatch(value.value) else value.value
    if value.language:
        return _untyped(predicate, used), {"@value": value.value, "@language": value.language}
    if datatype == _STRING:
        return _untyped(predicate, used), value.value
    return _untyped(predicate, used), {"@value": value.value, "@type": datatype}


def _untyped(predicate: NamedNode, used: set[str]) -> str:
    """The key of a property whose values say themselves what they are."""
    term = _terms().get((predicate.value, ""))
    if term is not None:
        used.add(term)
        return term
    namespace = re.sub(r"[^#/]*$", "", predicate.value)
    prefix = _terms().get((namespace, "prefix"))
    if prefix is None:
        return predicate.value
    used.add(prefix)
    return f"{prefix}:{predicate.value.removeprefix(namespace)}"


@cache
def _definitions() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data.ontology("context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


@cache
def _terms() -> dict[tuple[str, str], str]:
    """The terms of the context by IRI and type, which is empty where the context gives none and says what a prefix is."""
    known = _definitions()

    def expand(short: str) -> str:
        prefix, _, local = short.partition(":")
        return known[prefix] + local if prefix in known and not local.startswith("//") else short

    terms = {}
    for name, definition in known.items():
        if name.startswith("@") or name in ("id", "type"):
            continue
        if isinstance(definition, dict):
            kind = definition.get("@type", "")
            terms[expand(definition["@id"]), kind if kind.startswith("@") else expand(kind) if kind else ""] = name
        else:
            terms[expand(definition), "prefix" if definition.startswith("http") else ""] = name
    return terms


def _context(used: set[str]) -> dict[str, Any]:
    """The part of the context that some terms need: themselves and the prefixes of their definitions."""
    known = _definitions()
    wanted = {"@version", "id", "type", *used}
    for name in used:
        definition = known[name]
        shorts = definition.values() if isinstance(definition, dict) else (definition,)
        wanted.update(prefix for each in shorts if (prefix := each.partition(":")[0]) in known)
    return {name: definition for name, definition in known.items() if name in wanted}


#: The forms by extension, the best known first.
FORMS: dict[str, Form] = {
    form.extension: form
    for form in (
        Form("ttl", "text/turtle", "Turtle", _plain(RdfFormat.TURTLE)),
        Form("jsonld", "application/ld+json", "JSON-LD", to_jsonld),
        Form("nt", "application/n-triples", "N-Triples", _plain(RdfFormat.N_TRIPLES)),
        Form("rdf", "application/rdf+xml", "RDF/XML", _plain(RdfFormat.RDF_XML)),
    )
}
