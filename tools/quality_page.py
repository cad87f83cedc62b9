"""The page on quality in a language, from figures and what people noted beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from quality_words import WORDS, note

from kg.evaluate import ratio

Rows = Sequence[Mapping[str, str]]
OVERALL = (("entities", "entity", ""), ("relations", "relation", ""), ("persons", "entity", "Person"))
OVERALL += (("posts", "relation", "holds"),)


@dataclass(frozen=True, slots=True)
class Notes:
    """What people noted: of the sets, the causes, the facts read by hand, and those of them that were wrong."""

    sets: Rows = ()
    causes: Rows = ()
    sample: Rows = ()
    wrong: Rows = ()


class Page:
    """One page: figures and notes in one language."""

    def __init__(self, figures: Mapping[str, Any], notes: Notes, language: str = "en") -> None:
        self.figures, self.notes, self.language, self.say = figures, notes, language, WORDS[language]
        self.about = {row["set"]: row for row in notes.sets}

    def text(self) -> str:
        """The page as Markdown."""
        parts = [
            [f"# {self.say['title']}\n", self.say["head"]],
            self.gold(),
            self.by_name("entity", "classes"),
            self.by_name("relation", "properties"),
            self.labelled(),
            self.confidence(),
            self.differing(),
            self.by_hand(),
            self.speed(),
        ]
        return "\n".join(line for part in parts for line in part) + "\n"

    def called(self, name: str) -> str:
        """What a set of texts with gold facts is called."""
        own = self.about.get(name, {}).get("name", name) if self.language == "zh" else name.removesuffix(" held back")
        return self.say["held"].format(own) if self.figures["gold"].get(name, {}).get("held") else own

    def sections(self, head: str) -> Iterator[str]:
        """The head of a section and what is said below it."""
        yield f"## {self.say[head]}\n"
        yield f"{self.say[f'{head} head']}\n"

    def gold(self) -> Iterator[str]:
        """The figures on gold facts in all."""
        yield from self.sections("gold")
        yield from self.overall()
        yield ""
        for name in self.figures["gold"]:
            if name in self.about:
                yield "- " + self.say["with colon"].format(f"**{self.called(name)}**") + self.about[name][self.language]
        yield ""

    def overall(self) -> Iterator[str]:
        """The table of all sets, which README shows too."""
        rows = [
            [
                self.called(name),
                str(told["texts"]),
                *(figure(told[kind].get(of) if of else total(told[kind])) for _, kind, of in OVERALL),
            ]
            for name, told in self.figures["gold"].items()
        ]
        yield from table([self.say[word] for word in ("set", "texts", *(head for head, *_ in OVERALL))], rows)

    def by_name(self, kind: str, head: str) -> Iterator[str]:
        """F1 by class or property, a column for each set."""
        sets = self.figures["gold"]
        yield f"### {self.say[head]}\n"
        if f"{head} head" in self.say:
            yield f"{self.say[f'{head} head']}\n"
        names = sorted({name for told in sets.values() for name in told[kind]})
        wanted = {name: sum(told[kind].get(name, (0, 0, 0))[2] for told in sets.values()) for name in names}
        rows = ([name, str(wanted[name]), *(figure(told[kind].get(name)) for told in sets.values())] for name in names)
        yield from table(["", self.say["wanted"], *map(self.called, sets)], rows)
        yield ""

    def labelled(self) -> Iterator[str]:
        """The figures on labelled sentences."""
        if not self.figures["labelled"]:
            return
        yield from self.sections("labelled")
        for name, told in self.figures["labelled"].items():
            readers = [reader for reader in told if reader != "note"]
            labels = sorted({label for reader in readers for label in told[reader]})
            about = self.about.get(name, {})
            yield f"### {about.get('name', name) if self.language == 'zh' else name}\n"
            yield f"{about.get(self.language, '')} {note(told['note'], self.language)}\n".lstrip()
            every = [self.say["all"], *(figure(total(told[reader])) for reader in readers)]
            each = [[label, *(figure(told[reader].get(label)) for reader in readers)] for label in labels]
            yield from table(["", *(self.say[reader] for reader in readers)], [every, *each])
            yield ""

    def confidence(self) -> Iterator[str]:
        """How well the confidence of facts foretells which are right."""
        yield from self.sections("confidence")
        for name, words in (("developed", "made with"), ("held", "held back")):
            if name not in self.figures["reliability"]:
                continue
            found = self.figures["reliability"][name]
            yield self.say[words].format(self.say["comma"].join(map(self.called, found["sets"]))) + "\n"
            bins = (
                [f"{low:.2f}–{high:.2f}", str(n), f"{stated:.3f}", f"{right:.3f}"]
                for low, high, n, stated, right in found["bins"]
            )
            yield from table(self.say["bins"].split("|"), bins)
            yield ""
            kept = ([f"{least:g}", str(n), f"{right:.3f}"] for least, n, right in found["kept"])
            yield from table(self.say["kept"].split("|"), kept)
            yield ""
            yield self.say["brier"].format(found["brier"], found["ece"]) + "\n"

    def differing(self) -> Iterator[str]:
        """What is missed and wrongly found, by its cause."""
        yield from self.sections("causes")
        counted, known = self.figures["causes"], {row["cause"]: row for row in self.notes.causes}
        rows = []
        for cause in sorted({*known, *counted}, key=lambda cause: (-sum(counted.get(cause, (0, 0))), cause)):
            row = known.get(cause, {self.language: cause or self.say["not yet"], "status": ""})
            status = self.say.get(row["status"], row["status"])
            rows.append([row[self.language], *map(str, counted.get(cause, (0, 0))), status])
        yield from table(self.say["cause"].split("|"), rows)
        yield ""

    def by_hand(self) -> Iterator[str]:
        """How many of the facts that a person read were right, and which were wrong."""
        if not self.notes.sample:
            return
        yield from self.sections("by hand")
        told = [
            (row["property"], *(int(row[name]) for name in ("right", "wrong", "unclear"))) for row in self.notes.sample
        ]
        every = (self.say["all"], *(sum(column) for column in list(zip(*told, strict=True))[1:]))
        yield from table(self.say["read"].split("|"), [_read(*row) for row in (every, *told)])
        yield ""
        if self.notes.wrong:
            yield f"{self.say['wrong head']}\n"
            columns = ("fact", "rule", "words", self.language)
            yield from table(
                self.say["wrong"].split("|"), [[row[name] for name in columns] for row in self.notes.wrong]
            )
            yield ""

    def speed(self) -> Iterator[str]:
        """The time it takes."""
        if self.figures["speed"]:
            yield f"## {self.say['speed']}\n"
            yield self.say["speed head"].format(**self.figures["speed"])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown, numbers to the right."""
    yield "| " + " | ".join(head) + " |"
    yield "|---|" + "---:|" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def counter(counts: Sequence[int]) -> Counter[str]:
    """Counts of right, found and wanted under their names."""
    return Counter(dict(zip(("right", "found", "wanted"), counts, strict=True)))


def total(by_name: Mapping[str, Sequence[int]]) -> list[int]:
    """The counts of all names."""
    return [sum(column) for column in zip(*by_name.values(), strict=True)] or [0, 0, 0]


def figure(counts: Sequence[int] | None) -> str:
    """F1 with precision and recall; a dash where there was nothing to find and nothing was found."""
    if not counts or not any(counts):
        return "–"
    told = counter(counts)
    told["wanted"] = max(told["wanted"], told["right"])  # something may count under another class than gold names first
    precision, recall, f1 = ratio(told)
    return f"**{f1:.3f}** ({precision:.2f} / {recall:.2f})"


def _read(name: str, right: int, wrong: int, unclear: int) -> list[str]:
    low, high = interval(right, right + wrong)
    share = f"{right / (right + wrong):.3f} ({low:.2f}–{high:.2f})" if right + wrong else "–"
    return [name, str(right), str(wrong), str(unclear), share]


def interval(right: int, count: int) -> tuple[float, float]:
    """Wilson's interval of 95% for a share.

    >>> [round(end, 3) for end in interval(9, 10)]
    [0.596, 0.982]
    """
    if not count:
        return 0.0, 1.0
    z, share = 1.96, right / count
    middle, width = share + z * z / (2 * count), z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - width) / (1 + z * z / count), (middle + width) / (1 + z * z / count)
