"""Grades as people see them: a word, a colour, and bars that say how high."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup, escape

#: By the concept's slug: the style, and how many of four bars stand. The outcomes of area SEND inspections have no rank.
_STYLES = {
    "outstanding": ("outstanding", 4),
    "good": ("good", 3),
    "requires-improvement": ("improve", 2),
    "adequate": ("improve", 2),
    "satisfactory": ("improve", 2),
    "inadequate": ("inadequate", 1),
}
#: Styles from the best down, with what they are called where one word stands for several grades.
STYLES = (
    ("outstanding", "Outstanding"),
    ("good", "Good"),
    ("improve", "Requires improvement"),
    ("inadequate", "Inadequate"),
)
_SHORT = {"requires-improvement": "Requires improvement"}


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of the scheme.

    Attributes:
        slug: Of the concept.
        label: In full.
        rank: 1 is the best; none for what cannot be ranked.
    """

    slug: str
    label: str
    rank: int | None = None

    @property
    def short(self) -> str:
        """A label for narrow places."""
        return _SHORT.get(self.slug, self.label)

    @property
    def style(self) -> str:
        """The end of the class in the style sheet."""
        return _STYLES.get(self.slug, ("none", 0))[0]

    @property
    def bars(self) -> int:
        """How many of four bars stand; 0 for a grade without rank."""
        return _STYLES.get(self.slug, ("none", 0))[1]


@lru_cache(maxsize=4096)
def chip(grade: Grade | None, href: str | None = None) -> Markup:
    """A grade on its colour, as a link when there is somewhere to lead; nothing for none."""
    if grade is None:
        return Markup("")
    inside = bars(grade.bars) + escape(grade.short)
    if href:
        return Markup('<a class="grade g-{}" href="{}">{}</a>').format(grade.style, href, inside)
    return Markup('<span class="grade g-{}">{}</span>').format(grade.style, inside)


@cache
def bars(count: int) -> Markup:
    """Four bars of which some stand; nothing for none."""
    if not count:
        return Markup("")
    drawn = Markup("").join(
        Markup('<rect{} x="{}" y="{}" width="3" height="{}"/>').format(
            Markup("") if place < count else Markup(' class="off"'), 1 + 4 * place, 12 - 3.5 * place, 3 + 3.5 * place
        )
        for place in range(4)
    )
    return Markup('<svg viewBox="0 0 17 16" aria-hidden="true" focusable="false">{}</svg>').format(drawn)
