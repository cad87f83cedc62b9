"""The pattern language of `ontology/rules/*.yaml`, compiled to regular expressions over coded sentences.

In a coded sentence each mention is one private character that tells its class, so that a pattern needs no segmentation:

    {People}      a mention of the class; {a:Party} gives it a name, {Stop+} is a list of them
    <attend>      any word of the list `attend` in lexicon/words.tsv; <!attend>  none of them right before
    ..            anything within the clause, …  anything within the sentence
    …!Work        anything within the sentence but a mention of the class
    ...           anything within the sentence in which nobody else is named
    …、           items of a list, if there are any, that name nothing known
    [x]  (a|b)    optional, alternatives; all else stands for itself
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import DIVISIONS
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.model import YutuError

_KINDS = [
    "People",
    "Post",
    "Time",
    "Country",
    "Province",
    "Prefecture",
    "County",
    "Township",
    "Village",
    "Region",
    "Route",
    "Venue",
    "Zone",
    "Park",
    "CooperationZone",
    "Organization",
    "PartyCommittee",
    "Government",
    "PeoplesCongress",
    "Cppcc",
    "Department",
    "Enterprise",
    "Institution",
    "Media",
    "Delegation",
    "WorkTeam",
    "Project",
    "Initiative",
    "Document",
    "Agreement",
    "Policy",
    "Meeting",
    "Ceremony",
    "Signing",
    "Activity",
    "Pair",
]
CODE = {kind: chr(0xE000 + number) for number, kind in enumerate(_KINDS)}
_DIVISION = "Province Prefecture County Township Village"
_BODY = "Organization PartyCommittee Government PeoplesCongress Cppcc Department Enterprise Institution Media"
_ZONE = "Zone Park CooperationZone"
# what one goes to see: not a committee or a congress, which are quoted rather than visited
_SITE = f"Venue Route Region {_ZONE} Organization Government Department Enterprise Institution Project"
GROUPS = {
    "Division": f"Country {_DIVISION}",
    "Body": _BODY,
    "Zone": _ZONE,
    "Place": f"Country {_DIVISION} Region Route Venue {_ZONE}",
    "Area": f"Country {_DIVISION} Region Venue {_ZONE}",
    "Party": f"Country {_DIVISION} {_BODY} {_ZONE} Pair",
    "Host": f"Country {_DIVISION} {_BODY} {_ZONE}",
    "Stop": f"{_DIVISION} {_SITE}",
    "Site": f"{_SITE} Township Village",
    "Seat": f"{_SITE} Township Village Cppcc PeoplesCongress PartyCommittee",
    "Several": "Pair",
    "Work": f"Project Route Venue {_ZONE}",
    "Plant": "Enterprise Institution Venue Project",
    "Scheme": f"Project Route Venue Initiative {_ZONE}",
    "Thing": f"{_SITE.replace('Region ', '')} Township Village",
    "Team": "Delegation WorkTeam",
    "Actor": "People Delegation WorkTeam",
    "Subject": f"People Delegation WorkTeam {_BODY} {_DIVISION}",
    "Event": "Meeting Ceremony Signing Activity",
    "Paper": "Document Agreement Policy",
}
_ACTORS = f"{CODE['People']}{CODE['Delegation']}{CODE['WorkTeam']}"
_CLAUSE = f"[^，。；！？{_ACTORS}]{{0,28}}?"  # another person or team in between would be the one who acts
_BRACKET = "(?:（[^（）]{1,10}）)?"  # 校长（副部长级）、党委副书记
_SAME = f"[^。；！？{_ACTORS}]{{0,90}}?"
_SENTENCE = "[^。；！？]{0,90}?"
_SENTENCE_BUT = "[^。；！？"
_TOKEN = re.compile(
    r"\{(?:(?P<name>\w+):)?(?P<cls>\w+)(?P<many>\+?)\}|<(?P<not>!?)(?P<list>\w+)>|…!(?P<but>[A-Za-z]+)|(?P<same>\.\.\.)|(?P<clause>\.\.)|(?P<items>…、)|(?P<any>…)|(?P<mark>[\[\]()|^$?])"
)


class RuleError(YutuError):
    """A rule of the ontology folder is malformed."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern.

    `names` are those of its placeholders by group number, `needs` the codes of which a sentence must have one each,
    `text` is how it is written.
    """

    source: str
    names: tuple[str, ...]
    needs: tuple[frozenset[str], ...] = ()
    text: str = ""

    @property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a sentence first needs it: one page meets few of the rules. Raises `RuleError`."""
        return _compiled(self.source)

    def may_match(self, codes: frozenset[str]) -> bool:
        """Whether a sentence with mentions of these codes has what the pattern is about."""
        return not any(need.isdisjoint(codes) for need in self.needs)


def compile_pattern(text: str) -> Pattern:
    """Compile `text`; raises `RuleError` for an unknown class or a bracket left open."""
    out: list[str] = []
    names: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        out.append(re.escape(text[at : token.start()]))
        out.append(_piece(token, names))
        at = token.end()
    out.append(re.escape(text[at:]))
    _check_brackets(text)
    return Pattern("".join(out), tuple(names), _needs(text), text)


def _check_brackets(text: str) -> None:
    pairs = {"]": "[", ")": "("}
    left: list[str] = []
    for mark in (token["mark"] for token in _TOKEN.finditer(text)):
        if mark in pairs and (not left or left.pop() != pairs[mark]):
            raise RuleError(f"the pattern {text!r} is malformed: {mark} closes nothing")
        if mark in pairs.values():
            left.append(mark)
    if left:
        raise RuleError(f"the pattern {text!r} is malformed: {left[-1]} is left open")


@lru_cache(maxsize=4096)
def _compiled(source: str) -> re.Pattern[str]:
    try:
        return re.compile(source)
    except re.error as error:
        raise RuleError(f"the pattern {source!r} is malformed: {error}") from error


@lru_cache(maxsize=1)
def _within() -> str:
    """海棠区的|三亚云海科技有限公司: the place in which an item of a list lies."""
    return f"(?:{codes_of('Place')}[^，。；！？、\ue000-\uf8ff]{{0,2}}{ontology.words('of')[0]})?"


def _needs(text: str) -> tuple[frozenset[str], ...]:
    """The codes of each placeholder that is neither optional nor one of several ways."""
    depth, needs = 0, []
    for token in _TOKEN.finditer(text):
        depth += (token["mark"] in ("[", "(")) - (token["mark"] in ("]", ")"))
        if token["cls"] and depth == 0:
            needs.append(frozenset(codes_of(token["cls"])) - {"[", "]"})
    return tuple(needs) if "|" not in re.sub(r"[\[(][^\])]*[\])]", "", text) else ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a pattern that a sentence must have: as it is written, and as a regular expression."""

    written: str
    source: str
    at: int

    @property
    def is_word(self) -> bool:
        """Whether it asks for words, and not for a mention of a class."""
        return not self.written.startswith("{")


def pieces(text: str) -> Iterator[Piece]:
    """The parts of a pattern that are neither optional nor gaps, in order; alternatives are one.

    >>> [piece.written for piece in pieces("{People}..[一行]<go>{Place+}，(实地)?..(考察|调研)")]
    ['{People}', '<go>', '{Place+}', '(考察|调研)']
    """
    depth, begin, at = 0, 0, 0
    for token in (*_TOKEN.finditer(text), None):
        start = token.start() if token else len(text)
        if depth == 0:
            yield from _literal(text[at:start], at)
        mark = token["mark"] if token else None
        if mark in ("[", "("):
            begin, depth = (start if depth == 0 else begin), depth + 1
        elif mark in ("]", ")"):
            depth -= 1
            if mark == ")" and depth == 0 and text[start + 1 : start + 2] != "?":
                yield Piece(text[begin : start + 1], compile_pattern(text[begin : start + 1]).source, begin)
        elif token and depth == 0 and (token["cls"] or (token["list"] and not token["not"])):
            yield Piece(token[0], _piece(token, []), start)
        at = token.end() if token else start


def _literal(text: str, at: int) -> Iterator[Piece]:
    """Words that stand for themselves; marks alone say nothing of what is told."""
    if re.search(r"\w", text):
        yield Piece(text, re.escape(text), at)


def _piece(token: re.Match[str], names: list[str]) -> str:
    if token["cls"]:
        names.append(token["name"] or token["cls"])
        one = codes_of(token["cls"])
        item = f"{_within()}{one}"
        many = f"{item}(?:{_BRACKET}(?:{_and('、')}{_items(_and('、'))}|{_comma()}){item})*" if token["many"] else one
        return f"(?P<g{len(names) - 1}>{many})"
    if token["not"]:
        return "".join(f"(?<!{re.escape(word)})" for word in ontology.words(token["list"]))
    if token["but"]:
        return f"{_SENTENCE_BUT}{codes_of(token['but'])[1:-1]}]{{0,90}}?"
    if token["list"]:
        return f"(?:{ontology.any_of(ontology.words(token['list']))})"
    if token["same"]:
        return _SAME
    if token["clause"]:
        return _CLAUSE
    if token["items"]:
        return _items("、")
    if token["any"]:
        return _SENTENCE
    return {"[": "(?:", "]": ")?", "(": "(?:"}.get(token["mark"], token["mark"])


def _and(*marks: str) -> str:
    return f"(?:{'|'.join((*marks, *sorted(ontology.words('list_and'), key=len, reverse=True)))})"


def _comma() -> str:
    """A comma between items, also before 以及; not before 与, which begins another clause (位于云岭区，与云岭机场相连)."""
    return f"，(?:{'|'.join(word for word in ontology.words('list_and') if len(word) > 1)})?"


def _items(joint: str) -> str:
    """Items of a list that name nothing known, each with the `joint` to the next."""
    return f"(?:[^，。；！？、\ue000-\uf8ff]{{1,16}}{joint})*"


def codes_of(name: str) -> str:
    """The characters of a class or group, as a set of a regular expression; raises `RuleError` when there is none."""
    try:
        return f"[{''.join(CODE[kind] for kind in GROUPS.get(name, name).split())}]"
    except KeyError:
        raise RuleError(f"there is no class {name!r} to stand in a pattern") from None


@dataclass(slots=True)
class Coded:
    """A coded sentence: `text`, and the node or offset behind each of its characters."""

    text: str = ""
    nodes: dict[int, Node] = field(default_factory=dict)
    offsets: list[int] = field(default_factory=list)

    def listed(self, start: int, end: int) -> list[Node]:
        """The nodes of a list that stands in `text[start:end]`, but not the rivers on which its items are said to lie."""
        of = ontology.words("of")[0]
        nodes = ((i, self.nodes[i]) for i in range(start, end) if i in self.nodes)
        return [n for i, n in nodes if n.kind != "Region" or not _leads(self.text[i + 1 : end], of)]

    def between(self, start: int, end: int) -> list[Node]:
        """The nodes whose characters stand in `text[start:end]`."""
        return [self.nodes[i] for i in range(start, end) if i in self.nodes]


def encode(scene: Scene) -> Coded:
    """The sentence with one character for each mention; a division right before a place or body becomes its `where`."""
    coded, at = Coded(), 0
    for node in _joined(scene):
        begin = _begin(node)
        if begin < at:
            continue
        for offset in range(at, begin):
            coded.offsets.append(offset)
            coded.text += scene.text[offset]
        coded.nodes[len(coded.text)] = node
        coded.offsets.append(begin)
        coded.text += CODE.get("Pair" if _is_pair(node) else node.kind, "\uf8ff")
        at = node.end
    coded.offsets.extend(range(at, len(scene.text)))
    coded.text += scene.text[at:]
    return coded


def _is_pair(node: Node) -> bool:
    """Whether the word stands for two: 两省, 双方, 两市政府."""
    return node.kind == "Pair" or (node.finder == "pronoun" and len(node.members) > 1)


def _begin(node: Node) -> int:
    return _begin(node.where) if node.where and node.where.end == node.start else node.start


_AT = frozenset(GROUPS["Site"].split()) | DIVISIONS


def _joined(scene: Scene) -> list[Node]:
    result: list[Node] = []
    for node in scene.nodes:
        last = result[-1] if result else None
        if node.kind == "Pair" and last is not None and last.end == node.start and last.kind in DIVISIONS:
            continue  # 内江、自贡|两地: says again what stands before it
        if last is not None and node.kind == last.kind == "People" and _are_listed(scene.text[last.end : node.start]):
            people = [*last.members, *node.members]
            result[-1] = Node(last.start, node.end, "People", scene.text[last.start : node.end], "list", members=people)
            continue
        if (
            last
            and last.end == node.start
            and (last.kind in DIVISIONS or last.name in ontology.words("own_country"))
            and node.kind in _AT
            and last.ref
            and not last.members
        ) and (_below(node, last) if node.kind in DIVISIONS else last.kind in DIVISIONS):
            node.where = last
            result[-1] = node
            continue
        result.append(node)
    return result


def _leads(text: str, of: str) -> bool:
    """Whether what follows a place tells what lies in it: 的|三亚云海科技有限公司."""
    return re.match(f"[^，。；！？、\ue000-\uf8ff]{{0,2}}{of}[\ue000-\uf8ff]", text) is not None


def _are_listed(between: str) -> bool:
    """Whether two people with this between them are named together, so that both do what follows."""
    return between in ontology.words("people_joints")


def _below(node: Node, above: Node) -> bool:
    if above.kind == "Country":
        return True  # 中国|昆明
    rank = ("Province", "Prefecture", "County", "Township", "Village")
    return rank.index(node.kind) > rank.index(above.kind) and bool(node.options) and bool(above.options)
