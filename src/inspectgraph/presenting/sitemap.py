"""What crawlers are told: which pages there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

#: Addresses that one file may hold (sitemaps.org).
MOST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(addresses: Sequence[str], site: str) -> dict[str, str]:
    """The files by name: `sitemap.xml`, and where it can't hold all an index with `sitemap-1.xml` and so on.

    Args:
        addresses: Of all pages, in full.
        site: Address of the site, with a slash at the end.
    """
    if len(addresses) <= MOST:
        return {"sitemap.xml": _urls(addresses)}
    parts = [addresses[start : start + MOST] for start in range(0, len(addresses), MOST)]
    files = {f"sitemap-{number}.xml": _urls(part) for number, part in enumerate(parts, 1)}
    entries = "".join(f"<sitemap><loc>{escape(site + name)}</loc></sitemap>\n" for name in files)
    return {"sitemap.xml": f"{_HEAD}<sitemapindex {_SPACE}>\n{entries}</sitemapindex>\n", **files}


def robots(site: str, closed: Iterable[str] = ()) -> str:
    """`robots.txt`: all may be read, but for what is made anew for each question.

    Args:
        site: Address of the site, with a slash at the end.
        closed: Paths that crawlers should leave alone.
    """
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Allow: /", "", f"Sitemap: {site}sitemap.xml"]
    return "\n".join(lines) + "\n"


def _urls(addresses: Iterable[str]) -> str:
    entries = "".join(f"<url><loc>{escape(each)}</loc></url>\n" for each in addresses)
    return f"{_HEAD}<urlset {_SPACE}>\n{entries}</urlset>\n"
