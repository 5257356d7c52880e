"""Rules by which common hosts lead from a thing's IRI to its page or its data."""

from __future__ import annotations

from collections.abc import Mapping

from inspectgraph.presenting.links import Links

_TYPES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "csv": "text/csv",
}
#: Cloudflare reads so many single redirects, and so many bytes.
_MOST_LINES, _MOST_BYTES = 2000, 90_000


def rules(links: Links, former: Mapping[str, str]) -> dict[str, str]:
    """The files by name: for Netlify and Cloudflare, for Apache, for nginx, for GitHub Pages.

    Args:
        links: Of the site.
        former: Paths of IRIs that lead elsewhere now, with those of their targets: `id/person/x`, `id/person/y`.
    """
    return {
        "_redirects": _redirects(links.root, former),
        "_headers": f"{links.root}*\n  Access-Control-Allow-Origin: *\n",
        ".htaccess": _apache(links.root, former),
        "nginx.conf": _nginx(links.root, former),
        ".nojekyll": "",
    }


def _redirects(root: str, former: Mapping[str, str]) -> str:
    """Netlify and Cloudflare Pages can't look at Accept: an IRI leads to its page, which links its data."""
    lines: list[str] = []
    size = 0
    for old, new in former.items():
        line = f"{root}{old} {root}{new} 301"
        size += len(line) + 1
        if len(lines) < _MOST_LINES and size < _MOST_BYTES:
            lines.append(line)
    lines += [
        f"{root}.well-known/void {root}doc/dataset.ttl 302",
        f"{root}id/* {root}doc/:splat 302",
    ]
    return "\n".join(lines) + "\n"


def _apache(root: str, former: Mapping[str, str]) -> str:
    types = "\n".join(f"AddType {media} .{extension}" for extension, media in _TYPES.items())
    moved = "\n".join(f"RewriteRule ^{_quoted(old)}$ {root}{new} [R=301,L]" for old, new in former.items())
    return f"""\
Options -MultiViews -Indexes
{types}
AddCharset utf-8 .html .ttl .jsonld .nq .trig .csv .json
ErrorDocument 404 {root}404.html
<IfModule mod_headers.c>
Header set Access-Control-Allow-Origin "*"
</IfModule>
RewriteEngine On
RewriteBase {root}
{moved}
RewriteRule ^\\.well-known/void$ {root}doc/dataset.ttl [R=303,L]
RewriteCond %{{HTTP_ACCEPT}} !text/html [NC]
RewriteCond %{{HTTP_ACCEPT}} text/turtle [NC]
RewriteRule ^id/(.+)$ {root}doc/$1.ttl [R=303,E=NEGOTIATED:1,L]
RewriteCond %{{HTTP_ACCEPT}} !text/html [NC]
RewriteCond %{{HTTP_ACCEPT}} application/(ld\\+)?json [NC]
RewriteRule ^id/(.+)$ {root}doc/$1.jsonld [R=303,E=NEGOTIATED:1,L]
RewriteRule ^id/(.+)$ {root}doc/$1.html [R=303,E=NEGOTIATED:1,L]
<IfModule mod_headers.c>
Header always merge Vary Accept env=NEGOTIATED
</IfModule>
RewriteCond %{{REQUEST_FILENAME}} !-f
RewriteCond %{{REQUEST_FILENAME}}.html -f
RewriteRule ^(.+?)/?$ $1.html [L]
"""


def _nginx(root: str, former: Mapping[str, str]) -> str:
    types = "\n".join(f"#     {media} {extension};" for extension, media in _TYPES.items())
    moved = "\n".join(f"    {root}{old} {root}{new};" for old, new in former.items())
    return f"""\
# Include this file in the http block, and use its rules in the server block of the site:
#
#   types {{
#     text/html html; text/css css; text/javascript js; application/json json; application/xml xml;
#     image/svg+xml svg; text/plain txt;
{types}
#   }}
#   charset utf-8;
#   add_header Access-Control-Allow-Origin * always;
#   error_page 404 {root}404.html;
#   if ($former) {{ return 301 $former; }}
#   location = {root}.well-known/void {{ return 303 {root}doc/dataset.ttl; }}
#   location ~ ^{root}id/(.+)$ {{ add_header Vary Accept; return 303 {root}doc/$1.$form; }}
#   location / {{ try_files $uri $uri.html $uri/index.html =404; }}

map $http_accept $form {{
    default html;
    ~*text/html html;
    ~*text/turtle ttl;
    ~*application/(ld\\+)?json jsonld;
}}
map $uri $former {{
    default "";
{moved}
}}
"""


def _quoted(path: str) -> str:
    """A path as a regular expression that matches it alone."""
    return "".join("\\" + each if each in ".+*?()[]{}^$|\\" else each for each in path)
