"""What each document states of single-valued facts, with the nodes that bear its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import IG, ORG, RDF, TYPE
from inspectgraph.resolving.agreement import Claim, Same, dates_agree
from inspectgraph.resolving.inspection_matching import Cluster
from inspectgraph.resolving.inspection_mentions import Said, nearness
from inspectgraph.resolving.mentions import DocumentIndex, Mention

FROM, TO = IG["from"].value, IG.to.value
GRADE, START, END = IG.grade.value, IG.startDate.value, IG.endDate.value
#: How values of a property agree where it is not by being equal.
SAME: Mapping[str, Same] = dict.fromkeys((FROM, TO, START, END), dates_agree)
_INSPECTS, _FRAMEWORK = IG.inspects.value, IG.framework.value
_JUDGEMENT, _EVIDENCE, _RULE = IG.hasJudgement.value, IG.evidence.value, IG.rule.value
_SUBJECT, _PREDICATE, _OBJECT = RDF.subject.value, RDF.predicate.value, RDF.object.value
_ROLE, _MEMBER, _ORGANISATION, _POST = ORG.role.value, ORG.member.value, ORG.organization.value, IG.post.value
Final = Callable[[str], str]


class Voice(NamedTuple):
    """A mention of an inspection of which others speak too.

    Attributes:
        mention: The document and its local IRI.
        weight: How near the document is to the inspection, the smaller the nearer.
        redated: Whether the date that it gives is not that of the start.
    """

    mention: Mention
    weight: tuple[int, ...]
    redated: bool


def voices(clusters: Iterable[Cluster]) -> Iterator[Voice]:
    """The mentions of all inspections of which more than one thing is said."""
    for cluster in clusters:
        if len(cluster.members) > 1:
            for said in cluster.members:
                yield Voice(said.mention, nearness(said), _is_another_date(said, cluster))


class ClaimReader:
    """Reads the claims of one document, and makes the statements that it lacks.

    Attributes:
        statements: Quads for the document's graph: a fact node of a merged thing carries the evidence of several
            documents, so each document has a statement of its own, made from the node's own rule and evidence.
    """

    def __init__(self, document: DocumentIndex, renamed: Mapping[str, str], iris: Iris) -> None:
        self.document, self._iris = document, iris
        self._graph = iris.document_graph(document.identifier)
        self._final: Final = lambda iri: renamed.get(iri, iri)
        publication = document.publication or document.node
        self._publication = self._final(publication)
        self._publisher = "news " + self._publication if document.kind == "news" else "inspectorate"
        self.statements: dict[str, list[Quad]] = {}
        self._stated = self._read_statements()

    def _read_statements(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for node in self.document.of_type(IG.Statement):
            subject, predicate = self.document.value(node, _SUBJECT), self.document.value(node, _PREDICATE)
            if subject and predicate:
                found.setdefault((subject, predicate), node)
        return found

    def _claim(self, claimed: tuple[str, str, str, str], weight: tuple[int, ...], single: bool, scope: str) -> Claim:
        about, predicate, value, node = claimed
        return Claim(
            about, predicate, self._final(value), node, self.document.identifier, self._publication, self._publisher,
            (*weight, int(self.document.digest)), single, scope,
        )  # fmt: skip

    def of_inspection(self, voice: Voice) -> Iterable[Claim]:
        """What the document states of an inspection: authority, framework, dates, and a grade for each area."""
        iri, weight = voice.mention.iri, voice.weight
        for predicate in (_INSPECTS, _FRAMEWORK, START, END):
            value = self.document.value(iri, predicate)
            if value is None or (predicate == START and voice.redated):
                continue
            node = self._stated.get((iri, predicate)) or self._state(self._final(iri), predicate, iri)
            yield self._claim((self._final(iri), predicate, value, node), weight, True, "")
        for judgement in self.document.values(iri, _JUDGEMENT):
            value = self.document.value(judgement, GRADE)
            if value is not None:
                final = self._final(judgement)
                yield self._claim((final, GRADE, value, self._state(final, GRADE, judgement)), weight, True, "")

    def _state(self, subject: str, predicate: str, bearer: str) -> str:
        """A statement of a property with the rule and evidence of the node that bears it."""
        document = self.document
        value = document.nodes[bearer][predicate][0]
        evidence = document.values(bearer, _EVIDENCE)
        # Of the local IRI, so that it stays when the thing is named anew.
        node = self._iris.hashed("statement", document.identifier, bearer, predicate, str(value), *evidence)
        properties: list[tuple[NamedNode, NamedNode | Literal]] = [
            (TYPE, IG.Statement),
            (RDF.subject, NamedNode(subject)),
            (RDF.predicate, NamedNode(predicate)),
            (RDF.object, value),
            *((IG.rule, Literal(rule)) for rule in document.values(bearer, _RULE)),
            *((IG.evidence, NamedNode(each)) for each in evidence),
        ]
        self.statements[node.value] = [Quad(node, key, each, self._graph) for key, each in properties]
        return node.value

    def of_tenures(self) -> Iterable[Claim]:
        """Who holds which role in which organisation, since when and until when.

        A person may hold several roles, and a seat of which nobody is named may have changed hands: only the
        dates of one person in one post contradict each other.
        """
        document = self.document
        for node in document.of_type(IG.Tenure):
            member, role = document.value(node, _MEMBER), document.value(node, _ROLE)
            organisation = self._final(document.value(node, _ORGANISATION) or "")
            about = self._final(member or document.value(node, _POST) or "")
            if not about or member and not (role and organisation):
                continue
            scope = f"{role} {organisation}"
            if member and role:
                yield self._claim((about, _ROLE, role, node), (), False, scope)
            for predicate in (FROM, TO):
                value = document.value(node, predicate)
                if value is not None:
                    yield self._claim((about, predicate, value, node), (), member is not None, scope)


def _is_another_date(said: Said, cluster: Cluster) -> bool:
    """Whether the date of a mention is not that of the start but a later day of the inspection, or that of its report."""
    start, end = cluster.start, cluster.end
    if said.reported or said.start is None or start is None or said.start.agrees(start):
        return False
    if any(report.issued is not None and said.start.agrees(report.issued) for report in cluster.reports):
        return True
    if end is None:
        return False
    return start.earliest() <= said.start.latest() and said.start.earliest() <= end.latest()
