"""Short forms of IRIs for people, and the way back."""

from __future__ import annotations

import re

from inspectgraph.graph.terms import PREFIXES, VOCABULARY_BASE

SCHEMES = (
    "area", "authority-type", "body-type", "certainty", "document-kind", "finding-kind", "framework", "grade",
    "measure", "role", "unit",
)  # fmt: skip

#: What a query need not declare: the ontologies, and each concept scheme by its name (`grade:good`).
QUERY_PREFIXES: dict[str, str] = {**PREFIXES, **{scheme: f"{VOCABULARY_BASE}{scheme}/" for scheme in SCHEMES}}

_BY_LENGTH = sorted(QUERY_PREFIXES.items(), key=lambda item: -len(item[1]))
_LOCAL = re.compile(r"[A-Za-z0-9](?:[\w-]*\w)?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|urn:|mailto:")


def shorten(iri: str, base: str) -> str:
    """`grade:good` for a term, `id/authority/essex` for a thing of the dataset; other IRIs as they are."""
    if iri.startswith(base):
        return iri[len(base) :]
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(words: str, base: str) -> tuple[str, ...]:
    """The IRIs that a short form may stand for.

    Args:
        words: An IRI with or without angle brackets, `grade:good`, `id/authority/essex` or `authority/essex`.
        base: The dataset's.

    Returns:
        Candidates, the likeliest first; empty when the words have not the form of an IRI.
    """
    stripped = words.strip().removeprefix("<").removesuffix(">")
    if not stripped or re.search(r"[\s<>\"{}|^`\\]", stripped):
        return ()
    if _SCHEME.match(stripped):
        return (stripped,)
    prefix, colon, local = stripped.partition(":")
    if colon:
        return (QUERY_PREFIXES[prefix] + local,) if prefix in QUERY_PREFIXES else ()
    if "/" in stripped:
        return (base + stripped, f"{base}id/{stripped}")
    return ()
