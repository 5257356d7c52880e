"""What is likely wrong with a query that does not follow the grammar, and where.

The engine says how far its furthest attempt came, which is often past the fault and speaks of what nobody meant. Common
faults are found here by the tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectgraph.asking.tokens import Token

_MODIFIERS = {"ORDER", "GROUP"}
_TERMS = frozenset({"iri", "string", "variable", "blank", "name", "number"})
_CONSTANTS = frozenset({"a", "true", "false"})
_OPENS, _CLOSES = "{([", "})]"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a query.

    Attributes:
        start: Where, as an offset.
        message: What is wrong, in words.
        expected: What might stand there.
    """

    start: int
    message: str
    expected: tuple[str, ...]


def diagnose(found: Sequence[Token], length: int) -> Fault | None:
    """The first common fault among the tokens of a query; none when there is no such.

    Args:
        found: The tokens.
        length: Of the query.
    """
    faults = [*_words(found, length), *_brackets(found, length), *_triples(found)]
    return min(faults, key=lambda fault: fault.start, default=None)


def _words(found: Sequence[Token], length: int) -> Iterator[Fault]:
    for index, token in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else Token("end", "", length)
        word, following = token.text.upper(), after.text.upper()
        if token.kind == "other" and token.text in "\"'":
            yield Fault(token.start, "the string is not closed", (token.text,))
        elif token.kind != "word":
            continue
        elif word in _MODIFIERS and following != "BY":
            yield Fault(after.start, f'"BY" is missing after {word}', ("BY",))
        elif word in ("LIMIT", "OFFSET") and not after.text.isdecimal():
            yield Fault(after.start, f"{word} wants a whole number", ("a number",))
        elif word == "FILTER" and after.kind not in ("word", "iri", "name") and after.text != "(":
            yield Fault(after.start, "the condition of a FILTER stands in brackets", ("(", "EXISTS", "a function"))
        elif word == "SELECT" and (after.text == "{" or following in ("WHERE", "FROM")):
            yield Fault(after.start, "SELECT says nothing of what to select", ("a variable", "*"))


def _brackets(found: Sequence[Token], length: int) -> Iterator[Fault]:
    open_: list[Token] = []
    for token in found:
        if token.kind != "other":
            continue
        if token.text in _OPENS:
            open_.append(token)
        elif token.text in _CLOSES:
            closing = _CLOSES[_OPENS.index(open_[-1].text)] if open_ else ""
            if token.text != closing:
                what = f'"{closing}" is missing before "{token.text}"' if closing else f'a "{token.text}" is too many'
                yield Fault(token.start, what, (closing,) if closing else ())
                return
            open_.pop()
    if open_:
        closing = _CLOSES[_OPENS.index(open_[-1].text)]
        yield Fault(length, f'a "{closing}" is missing', (closing,))


def _triples(found: Sequence[Token]) -> Iterator[Fault]:
    """Groups that end, or go on, after one or two terms of a triple."""
    terms, data = 0, False
    for token in found:
        if token.text.upper() == "VALUES":
            data = True
        elif data:
            data = token.text != "}"
        elif token.kind in _TERMS or token.text in _CONSTANTS:
            terms += 1
        elif token.kind == "other" and token.text in "}." and terms in (1, 2) and token.text:
            part = "predicate and object" if terms == 1 else "object"
            yield Fault(
                token.start, f"the triple is not complete: its {part} {'are' if terms == 1 else 'is'} missing", (part,)
            )
            return
        else:
            # Whatever is no plain triple is left to the engine.
            terms = 0 if token.kind == "other" and token.text in "{}." else 99
