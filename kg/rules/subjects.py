"""What the figures of a sentence are of: the name beside them, the topic of the sentence, or what a word points back to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.kinds import ROOM
from kg.mentions.heads import DIVISIONS, EVENTS
from kg.mentions.measures import Figure, words
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.words import word_set, words_of
from kg.rules.clauses import Clauses, listed, longer, pattern
from kg.rules.link import Linker

_BODIES = frozenset({"Enterprise", "Organization", "Department", "Government", "Institution"})
_BROUGHT_UP = frozenset({"Project", "Park", "CooperationZone", "Zone", "Venue", "Agreement", "Signing"})
BESIDE, TOPIC, POINTED = "measure-of", "measure-of-topic", "measure-of-pronoun"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is of, where its name ends in the sentence, and the rule that found it."""

    ident: str
    end: int
    rule: str


@dataclass(slots=True)
class Subjects:
    """The subjects of the figures of one sentence; `earlier` are the sentences before it, `found` those known so far."""

    clauses: Clauses
    figures: list[Figure]
    linker: Linker
    earlier: list[Scene]
    found: list[Subject | None] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentence's text."""
        return self.clauses.text

    def of(self, number: int) -> Subject | None:
        """The entity that the figure of this number is of; None where the sentence leaves a doubt."""
        while len(self.found) <= number:  # the figures before it first: they may share its subject
            self.found.append(self._of(len(self.found)))
        return self.found[number]

    def _of(self, number: int) -> Subject | None:
        figure, last = self.figures[number], self._last_of_list(number)
        if self.text.startswith(words()["of"], last.end):  # 占地5亩、总投资2亿元的…项目
            ahead = self._after(last, last.end + len(words()["of"]), self._fits)
            if ahead is not None or last is figure:
                return self._if_fit(figure, ahead)
        return self._built(figure) or self._before(number)

    def _last_of_list(self, number: int) -> Figure:
        figure = self.figures[number]
        for following in self.figures[number + 1 :]:
            if self.text[figure.end : following.start] != "、":
                break
            figure = following
        return figure

    def _after(self, figure: Figure, at: int, fits: Callable[[Node, Figure], bool]) -> Subject | None:
        """总投资38亿元的X项目: the whole name that follows, with the places before it."""
        starting, node = self.clauses.scene.node_starting, self.clauses.scene.node_starting(at)
        while node is not None and not (fits(node, figure) and self.clauses.is_whole(node)):
            node = starting(node.end) if node.kind in DIVISIONS or node.kind == "Time" else None
        if node is None or node.generic or self._is_shared(node) or not self._opens_phrase(figure):
            return None
        return self._named(node, BESIDE)

    def _is_shared(self, node: Node) -> bool:
        """Whether a list goes on after the name (A项目、B项目) without a figure for what follows."""
        following = (n.start for n in self.clauses.scene.nodes if n.start >= node.end and n.kind == node.kind)
        until = next(following, len(self.text))
        own = any(node.end < other.start < until for other in self.figures)
        return self.clauses.goes_on(node.end) and not own

    def _opens_phrase(self, figure: Figure) -> bool:
        """Whether nothing narrows the quantity down (固定资产|投资5亿元的项目)."""
        at = self.clauses.stripped(figure.start, "filler", places=False)
        if at == self.clauses.start(at) or self.clauses.scene.node_ending(at) is not None:
            return True
        start, _ = self.clauses.scene.word_before(at)
        return self.text[at - 1] in ("、", *words()["opens_phrase"]) or self.text[start:at] in word_set("verbs")

    def _built(self, figure: Figure) -> Subject | None:
        """投资38亿元建设X项目, 投资38亿元建设的X项目."""
        match = listed("builds").match(self.text, figure.end)
        if match is None or "Project" not in figure.quantity.of or "money" not in figure.quantity.units:
            return None
        mark = listed("built_of").match(self.text, match.end())
        # who builds it and for how much tells which one, whatever its name is made of
        return self._after(figure, mark.end() if mark else match.end(), lambda n, f: n.kind in f.quantity.of)

    def _before(self, number: int) -> Subject | None:
        figure, last = self.figures[number], self.figures[number - 1] if number else None
        at = self.clauses.stripped(figure.start, "filler", places=False)
        start = self.clauses.start(figure.start)
        if last is not None and start < last.end <= at and not self.text[last.end : at].strip("、"):
            return self._same(number)
        node = self.clauses.scene.node_ending(at)
        if node is not None and node.kind != "Time":
            return self._beside(node, figure)
        if (work := self._work(self.text[start : figure.start], start, figure)) is not None or at > start:
            return work
        if last is not None and last.end < start and self._is_linked(last.end, start):
            return self._same(number)
        if self.text[start - 1 : start] == "（":
            node = self.clauses.scene.node_ending(start - 1)
            return self._beside(node, figure) if node is not None else None
        return self._topic(start, figure)

    def _is_linked(self, end: int, start: int) -> bool:
        """Whether nothing stands between two figures but the building of it or more on the first (同比增长5%)."""
        between = (n for n in self.clauses.scene.nodes if end <= n.start < start)
        if any(n.kind != "Time" for n in between) or self.text[start - 1] == "（":
            return False
        built = listed("builds").match(self.text, end)
        return self._same_topic(built.end() if built else end, start)

    def _same_topic(self, end: int, start: int) -> bool:
        """Whether all between `end` and `start` says more of the same; clauses with figures of their own do."""
        for figure in self.figures:
            if end <= figure.start < start and self.clauses.start(figure.start) > end:
                opening = self.clauses.start(figure.start)
                at = self.clauses.stripped(figure.start, "filler", places=False)
                if at != opening or not self.clauses.same_topic(end, opening - 1):
                    return False
                end = figure.end
        return self.clauses.same_topic(end, start)

    def _same(self, number: int) -> Subject | None:
        """The subject of the figure before this one."""
        figure, found = self.figures[number], self.found[number - 1]
        if found is None or found.end > figure.start:
            return None
        return self._if_fit(figure, replace(found, rule=TOPIC))

    def _if_fit(self, figure: Figure, subject: Subject | None) -> Subject | None:
        fits = subject and self.linker.book.entities[subject.ident].kind in figure.quantity.of
        return subject if fits else None

    def _beside(self, node: Node, figure: Figure) -> Subject | None:
        """X项目|总投资38亿元, or X项目由Y公司|投资38亿元."""
        by = next((w for w in words()["by"] if self.text.endswith(w, 0, node.start)), "")
        if by and node.kind in _BODIES and "Project" in figure.quantity.of:
            built = self.clauses.scene.node_ending(node.start - len(by))
            return self._beside(built, figure) if built is not None else None
        if not self._fits(node, figure) or self.clauses.is_several(node) or self.clauses.is_place(node):
            return None
        opening = self.clauses.stripped(node.start, "filler", places=False)
        if _points(node) and opening > self.clauses.start(node.start):
            return None  # 雨湖镇|项目: of whom nobody can tell
        return self._named(node, POINTED if node.generic else BESIDE)

    def _work(self, word: str, start: int, figure: Figure) -> Subject | None:
        """大桥全长…, 该隧道全长…: the one thing named last whose name ends so."""
        ends = words()["works"].get(_bare(word))
        for clauses, nodes in self._sentences_before(start) if ends else ():
            if fit := [n for n in nodes if self._fits(n, figure) and not n.generic]:
                named = [n for n in fit if n.name.endswith(tuple(ends))]
                return None if any(clauses.is_part(n) for n in named) else self._one(named, start + len(word))
        return None

    def _topic(self, start: int, figure: Figure) -> Subject | None:
        """X项目今天开工，总投资38亿元: what opened a clause of the sentence last, or closed the clause before."""
        if self.text[start - 1 : start] not in ("，", " ", "\u3000"):
            return None
        opening, nodes = self.clauses.opening(start), self.clauses.scene.nodes
        fit = [n for n in nodes if opening <= n.start and n.end < start and self._fits(n, figure)]
        topic = self._topic_of(fit, start, figure)
        if topic is None or self.clauses.is_several(topic) or self.clauses.goes_on(topic.end):
            return None
        several = "money" in figure.quantity.units and topic.kind not in EVENTS
        several = several and pattern("several").search(self.text, topic.end, start) is not None
        return self._named(topic, TOPIC) if not several and self._same_topic(topic.end, start) else None

    def _topic_of(self, fit: list[Node], start: int, figure: Figure) -> Node | None:
        topic = next((n for n in reversed(fit) if self.clauses.opens(n) and self.clauses.is_whole(n)), None)
        last = next((n for n in fit if n.end == start - 1 and n.kind in _BROUGHT_UP), None)
        if last is None or last is topic or not self.clauses.is_object(last):
            return topic
        rank = figure.quantity.of.index
        nearer = topic is None or rank(last.kind) < rank(topic.kind)
        return last if nearer and sum(n.kind == last.kind for n in fit) == 1 else None

    def _fits(self, node: Node, figure: Figure) -> bool:
        return node.kind in figure.quantity.of and not node.members and not self._is_common(node)

    def _is_common(self, node: Node) -> bool:
        """技术改造项目: no word in it is a name of its own, so that it may be any or many; 如果|X项目 is misread."""
        if node.finder != "grammar" or node.generic or "”" in node.name:
            return False
        if _is_class(node) or any(longer(name).match(node.name) for name in ("never", "expects", "beside")):
            return True
        if node.where or any(not n.generic for n in node.inner) or self._holds_listed(node.name):
            return False
        return all(len(word) > 1 and word not in word_set("proper") for word in words_of(node.name))

    def _holds_listed(self, name: str) -> bool:
        return any(hit.full and hit.end - hit.start > 2 for hit in self.linker.lexicon.hits(name))

    def _named(self, node: Node, rule: str) -> Subject | None:
        if _points(node) and node.kind not in EVENTS:
            return self._one(self._like(node), node.end)
        ident = self._ref(node)
        return Subject(ident, node.end, rule) if ident else None

    def _one(self, named: Iterable[Node], end: int) -> Subject | None:
        found = {self._ref(node) for node in named}
        ident = found.pop() if len(found) == 1 else ""
        return Subject(ident, end, POINTED) if ident else None

    def _ref(self, node: Node) -> str:
        if node.kind not in EVENTS:
            return node.ref
        events = (e for e in self.linker.book.entities.values() if e.kind == node.kind and not node.generic)
        return next((e.id for e in events if node.name in (e.name, *e.aliases)), "")

    def _like(self, node: Node) -> list[Node]:
        """The things of its kind in the latest sentence that names any, up to this word."""
        room, ends = ROOM[node.kind], tuple(words()["works"].get(_bare(node.name), ("",)))
        for clauses, nodes in self._sentences_before(node.start):
            if alike := [n for n in nodes if ROOM.get(n.kind) == room and not n.generic]:
                doubtful = any(clauses.is_part(n) or clauses.is_predicate(n) or _is_class(n) for n in alike)
                return [] if doubtful else [n for n in alike if n.name.endswith(ends)]
        return []

    def _sentences_before(self, at: int) -> Iterator[tuple[Clauses, list[Node]]]:
        yield self.clauses, [n for n in _all(self.clauses.scene) if n.end <= at]
        yield from ((Clauses(scene), _all(scene)) for scene in reversed(self.earlier))


def _all(scene: Scene) -> list[Node]:
    """The names of a sentence; X项目开工仪式 names the project too."""
    return [n for node in scene.nodes for n in (node, *(node.inner if node.kind in EVENTS else ()))]


def _points(node: Node) -> bool:
    """Whether the word says again what was named before; 全县 is known at once."""
    return node.generic and not node.ref


def _is_class(node: Node) -> bool:
    """Whether the name is one for many things: 重大项目, 新疆高速公路."""
    place = next((n for n in node.inner if n.start == node.start and n.kind in DIVISIONS), None)
    bare = place is not None and node.name[place.end - place.start :] in words()["works"]
    return bare or node.name.endswith(tuple(words()["classes"]))


def _bare(word: str) -> str:
    """该桥 is 桥."""
    return next((word.removeprefix(this) for this in words()["this"] if word.startswith(this)), word)
