"""What characters become in the canonical text: one form for quotes, dashes, spaces, ligatures and bullets."""

from __future__ import annotations

import re
from functools import lru_cache

#: Glyphs that documents put before a list item: bullets, private-use symbols of Word's fonts, dashes.
BULLETS = "•▪■◼●◦‣∙·–—―─−\x83\u2012-\uf02d\uf06e\uf0a7\uf0b7\uf0be\uf0d8\uf076\uf0fc\uf06c\uf0bc\uf0a8\uf071\uf0e0"

_TRANSLATION = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"',
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
        "\u2212": "–", "\u2012": "–", "\u2015": "–", "\u2500": "–", "\u2010": "-", "\u2011": "-",
        "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u2002": " ", "\u2003": " ", "\t": " ",
        "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "\u00ad": None,
        "\u0335": None, "\u0336": None, "\u2026": "...",
    }
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\v]+")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def clean(text: str) -> str:
    """One line in canonical characters, without white space at its ends.

    Quotes become straight, ligatures letters, every space the plain one; what has no
    meaning as text (control characters, private-use glyphs, soft hyphens) goes.
    """
    # In most lines there is nothing to translate but this; looking is much cheaper than translating each.
    plain = text.isascii() and text.isprintable()
    text = text.replace("`", "'") if plain else text.translate(_TRANSLATION)
    if "**" in text or "__" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if not plain:
        text = _CONTROL.sub("", text)
    # Most lines have no two spaces together; looking is much cheaper than replacing each by itself.
    return (_SPACES.sub(" ", text) if "  " in text or "\v" in text else text).strip()


@lru_cache(maxsize=4)
def fold(text: str) -> str:
    """The text in lower case, each character in its place. Many rules read a whole document so: it is made once."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


_BULLET_LINE = re.compile(rf"\s*(?:[{re.escape(BULLETS)}]|[o*](?=\s))\s*(?=\S)")


def bullet_of(raw: str) -> tuple[str, str] | None:
    """The bullet that a line starts with, and the rest of the line.

    A hyphen or a dash counts only when white space follows, so that "-5%" stays whole.
    """
    match = _BULLET_LINE.match(raw)
    if match is None:
        return None
    glyph = match.group().strip()
    if glyph in "-–—" and not match.group().endswith((" ", "\t")):
        return None
    return glyph, raw[match.end() :]
