"""What an article has told so far, for words that point back: 该市, 县委书记, 代表团, 双方, 李书记."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg import ontology
from kg.lexicon import Division, Lexicon

_REACH = 300  # how many mentions back a word may point; it bounds the time that a very long text takes
_SHORT = 16  # characters of one name in a list and what joins it to the next
_LEVELS = ("Province", "Prefecture", "County", "Township")


def _is_city(division: Division) -> bool:
    return division.kind == "County" and division.name.endswith(tuple(ontology.words("city_levels")))


@dataclass(slots=True)
class Memory:
    """The divisions, people and bodies named so far, latest last; `text` is the article's."""

    lexicon: Lexicon
    home: tuple[Division, ...] = ()
    text: str = ""
    divisions: list[tuple[int, Division]] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)
    recent: dict[str, str] = field(default_factory=dict)

    def above(self, division: Division) -> list[Division]:
        """The divisions above `division`, nearest first."""
        parent = self.lexicon.division(division.parent)
        return [parent, *self.lexicon.ancestors(parent.code)] if parent else []

    def of_level(
        self, level: str, *, near: Division | None = None, untold: range = range(0), host: Division | None = None
    ) -> Division | None:
        """The division meant by a word for its level: of `near` if given, else the paper's own or the last one named.

        `untold` are the offsets that come after the word in its sentence: 县长 is of no county to which he goes; `host` is
        the division that is told to do something elsewhere.
        """
        level = dict(zip(ontology.words("area_levels"), ontology.words("area_names"), strict=True)).get(level, level)
        if near is not None:
            return next((d for d in (near, *self.above(near)) if _is_of(d, level)), None)
        own = self.own(level)
        told = [division for at, division in reversed(self.divisions) if at not in untold]
        if own is None and host is not None and _is_of(host, level):
            return host
        return own or next((d for d in told if _is_of(d, level)), None) or self._from_parents(level, told)

    def own(self, level: str) -> Division | None:
        """The paper's own division of the level."""
        return next((d for d in self.home if _is_of(d, level)), None)

    def _from_parents(self, level: str, told: list[Division]) -> Division | None:
        # 市委 after a county only: the city that the county belongs to
        for division in told:
            for above in self.above(division):
                if _is_of(above, level):
                    return above
        return None

    def pair(self, kind: str) -> list[Division]:
        """The two divisions of one level that the article speaks of most: what 两省, 两市, 双方 mean."""
        counts = Counter(d.code for _, d in self.divisions)
        known = {d.code: d for _, d in self.divisions}
        pairs = []
        for level in [kind] if kind else _LEVELS:
            ranked = [
                known[c]
                for c, _ in counts.most_common()
                if known[c].kind == level or (level == "Prefecture" and _is_city(known[c]))
            ]
            others = [d for d in ranked[1:] if d not in self.above(ranked[0]) and ranked[0] not in self.above(d)]
            if others:
                pairs.append((min(counts[ranked[0].code], counts[others[0].code]), [ranked[0], others[0]]))
        return max(pairs, key=lambda p: p[0])[1] if pairs else []

    def unlisted(self, kind: str, name: str) -> Division | None:
        """The village or township of this name that was told before and is in no table."""
        return next((d for _, d in reversed(self.divisions) if d.kind == kind and d.name == name), None)

    def village(self, before: int) -> Division | None:
        """The village named last before this offset, unless the text has gone on to another county or township since."""
        told = [division for at, division in self.divisions if at < before]
        last = next((n for n in reversed(range(len(told))) if told[n].kind == "Village"), None)
        if last is None:
            return None
        over = {d.code for d in self.above(told[last])}
        elsewhere = any(d.kind in {"County", "Township"} and d.code not in over for d in told[last + 1 :])
        return None if elsewhere else told[last]

    def saw(self, position: int, division: Division) -> None:
        """Note that the division was named at this offset of the article."""
        self.divisions.append((position, division))
        del self.divisions[:-_REACH]

    def are_joined(self, one: int, other: int) -> bool:
        """Whether the names at these offsets stand side by side: 南京市、徐州市的客商."""
        between = self.text[one:other] if one >= 0 else ""
        return len(between) <= _SHORT and between.endswith(("、", *ontology.words("and")))


def _is_of(division: Division, level: str) -> bool:
    return division.name.endswith(level) and division.kind != "Country"
