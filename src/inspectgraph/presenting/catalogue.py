"""The dataset's own description for the site that publishes it: VoID and DCAT with dumps, endpoint and licence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from inspectgraph.asking.dataset import Dataset
from inspectgraph.graph.terms import (
    DCAT,
    DCT,
    FOAF,
    IG,
    RDF,
    RDFS,
    TYPE,
    VOID,
    Namespace,
    english,
    integer,
    slug_of,
    text,
)
from inspectgraph.presenting.licences import OPEN_GOVERNMENT
from inspectgraph.presenting.links import Links

SPDX = Namespace("http://spdx.org/rdf/terms#")
_MEDIA = "https://www.iana.org/assignments/media-types/"
#: The dumps of a build, with what each holds.
DUMPS: dict[str, tuple[str, str]] = {
    "graph.nq": ("application/n-quads", "All named graphs, as N-Quads"),
    "graph.trig": ("application/trig", "All named graphs, as TriG"),
    "graph.ttl": ("text/turtle", "The default graph, as Turtle"),
    "graph.jsonld": ("application/ld+json", "The default graph, as JSON-LD"),
}
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to download.

    Attributes:
        name: Of the file, below `data/`.
        media_type: Without parameters.
        title: What it holds.
        size: Bytes.
        sha256: Digest in hexadecimal.
    """

    name: str
    media_type: str
    title: str
    size: int
    sha256: str


def dumps(folder: Path) -> tuple[Dump, ...]:
    """The dumps of a build's output folder, with their digests."""
    found = []
    for name, (media_type, title) in DUMPS.items():
        path = folder / name
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found.append(Dump(name, media_type, title, path.stat().st_size, digest))
    return tuple(found)


def checksums(files: tuple[Dump, ...]) -> str:
    """The digests as `sha256sum --check` reads them."""
    return "".join(f"{each.sha256}  {each.name}\n" for each in files)


def catalogue(dataset: Dataset, links: Links, files: tuple[Dump, ...], *, endpoint: bool) -> list[Triple]:
    """What a catalogue needs to know of the dataset, sorted.

    Args:
        dataset: The dataset.
        links: Of the site; the dataset's base is its address.
        files: The dumps.
        endpoint: Whether the site has a SPARQL endpoint.
    """
    node = NamedNode(dataset.base + "id/dataset")
    triples = {quad.triple for quad in dataset.quads(node) if quad.predicate != DCT.source}

    def add(predicate: NamedNode, value: NamedNode | Literal, subject: NamedNode = node) -> None:
        triples.add(Triple(subject, predicate, value))

    def site(path: str) -> NamedNode:
        return NamedNode(dataset.base + path)

    add(FOAF.homepage, site(""))
    add(DCAT.landingPage, site(""))
    add(DCT.license, NamedNode(OPEN_GOVERNMENT.iri))
    add(DCT.rights, site("licence"))
    add(DCT.language, text("en"))
    add(DCT.description, english(_DESCRIPTION))
    for word in ("children's services", "inspection", "Ofsted", "local authority", "England"):
        add(DCAT.keyword, english(word))
    add(VOID.rootResource, site("id/dataset"))
    add(VOID.feature, NamedNode("http://www.w3.org/ns/formats/Turtle"))
    if endpoint:
        add(VOID.sparqlEndpoint, site("sparql"))
        add(VOID.uriLookupEndpoint, site("search.json?q="))
    for name in sorted(_examples(dataset)):
        add(VOID.exampleResource, NamedNode(name))
    for each in files:
        place = site("data/" + each.name)
        part = site("id/dataset#" + each.name.replace(".", "-"))
        if each.name.endswith((".nq", ".ttl")):
            add(VOID.dataDump, place)
        add(DCAT.distribution, part)
        add(TYPE, DCAT.Distribution, part)
        add(DCT.title, english(each.title), part)
        add(DCAT.downloadURL, place, part)
        add(DCAT.accessURL, site("data/"), part)
        add(DCAT.mediaType, NamedNode(_MEDIA + each.media_type), part)
        add(DCAT.byteSize, integer(each.size), part)
        add(DCT.license, NamedNode(OPEN_GOVERNMENT.iri), part)
        checksum = NamedNode(part.value + "-checksum")
        add(SPDX.checksum, checksum, part)
        add(TYPE, SPDX.Checksum, checksum)
        add(SPDX.algorithm, SPDX.checksumAlgorithm_sha256, checksum)
        add(SPDX.checksumValue, text(each.sha256), checksum)
    for kind, count in _classes(dataset).items():
        part = site("id/dataset#class-" + slug_of(kind))
        add(VOID.classPartition, part)
        add(VOID["class"], kind, part)
        add(VOID.entities, integer(count), part)
    return sorted(triples, key=str)


_DESCRIPTION = (
    "What inspection reports, letters and news say of English local authorities' children's services: who was inspected, "
    "how each area was judged, who held which post, what was found, with the words of the documents behind every statement."
)


def _classes(dataset: Dataset) -> dict[NamedNode, int]:
    rows = dataset.select("SELECT ?class (COUNT(?thing) AS ?count) { ?thing a ?class } GROUP BY ?class ORDER BY ?class")
    return {
        row["class"]: int(row["count"].value)
        for row in rows
        if isinstance(row["class"], NamedNode) and not row["class"].value.startswith((RDF.base, RDFS.base))
    }


def _examples(dataset: Dataset) -> set[str]:
    """An authority, an inspection and a person of the dataset."""
    found = set()
    for kind in (IG.LocalAuthority, IG.Inspection, FOAF.Person):
        quads = dataset.quads(None, TYPE, kind, DefaultGraph())
        found.add(min((quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)), default=""))
    return found - {""}
