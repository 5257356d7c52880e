"""What the graph says of a thing, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has an IRI.

    Attributes:
        iri: In full.
        short: Its short form, which queries and `explain` understand.
        label: What people call it.
        kinds: Labels of its classes.
        other_names: The other forms of its name.
    """

    iri: str
    short: str
    label: str
    kinds: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a document that bear something out.

    Attributes:
        document: IRI.
        title: The document's title, or its file name when it has none.
        file_name: Name of the file.
        page: From 1; `None` where the document has no pages.
        start, end: In code points of the canonical text.
        words: Exactly those.
        rule: Id of the rule that understood them.
        first, last: Ids of the first and the last build in which the document stated it with these words.
    """

    document: str
    title: str
    file_name: str
    page: int | None
    start: int
    end: int
    words: str
    rule: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One property of a thing with one value.

    Attributes:
        property: IRI.
        label: The property in words.
        value: Label of a thing, or the literal as it stands.
        iri: Of the value, when it is a thing.
        inverse: Whether the value is the subject: it has this property, and the thing explained is what it has.
        sources: Where it stands: `reference`, `consolidated`, or `document` with its id.
        quotes: The words that state it; none for what the build or the reference tables add.
        as_written: The value as it is printed, where that is known and differs.
    """

    property: str
    label: str
    value: str
    iri: str | None
    inverse: bool
    sources: tuple[str, ...]
    quotes: tuple[Quote, ...]
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that has a node of its own: a judgement, a tenure, a part in an inspection, a finding, a figure.

    Attributes:
        iri: In full.
        short: Its short form.
        kind: Label of its class.
        statements: What it says, without what links it to the thing explained.
        quotes: The words that bear it out.
    """

    iri: str
    short: str
    kind: str
    statements: tuple[Statement, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the build decided about the thing: that mentions are one, that documents agree, or contradict each other.

    Attributes:
        iri: In full.
        kind: Label of its class.
        rule: Id of the rule.
        confidence: From 0 to 1, as written; empty where none is given.
        concerns: What it is about: a property, documents, candidates.
        quotes: The words on which it rests.
        told: Of a curator's correction what holds now, what it replaces, why and who said so.
    """

    iri: str
    kind: str
    rule: str
    confidence: str
    concerns: tuple[str, ...]
    quotes: tuple[Quote, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the graph says of one thing.

    Attributes:
        thing: The thing.
        quotes: The words behind the thing itself, when it is a fact or a body.
        statements: Its plain properties, then those of others that lead to it.
        facts: Facts about it, by kind.
        decisions: What the build decided about it.
    """

    thing: Thing
    quotes: tuple[Quote, ...]
    statements: tuple[Statement, ...]
    facts: tuple[Fact, ...]
    decisions: tuple[Decision, ...]
