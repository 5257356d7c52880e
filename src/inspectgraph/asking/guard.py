"""What a query may do: read the graphs of the dataset, and nothing else.

Oxigraph never loads a graph that `FROM` names, but `SERVICE` asks the network, and there is no switch for it. So a
query is cut into tokens first: the word counts only where it stands as a word, not in a string, a comment, an IRI or a
name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urljoin

from inspectgraph.asking.diagnosis import diagnose
from inspectgraph.asking.tokens import Token, tokens
from inspectgraph.errors import QueryError

#: Much deeper ones are more than the engine's stack can bear.
_DEEPEST = 200
#: What the engine offers where a triple was meant.
_NEVER_MEANT = frozenset({"LATERAL", "SERVICE"})
_ESCAPE = re.compile(r"\\[uU][0-9A-Fa-f]*")
#: Virtuoso's functions, built in and in SQL, and Jena's, which are classes of Java.
_ENGINES_OWN = ("bif:", "sql:", "java:")
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


class QuerySyntaxError(QueryError):
    """A query that does not follow the grammar of SPARQL.

    Attributes:
        line, column: Where, from 1.
        expected: What might stand there; empty where nothing useful is known.
    """

    def __init__(self, message: str, query: str, line: int, column: int, expected: tuple[str, ...] = ()) -> None:
        super().__init__(
            f"The query is wrong at line {line}, column {column}: {message}", _pointer(query, line, column)
        )
        self.line, self.column, self.expected = line, column, expected


def check(
    query: str,
    prefixes: dict[str, str],
    base: str,
    is_graph: Callable[[str], bool],
    services: frozenset[str] = frozenset(),
) -> None:
    """Refuses whatever does more than read the graphs of the dataset.

    Args:
        query: SPARQL.
        prefixes: Those that hold unless the query declares its own.
        base: Against which relative IRIs are resolved.
        is_graph: Whether the dataset has a graph of that IRI.
        services: Endpoints that may be called all the same, by IRIs that stand in the query in full.

    Raises:
        QueryError: An update, another `SERVICE`, or a `FROM` with a graph that the dataset does not have; it says which.
    """
    found = list(tokens(query))
    position, prefixes, base = _prologue(found, prefixes, base)
    _check_form(query, found[position] if position < len(found) else None)
    depth = 0
    for index, token in enumerate(found):
        depth += (token.text in ("{", "(", "[")) - (token.text in ("}", ")", "]"))
        if depth > _DEEPEST:
            raise QueryError(f"The query has more than {_DEEPEST} brackets within each other.", "Write it flatter.")
        following = found[index + 1 : index + 3]
        before = found[index - 1].text.upper() if index else ""
        if _calls_service(token, before, following):
            if _service(token, following, prefixes) in services:
                continue
            raise QueryError(
                "SERVICE is refused: a query reads this dataset and asks no other endpoint.",
                "Load the other data into a store of your own beside the build's graph.nq, and ask there.",
            )
        if token.kind == "word" and token.text.upper() == "FROM":
            _check_graph(following, prefixes, base, is_graph)


def check_elsewhere(query: str, prefixes: dict[str, str], base: str) -> None:
    """Refuses what an engine that is not ours might take for something else than we do.

    That are names of functions that run code or ask the network, and escapes by code points: the standard has them
    decoded before anything else, so that they may end a string or a comment, which ours does not do.

    Raises:
        QueryError: The query has such a name or escape.
    """
    if escape := _ESCAPE.search(query):
        raise QueryError(
            f"{escape[0]} is refused: engines differ in what an escape by a code point stands for.",
            "Write the character itself.",
        )
    found = list(tokens(query))
    _, prefixes, base = _prologue(found, prefixes, base)
    for token in found:
        if token.kind in ("iri", "name") and (iri := _iri(token, prefixes, base)).lower().startswith(_ENGINES_OWN):
            raise QueryError(
                f"{iri} is refused: it calls a function of the store, which may do more than read the dataset.",
                "SPARQL 1.1 has functions of its own: STR, REGEX, REPLACE, ...",
            )


def prologue(query: str, prefixes: dict[str, str], base: str) -> str:
    """What a query has to begin with where an engine knows neither the base nor the prefixes; it has no line end.

    Raises:
        QueryError: It is not clear what the tokens of the query are.
    """
    found = list(tokens(query))
    start, declared, _ = _prologue(found, {}, base)
    used = {token.text.partition(":")[0] for token in found[start:] if token.kind == "name"}
    wanted = sorted((used - declared.keys()) & prefixes.keys())
    return f"BASE <{base}> " + "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in wanted)


def syntax_error(error: SyntaxError, query: str) -> QuerySyntaxError:
    """The engine's complaint, in words for a person."""
    place = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", str(error), re.DOTALL)
    if place is None:
        return QuerySyntaxError(str(error), query, 1, 1)
    line, column = int(place[1]), int(place[2])
    # Classes of single characters, which stand in square brackets, say nothing to people.
    wanted = re.findall(r'"([^"\s]+)"|([A-Za-z][A-Za-z ]+)', re.sub(r"\['\]'\]|\[[^\]]*\]|<unreported>", "", place[3]))
    expected = tuple(quoted or words.strip() for quoted, words in wanted)
    expected = tuple(each for each in expected if each not in _NEVER_MEANT)
    offset = sum(len(each) for each in query.splitlines(keepends=True)[: line - 1]) + column - 1
    for said in expected:
        if said == "Prefix not found":
            return QuerySyntaxError(_undeclared(query, offset), query, line, column)
        if " " in said:
            return QuerySyntaxError(f"{said}.", query, line, column)
    if fault := diagnose(list(tokens(query)), len(query)):
        line, column = _place(query, fault.start)
        return QuerySyntaxError(f"{fault.message}{_wanted(fault.expected)}.", query, line, column, fault.expected)
    here = query[offset:].split(maxsplit=1)
    stands = f'"{here[0]}" is not understood' if here else "something is missing at the end"
    return QuerySyntaxError(f"{stands}{_wanted(expected)}.", query, line, column, expected)


def shown_variables(query: str, variables: tuple[str, ...]) -> tuple[str, ...]:
    """The variables of a SELECT in the order in which the query has them; the engine sorts those of `SELECT *`."""
    found = list(tokens(query))
    head = [token.text.upper() for token in found]
    select = head.index("SELECT") if "SELECT" in head else len(head)
    star = next((text for text in head[select + 1 :] if text not in ("DISTINCT", "REDUCED")), "")
    if star != "*":
        return variables
    order = dict.fromkeys(token.text[1:] for token in found if token.kind == "variable")
    return tuple(name for name in order if name in variables)


def _undeclared(query: str, offset: int) -> str:
    names = [token for token in tokens(query) if token.kind == "name" and token.start <= offset]
    return f"the prefix {names[-1].text.split(':')[0]}: is not declared." if names else "a prefix is not declared."


def _wanted(expected: tuple[str, ...]) -> str:
    if not expected:
        return ""
    return (
        f"; expected {', '.join(expected[:-1])} or {expected[-1]}" if len(expected) > 1 else f"; expected {expected[0]}"
    )


def _prologue(found: list[Token], prefixes: dict[str, str], base: str) -> tuple[int, dict[str, str], str]:
    position, prefixes = 0, dict(prefixes)
    while position < len(found):
        word = found[position].text.upper()
        if word == "BASE" and position + 1 < len(found):
            base = urljoin(base, found[position + 1].text[1:-1])
            position += 2
        elif word == "PREFIX" and position + 2 < len(found):
            prefixes[found[position + 1].text[:-1]] = urljoin(base, found[position + 2].text[1:-1])
            position += 3
        else:
            break
    return position, prefixes, base


def _check_form(query: str, token: Token | None) -> None:
    word = token.text.upper() if token else ""
    if word in _UPDATES:
        raise QueryError(
            f"{word} is refused: it is an update, and a build is read only.",
            "What a graph holds follows from its documents and the curator's files; change those and build again.",
        )
    if word not in _FORMS:
        line, column = _place(query, token.start if token else len(query))
        message = f'"{token.text}" begins no query' if token else "there is no query"
        expected = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
        raise QuerySyntaxError(f"{message}{_wanted(expected)}.", query, line, column, expected)


def _calls_service(token: Token, before: str, following: list[Token]) -> bool:
    """Whether a token calls another endpoint; the engine wants no space around the word ("SERVICE:name {")."""
    if token.kind == "word":
        return "SERVICE" in token.text.upper()
    if token.kind != "name" or "SERVICE" not in token.text.split(":")[0].upper():
        return False
    return before != "GRAPH" and bool(following) and following[0].text == "{"


def _check_graph(following: list[Token], prefixes: dict[str, str], base: str, is_graph: Callable[[str], bool]) -> None:
    named = following[1:] if following and following[0].text.upper() == "NAMED" else following
    token = named[0] if named else None
    if token is None or token.kind not in ("iri", "name"):
        return
    check_known(_iri(token, prefixes, base), is_graph)


def check_known(graph: str, is_graph: Callable[[str], bool]) -> None:
    """Refuses a graph that the dataset does not have.

    Raises:
        QueryError: The dataset has no graph of that IRI.
    """
    if not is_graph(graph):
        raise QueryError(
            f"The dataset has no graph {graph}: FROM names graphs of the dataset, it loads nothing.",
            "Leave FROM out to ask the default graph; SELECT DISTINCT ?g { GRAPH ?g {} } lists the named graphs.",
        )


def _service(token: Token, following: list[Token], prefixes: dict[str, str]) -> str:
    """The endpoint that a SERVICE surely calls; empty where the text leaves room for doubt."""
    if token.text.upper() != "SERVICE":
        return ""
    silent = following and following[0].text.upper() == "SILENT"
    named = following[1:] if silent else following[:1]
    return _iri(named[0], prefixes, "") if named and named[0].kind in ("iri", "name") else ""


def _iri(token: Token, prefixes: dict[str, str], base: str) -> str:
    """The IRI that a token of kind `iri` or `name` stands for."""
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1])
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, "") + local.replace("\\", "")


def _place(query: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1."""
    before = query[:offset]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _pointer(query: str, line: int, column: int) -> str:
    lines = query.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1].replace("\t", " ")
    return f"{shown}\n{' ' * (column - 1)}^"
