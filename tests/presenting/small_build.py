"""A small build of made-up things with all that a site shows: dumps, store, ledger, texts, and hostile words."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from inspectgraph.graph.background import vocabulary_quads
from inspectgraph.graph.default_graph import default_graph, of_documents
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import apart, nquads
from inspectgraph.graph.terms import DCT, FOAF, IG, ORG, SKOS, TYPE, english, text
from inspectgraph.publishing.description import describe
from inspectgraph.publishing.dumps import write_json, write_nquads, write_parts, write_trig, write_turtle
from inspectgraph.publishing.store import StoreBuilder
from inspectgraph.resolving.ledger import Entry, Ledger

BASE = "https://inspections.shire.gov.uk/"
HOSTILE = "</script><script>alert(1)</script>"
#: Longer than what may be quoted of a document that is not open.
LONG = " ".join(["word"] * 60)
_DATA = Path(__file__).parents[1] / "asking" / "data.trig"


def write_build(folder: Path, base: str = BASE) -> Path:
    """Writes what a build leaves, as far as a site shows it; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    words = _DATA.read_text(encoding="utf-8").replace("https://data.test/", base)
    words = re.sub(r"id/evidence/d(\d)/", r"id/evidence/d\g<1>0000000000000\g<1>/", words)
    iris = Iris(base)
    quads = [*parse(words.encode(), format=RdfFormat.TRIG), *vocabulary_quads(iris), *_hostile(iris)]
    documents = of_documents(quads, base)
    counts = Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode))
    quads += describe(iris, dict(sorted(counts.items())), {}, {graph.value[-16:]: None for graph in documents})
    named: dict[str, list[Quad]] = {}
    for quad in sorted(set(quads), key=str):
        assert isinstance(quad.graph_name, NamedNode)
        named.setdefault(quad.graph_name.value, []).append(quad)
    parts = {graph: apart(nquads(said), iris) for graph, said in named.items()}

    def of(*names: str) -> bytes:
        return b"".join(nquads(named.get(iris.graph(name).value, [])) for name in names)

    default = default_graph(of("consolidated"), of("reference", "vocabulary"), map(nquads, documents.values()))
    evidence = {graph: words for graph, (words, _) in parts.items() if words}
    rest = {graph: text for graph, (_, text) in sorted(parts.items())}
    write_parts(folder, rest, evidence, b"".join(default), iris)
    write_nquads(folder, rest, evidence, iris)
    for write in (write_trig, write_turtle, write_json):
        write(folder, base)
    with StoreBuilder(folder / "store") as store:
        for text_of_graph in (*(rest for _, rest in parts.values()), *evidence.values(), *default):
            store.add(text_of_graph)
        store.loaded()
    ledger = Ledger.of(
        [
            Entry(f"{base}id/person/ann-marlow-000001", "person", ("a",), (f"{base}id/person/a-marlow-000009",)),
            Entry(f"{base}id/person/ann-marlowe-000002", "person", ("b",), (f"{base}id/person/marlow-of-two",)),
            Entry(f"{base}id/person/bob-tarn-000001", "person", ("c",), (f"{base}id/person/marlow-of-two",)),
            Entry(f"{base}id/person/withdrawn-000003", "person", ("d",), ()),
        ]
    )
    ledger.save(folder / "ledger.jsonl")
    (folder / "texts").mkdir(exist_ok=True)
    for graph in documents:
        identifier = graph.value[-16:]
        (folder / "texts" / f"{identifier}.txt").write_text(f"{HOSTILE} {LONG} " * 20, encoding="utf-8", newline="")
    return folder


def _hostile(iris: Iris) -> list[Quad]:
    """Things whose names and words are made to break out of pages, scripts and cells."""
    graph, document = iris.graph("reference"), iris.document_graph("d100000000000001")
    authority, person = iris.authority("hostile"), NamedNode(f"{iris.base}id/person/hostile-000001")
    unit, finding = iris.body("team", "hostile", "hostile"), NamedNode(f"{iris.base}id/finding/hostile")
    inspection = NamedNode(f"{iris.base}id/inspection/northmoor/sif/2014-03-04")
    own, other = iris.document("d100000000000001"), iris.document("d400000000000004")
    return [
        Quad(iris.region("england"), TYPE, IG.Region, graph),
        Quad(iris.region("england"), SKOS.prefLabel, english("England"), graph),
        Quad(authority, TYPE, IG.LocalAuthority, graph),
        Quad(authority, SKOS.prefLabel, english(HOSTILE), graph),
        Quad(person, TYPE, FOAF.Person, document),
        Quad(person, FOAF.name, text(HOSTILE), document),
        Quad(unit, TYPE, IG.Unit, document),
        Quad(unit, SKOS.prefLabel, english('=HYPERLINK("http://evil.test")'), document),
        Quad(unit, ORG.unitOf, authority, document),
        Quad(finding, TYPE, IG.Finding, document),
        Quad(finding, IG.text, text(HOSTILE + LONG), document),
        Quad(inspection, IG.hasFinding, finding, document),
        Quad(own, DCT.title, Literal(HOSTILE, language="en"), document),
        Quad(other, IG.textLength, Literal("9999", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
             iris.document_graph("d400000000000004")),
    ]  # fmt: skip
