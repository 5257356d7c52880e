"""The second step: the rules decide which mentions are one thing, block by block."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from inspectgraph.resolving import bodies, inspections, people, publications
from inspectgraph.resolving.blockwise.columns import Work
from inspectgraph.resolving.blockwise.reading import stem
from inspectgraph.resolving.blockwise.tables import Tables
from inspectgraph.resolving.claims import voices
from inspectgraph.resolving.inspection_matching import is_certain, merge_clusters
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.person_mentions import Named, placed
from inspectgraph.resolving.person_names import SHORTEST_MISTYPED, full
from inspectgraph.resolving.things import Settled, Thing


def settle(work: Work) -> None:
    """Decides on all that documents mention."""
    numbers = itertools.count()
    _settle_inspections(work, numbers)
    _settle_bodies(work, numbers)
    _settle_people(work, numbers)
    _settle_publications(work, numbers)


def _settle_inspections(work: Work, numbers: Iterator[int]) -> None:
    """The inspections of an authority are compared with each other."""
    work.blocks("inspection")
    for _, rows in work.tables.groups(_by_block("inspection", "n.document, n.iri", "n.value")):
        settled, clusters = inspections.settle_inspections((said for _, said in rows), work.iris)
        merge_clusters(clusters, work.join(settled, "inspection"))
        doubtful = {mention for doubt in settled.doubts for mention in doubt.mentions}
        for cluster in clusters:
            first = cluster.members[0]
            work.tables.add("cluster", first.authority, *first.mention, (cluster, is_certain(cluster, doubtful)))
        for voice in voices(clusters):
            work.tables.add("voice", voice.mention.document, voice)
        _keep(settled, work, numbers)


def _settle_bodies(work: Work, numbers: Iterator[int]) -> None:
    """The bodies of one class and owner are compared with each other, and those that work with several owners."""
    national = bodies.national_names(work.reference)
    for _, rows in work.tables.groups("SELECT iri, value FROM body_mention ORDER BY iri, document, path"):
        for body in bodies.of_one_iri(body for _, body in rows):
            node = " ".join(bodies.kindred(body, national))
            work.tables.add("body", node, body.iri, body)
            for mention in body.mentions:
                work.rule_together("body", mention, node)
    work.blocks("body")
    for _, rows in work.tables.groups(_by_block("body", "n.iri", "n.value")):
        marks = work.marks_of(mention for _, body in rows for mention in body.mentions)
        settled = bodies.settle_bodies((body for _, body in rows), work.reference, work.iris.base, marks)
        work.join(settled, "body")
        _keep(settled, work, numbers)


def _settle_people(work: Work, numbers: Iterator[int]) -> None:
    """People of one surname are compared with each other, and with those of the same given names and place whose surname may be mistyped."""
    for _, rows in work.tables.groups(
        "SELECT document, iri, natural_iri AS place, NULL AS value FROM member WHERE kind = 'body' UNION ALL "
        "SELECT document, iri, NULL, value FROM person_mention ORDER BY document, iri"
    ):
        places = {Mention(document, iri): place for document, iri, place, named in rows if named is None}
        for *_, named in rows:
            if named is not None:
                _add_person(placed(named, places), work)
    work.blocks(
        "person",
        "SELECT DISTINCT a.surname, b.surname FROM almost a JOIN almost b USING (given, letters, place) "
        "WHERE a.surname < b.surname AND damerau_levenshtein(a.surname, b.surname) = 1",
    )
    for _, rows in work.tables.groups(_by_block("person", "n.document, n.iri", "n.value")):
        marks = work.marks_of(named.mention for _, named in rows)
        settled = people.settle_people((named for _, named in rows), work.iris.base, marks)
        work.join(settled, "person")
        _keep(settled, work, numbers)


def _add_person(named: Named, work: Work) -> None:
    *given, surname = named.name or ("",)
    work.tables.add("person", surname, *named.mention, named)
    work.rule_together("person", named.mention, surname)
    if full(named.name) and len(surname) >= SHORTEST_MISTYPED - 1:
        # Words that differ by one error are the same once a letter of each is left out, or of one.
        for letters in {surname, *(surname[:at] + surname[at + 1 :] for at in range(len(surname)))}:
            for place in named.places:
                work.tables.add("almost", " ".join(given), letters, " ".join(place), surname)


def _settle_publications(work: Work, numbers: Iterator[int]) -> None:
    """Publications are compared that have one IRI, or that report one inspection."""
    reported = "FROM publication n LEFT JOIN member m ON m.kind = 'inspection' AND m.document = n.document AND m.iri = n.reports"
    work.blocks("publication", f"SELECT DISTINCT n.node, m.first {reported} WHERE m.first IS NOT NULL")
    for _, rows in work.tables.groups(
        f"SELECT coalesce(b.block, n.node) AS block, n.value, m.first, m.natural_iri {reported} "
        "LEFT JOIN publication_block b ON b.node = n.node ORDER BY block, n.document, n.iri, n.reports NULLS FIRST"
    ):
        # The first mention stands for all of its inspection.
        inspected = {
            published.reports: Thing("inspection", (_mention(first),), (), natural)
            for _, published, first, natural in rows
            if first is not None
        }
        settled = publications.settle_publications((row[1] for row in rows), inspected, work.iris)
        _keep(settled, work, numbers)


def _by_block(kind: str, order: str, columns: str) -> str:
    return (
        f"SELECT coalesce(b.block, n.node) AS block, {columns} FROM {kind} n "
        f"LEFT JOIN {kind}_block b ON b.node = n.node ORDER BY block, {order}"
    )


def _keep(settled: Settled, work: Work, numbers: Iterator[int]) -> None:
    """Puts what was decided into the tables."""
    add = work.tables.add
    for thing in settled.things:
        keep_thing(thing, work.tables)
    for decision in settled.decisions:
        add("decision", *decision.mentions[0], decision)
    for doubt in settled.doubts:
        number = str(next(numbers))
        for mention in doubt.mentions:
            add("doubt", number, *mention, doubt)


def keep_thing(thing: Thing, tables: Tables) -> None:
    """Puts a thing into the tables, with its mentions and what they go by in the ledger."""
    at, first = stem(thing.natural), " ".join(thing.mentions[0])
    tables.add("thing", at, thing)
    for mention in thing.mentions:
        tables.add("member", thing.kind, *mention, first, thing.natural)
    for anchor in thing.anchors:
        tables.add("anchor", anchor, at)


def _mention(key: str) -> Mention:
    document, _, iri = key.partition(" ")
    return Mention(document, iri)
