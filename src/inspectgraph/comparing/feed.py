"""An Atom feed (RFC 4287) for those who follow a dataset: one entry for each document that changed it, and for each graph that follows from them."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from inspectgraph.comparing.changes import Comparison
from inspectgraph.comparing.reasons import BOOKS, REASONS
from inspectgraph.errors import OutputError
from inspectgraph.graph.iris import digest
from inspectgraph.graph.terms import slug_of

_ATOM = "http://www.w3.org/2005/Atom"
#: Entries that a feed keeps.
_MOST_ENTRIES = 100


def feed(comparison: Comparison, base: str, former: bytes | None = None) -> str:
    """The feed with an entry for each document and reason, the newest first.

    Args:
        comparison: What changed.
        base: The publisher's.
        former: The feed so far, whose entries are kept behind the new ones.

    Raises:
        OutputError: The former feed is no Atom feed.
    """
    ElementTree.register_namespace("", _ATOM)
    root = Element(f"{{{_ATOM}}}feed")
    _text(root, "id", base + "id/dataset")
    _text(root, "title", "Inspections of children's services in England: what changed")
    _text(root, "updated", comparison.reasons.finished)
    author = SubElement(root, f"{{{_ATOM}}}author")
    _text(author, "name", "inspectgraph")
    SubElement(root, f"{{{_ATOM}}}link", {"rel": "alternate", "href": base})
    new = _entries(comparison, base)
    known = {entry.findtext(f"{{{_ATOM}}}id") for entry in new}
    kept = [entry for entry in _former(former) if entry.findtext(f"{{{_ATOM}}}id") not in known]
    root.extend([*new, *kept][:_MOST_ENTRIES])
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _entries(comparison: Comparison, base: str) -> list[Element]:
    entries = []
    for place, reason, counts in comparison.by_document:
        if reason == BOOKS:
            continue
        entry = Element(f"{{{_ATOM}}}entry")
        changes = [each for each in comparison.changes if (each.document or each.graph, each.reason) == (place, reason)]
        things = sorted({each.thing_label for each in changes})
        graph = changes[0].graph
        told = ", ".join(f"{count:,} {action}" for action, count in counts.items() if count)
        _text(entry, "id", f"{base}id/change/{digest(comparison.reasons.finished, place, reason)}")
        _text(entry, "title", f"{place}: {reason}")
        _text(entry, "updated", comparison.reasons.finished)
        more = f" and {len(things) - 8:,} more things" if len(things) > 8 else ""
        where = f"id/{graph}" if graph.startswith("document/") else f"graph/{graph}"
        SubElement(entry, f"{{{_ATOM}}}link", {"rel": "alternate", "href": base + where})
        said = comparison.reasons.told.get(slug_of(graph), "")
        why = f"{REASONS[reason]} {said}." if said else REASONS[reason]
        _text(entry, "summary", f"{why} Facts: {told}. About {', '.join(things[:8])}{more}.")
        entries.append(entry)
    return entries


def _former(former: bytes | None) -> list[Element]:
    if former is None:
        return []
    try:
        root = ElementTree.fromstring(former)
    except ElementTree.ParseError as error:
        raise OutputError(f"the feed so far is no XML: {error}", "name another file with -o") from error
    if root.tag != f"{{{_ATOM}}}feed":
        raise OutputError("the file is no Atom feed", "name another file with -o")
    return root.findall(f"{{{_ATOM}}}entry")


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}").text = words
