"""The lists and the search for programs, described by OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from inspectgraph import __version__
from inspectgraph.exporting.tables.table import Column
from inspectgraph.presenting import day_table
from inspectgraph.presenting.description import Profile
from inspectgraph.presenting.links import Links
from inspectgraph.presenting.list_kinds import LISTS, ListKind
from inspectgraph.presenting.listing import MOST_PER_PAGE, PER_PAGE
from inspectgraph.presenting.rdf_forms import FORMS
from inspectgraph.presenting.search import kinds

_TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
_PROBLEM = {
    "description": "The request can't be answered as asked; the body says why (RFC 9457).",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def openapi(links: Links, title: str) -> dict[str, Any]:
    """The document.

    Args:
        links: Of the site.
        title: Of the site.
    """
    paths: dict[str, Any] = {}
    for kind in LISTS.values():
        paths[f"/{kind.name}.json"] = {"get": _list(kind, "json")}
        paths[f"/{kind.name}.csv"] = {"get": _list(kind, "csv")}
    for form in ("json", "csv"):
        paths[f"/on.{form}"] = {"get": _on_a_day(form)}
    paths["/search.json"] = {"get": _search()}
    paths["/doc/{path}"] = {"get": _document()}
    schemas: dict[str, Any] = {kind.name: _item(kind.table.columns, kind.table.description) for kind in LISTS.values()}
    schemas["on"] = _item(day_table.COLUMNS, day_table.DESCRIPTION)
    schemas["Problem"] = {
        "type": "object",
        "properties": {
            "status": {"type": "integer"},
            "title": {"type": "string"},
            "detail": {"type": "string"},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": __version__,
            "description": "Lists of what the dataset holds, for those who do not write SPARQL.",
            "license": {"name": "Open Government Licence v3.0", "identifier": "OGL-UK-3.0"},
        },
        "servers": [{"url": links.root}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _list(kind: ListKind, form: str) -> dict[str, Any]:
    columns = [column.name for column in kind.table.columns]
    parameters = [
        _parameter(facet.name, f"Only rows with this {facet.name}.", {"type": "string"}) for facet in kind.facets
    ]
    parameters += [
        _parameter("q", "Words that all stand in a row.", {"type": "string"}),
        _parameter(
            "sort",
            "Column to sort by, with a hyphen before it for the last first.",
            {"type": "string", "enum": [*columns, *(f"-{name}" for name in columns)]},
        ),
    ]
    content: dict[str, Any] = {"text/csv": {"schema": {"type": "string"}}}
    if form == "json":
        parameters += [
            _parameter("page", "From 1.", {"type": "integer", "minimum": 1, "default": 1}),
            _parameter(
                "per_page",
                "Rows on a page.",
                {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
            ),
        ]
        content = {"application/json": {"schema": _page(kind)}}
    return {
        "operationId": f"{kind.name}_{form}",
        "summary": f"{kind.table.title} as {form.upper()}",
        "description": kind.table.description,
        "parameters": parameters,
        "responses": {"200": {"description": kind.table.title, "content": content}, "400": _PROBLEM},
    }


def _page(kind: ListKind) -> dict[str, Any]:
    number, address = {"type": "integer"}, {"type": ["string", "null"]}
    return {
        "type": "object",
        "required": ["list", "total", "page", "pages", "per_page", "items"],
        "properties": {
            "list": {"const": kind.name},
            "description": {"type": "string"},
            "total": number,
            "page": number,
            "pages": number,
            "per_page": number,
            "next": address,
            "previous": address,
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{kind.name}"}},
        },
    }


def _item(columns: Sequence[Column], description: str) -> dict[str, Any]:
    properties = {
        column.name: {"type": [_TYPES[column.type], "null"], "description": column.description} for column in columns
    }
    return {"type": "object", "description": description, "properties": properties}


def _on_a_day(form: str) -> dict[str, Any]:
    text, number = {"type": "string"}, {"type": "integer"}
    content: dict[str, Any] = {"text/csv": {"schema": text}}
    if form == "json":
        properties = {
            "day": {"type": "string", "format": "date"},
            "description": text,
            "total": number,
            "overall": {"type": "object", "additionalProperties": number},
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/on"}},
        }
        content = {"application/json": {"schema": {"type": "object", "properties": properties}}}
    return {
        "operationId": f"on_{form}",
        "summary": f"What held on a day as {form.upper()}",
        "description": day_table.DESCRIPTION,
        "parameters": [
            _parameter("day", "Else the last on which something changed.", {"type": "string", "format": "date"}),
            _parameter("authority", "Only this one: the last part of its IRI, or its name.", text),
            _parameter("region", "Only its authorities: the last part of its IRI, or its name.", text),
        ],
        "responses": {"200": {"description": "The day", "content": content}, "400": _PROBLEM, "404": _PROBLEM},
    }


def _search() -> dict[str, Any]:
    text = {"type": "string"}
    hit = dict.fromkeys(("iri", "page", "name", "kind", "of", "matched"), text)
    return {
        "operationId": "search",
        "summary": "Things by name, also misspelt",
        "parameters": [
            _parameter("q", "A name, a part of one, or a code.", text, required=True),
            _parameter("kind", "Only things of this kind.", {"type": "string", "enum": list(kinds())}),
            _parameter("limit", "How many.", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}),
        ],
        "responses": {
            "200": {
                "description": "What was found, the likest first",
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "properties": {
                                "query": text,
                                "items": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {**hit, "score": {"type": "number"}},
                                    },
                                },
                            },
                        }
                    }
                },
            },
            "400": _PROBLEM,
        },
    }


def _document() -> dict[str, Any]:
    forms = {form.media_type: {"schema": {"type": "string"}} for form in FORMS.values()}
    profile = {"type": "string", "enum": [each.token for each in Profile]}
    return {
        "operationId": "describe",
        "summary": "The description of a thing as RDF",
        "description": "The path is that of the thing's IRI after id/. An extension (.ttl, .jsonld, .nt, .rdf, .html) "
        "chooses the form where Accept can't.",
        "parameters": [
            {"name": "path", "in": "path", "required": True, "schema": {"type": "string"}},
            _parameter("_profile", "How much is said.", profile),
        ],
        "responses": {
            "200": {
                "description": "The description",
                "content": {"text/html": {"schema": {"type": "string"}}, **forms},
            },
            "404": _PROBLEM,
            "406": _PROBLEM,
            "410": _PROBLEM,
        },
    }


def _parameter(name: str, description: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "required": required, "schema": schema}
