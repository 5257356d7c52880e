"""Dates, numbers and terms as people read them."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import slug_of

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_LAW = re.compile(r"https?://www\.legislation\.gov\.uk/id/(ukpga|uksi)/(\d+)/(\d+)(.*)")
_CODE = re.compile(r"[A-Z]{1,3}\d+")
_HASH = re.compile(r"-[0-9a-f]{6}$|^[0-9a-f]{12,}$")


def day(written: str | None) -> str:
    """A date as precise as it is: "26 June 2023", "June 2023", "2023"; what is no date stays as it stands.

    >>> day("2023-06-26"), day("2018-11"), day("2017"), day("last year")
    ('26 June 2023', 'November 2018', '2017', 'last year')
    """
    if not written:
        return ""
    match = _DATE.fullmatch(written)
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        return written
    parts = [str(int(match[3])) if match[3] else "", _MONTHS[int(match[2]) - 1] if match[2] else "", match[1]]
    return " ".join(filter(None, parts))


def month(written: str | None) -> str:
    """Month and year of a date, for narrow places: "Jun 2023"."""
    if not written:
        return ""
    match = _DATE.fullmatch(written)
    if match is None or not match[2] or not 1 <= int(match[2]) <= 12:
        return written[:4]
    return f"{_MONTHS[int(match[2]) - 1][:3]} {match[1]}"


def plural(count: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> plural(1, "finding"), plural(1200, "finding"), plural(2, "body", "bodies")
    ('1 finding', '1,200 findings', '2 bodies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def of_iri(node: NamedNode) -> str:
    """Words from the last part of an IRI, for what nothing names.

    >>> of_iri(NamedNode("http://www.w3.org/ns/prov#qualifiedAssociation"))
    'qualified association'
    >>> of_iri(NamedNode("http://www.legislation.gov.uk/id/ukpga/2006/40/section/136"))
    'Act 2006 c. 40, section 136'
    """
    if law := _LAW.match(node.value):
        kind = "Act {} c. {}" if law[1] == "ukpga" else "SI {}/{}"
        rest = law[4].strip("/").replace("/", " ")
        return kind.format(law[2], law[3]) + (f", {rest}" if rest else "")
    local = slug_of(node)
    if _CODE.fullmatch(local):
        return local
    if _HASH.match(local):
        return f"{node.value.rstrip('/').split('/')[-2].replace('-', ' ')} {local[:6]}"
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local.removesuffix(".html")).replace("-", " ").replace("_", " ")
    return _HASH.sub("", spaced).strip().lower() or node.value


def a_list(items: list[str]) -> str:
    """Items in one sentence: "a, b and c"."""
    return items[0] if len(items) == 1 else " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def cut(text: str, most: int = 110) -> str:
    """A text in one line that is short enough for a title, cut between words.

    >>> cut("The front door answers  soon.", 20)
    'The front door …'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= most else (flat[:most].rpartition(" ")[0] or flat[:most]).rstrip(",;:") + " …"
