"""What a name itself says: where a thing is (南昌高新区), who makes up a zone (醴陵—湘东共建区), whom a team stands for."""

from __future__ import annotations

from itertools import combinations

from kg import ontology
from kg.lexicon import Division
from kg.mentions.heads import DIVISIONS, EVENTS, ZONES, longest_head
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.surnames import is_everyday
from kg.mentions.words import word_set
from kg.model import Span
from kg.rules.lines import line_ends, signs
from kg.rules.link import Linker
from kg.rules.modality import SCHEDULED, TOLD, moods, moods_at
from kg.rules.pattern import encode

_PLACED = frozenset({
    "Zone", "Park", "CooperationZone", "Enterprise", "Institution", "Venue", "Project", "Media", "Organization", "Route",
})  # fmt: skip
_WHOLES = frozenset({"Zone", "Park", "CooperationZone", "Project"})
_LINES = frozenset({"Route", "Venue", "Project"})
_SITES = frozenset({"Institution", "Venue", "Project"})
_LOCAL = frozenset({"Township", "Village"})


def derive(scene: Scene, linker: Linker) -> None:
    """State what the names of the sentence say."""
    linker.offset = scene.sentence.span.start
    for top in scene.nodes:
        for node in (top, *(p.parts.org for p in _posts(top) if p.parts and p.parts.org), *top.within()):
            _of_name(node, scene, linker)


def _posts(node: Node) -> list[Node]:
    return (
        [p for m in node.members for p in m.posts] if node.kind == "People" else [node] if node.kind == "Post" else []
    )


def _of_name(node: Node, scene: Scene, linker: Linker) -> None:
    evidence = scene.sentence.span
    if node.kind in EVENTS:
        _talks(node, linker, evidence)
    if not node.ref or node.generic:
        return
    inside = [n for n in node.inner if n.kind in DIVISIONS and (n.ref or n.members)]
    if node.kind in {"Delegation", "WorkTeam"}:
        _team(node, inside, scene, linker, evidence)
    elif node.kind in {"CooperationZone", "Agreement"} or (node.kind == "Park" and not inside):
        _parties(node, inside, linker, scene)
    if node.name.endswith(ontology.words("section_end")) and node.finder == "grammar":
        _section(node, inside, linker, evidence)
    elif node.kind in _PLACED:
        _placed(node, inside, linker, evidence)


def derive_late(scene: Scene, linker: Linker) -> None:
    """State what a line joins and what lies beside a place, once the whole article has told what letters may stand for."""
    evidence = scene.sentence.span
    for node in (n for top in scene.nodes for n in (top, *top.within()) if n.ref and not n.generic):
        if node.kind in _LINES:
            _share_place(node, linker, evidence)
            for ident in line_ends(node, linker):
                linker.book.state(node.ref, "locatedIn", ident, evidence, "ends-in-name")
                if node.kind == "Route":
                    linker.book.state(node.ref, "connects", ident, evidence, "ends-in-name")
        if (told := _told_place(node, linker)) is not None:
            linker.book.state(node.ref, "locatedIn", linker.enter_division(told), evidence, "place-told")
        if node.where is not None and node.where.ref and _may_be_beside(node, node.where, linker):
            linker.book.state(node.ref, "locatedIn", node.where.ref, evidence, "place-before-name")


def _told_place(node: Node, linker: Linker) -> Division | None:
    """The one township or village that the article tells of and by whose short name a site is called: 云岭敬老院 after 云岭镇."""
    if node.kind not in _SITES or node.finder != "grammar" or node.inner or node.where:
        return None
    if linker.book.objects(node.ref, "locatedIn"):
        return None
    told = {d.code: d for _, d in linker.memory.divisions if d.kind in _LOCAL and _is_called_by(node.name, d)}
    return next(iter(told.values())) if len(told) == 1 else None


def _is_called_by(name: str, division: Division) -> bool:
    level = max((w for w in ontology.words("levels") if division.name.endswith(w)), key=len, default="")
    short = division.name[: len(division.name) - len(level)]
    return len(short) > 1 and name.startswith(short) and name != division.name and not is_everyday(short)


def _may_be_beside(node: Node, place: Node, linker: Linker) -> bool:
    """Whether a division right before a name is where it is: not of firms known everywhere, nor of seas and mountains."""
    if linker.book.objects(node.ref, "locatedIn") or node.kind == "Route":
        return False
    if node.finder != "lexicon":
        return node.kind in _PLACED
    listed = linker.lexicon.listed_as(node.name)[:1]
    return node.kind in ZONES or any(d.code == one.code for one in listed for d in place.options)


def _share_place(node: Node, linker: Linker, evidence: Span) -> None:
    """A zone or work that a part's name begins with is where the part is told to be (位于临沧的|云岭产业园|二期工程)."""
    whole = next((n for n in node.inner if n.start == node.start and n.ref and n.kind in _WHOLES), None)
    if whole is None or linker.book.objects(whole.ref, "locatedIn"):
        return
    for place in linker.book.objects(node.ref, "locatedIn"):
        if place != whole.ref:
            linker.book.state(whole.ref, "locatedIn", place, evidence, "place-of-part")


def _placed(node: Node, inside: list[Node], linker: Linker, evidence: Span) -> None:
    """The division at the head of the name, or in its brackets."""
    zones = [
        n
        for n in node.inner
        if n.kind in {"Park", "Zone", "CooperationZone", "Venue"} and n.ref and n.start == node.start
    ]
    if zones and node.kind in {"Project", "Park", "Venue", "Institution", "Zone", "Route"}:
        area = node.name.endswith(ontology.words("area_heads"))
        seat = _seat(node, zones[-1], inside)
        if seat is not None:
            linker.book.state(node.ref, "locatedIn", seat.ref, evidence, "place-in-name")
        if seat is None or area:
            linker.book.state(node.ref, "locatedIn", zones[-1].ref, evidence, "place-in-name")
        if node.kind in ZONES and area:
            linker.book.state(node.ref, "partOf", zones[-1].ref, evidence, "zone-in-name")
        return
    firm = next((n for n in node.inner if n.kind == "Enterprise" and n.start == node.start and n.ref), None)
    if firm is not None and node.kind == "Project":
        linker.book.state(node.ref, "undertakenBy", firm.ref, evidence, "firm-in-name")
        at = next((n for n in firm.inner if n.start == firm.start and n.finder == "full" and n.ref), None)
        if at is not None and not firm.name.endswith(ontology.words("legal_tails")):
            linker.book.state(node.ref, "locatedIn", at.ref, evidence, "place-in-name")  # 石门县|云岭药业|原料药项目
    whole = _whole_zone(node, linker)
    if whole:
        linker.book.state(node.ref, "partOf", whole, evidence, "area-of-zone")
    works = [n for n in node.inner if n.ref and n.start == node.start and _has_parts(n, node) and n.kind != node.kind]
    if works:
        linker.book.state(node.ref, "partOf", works[-1].ref, evidence, "work-in-name")
    # a listed sight lies where the list says: 北海公园 is in Beijing
    listed = node.finder == "lexicon" and node.kind == "Venue" and _listed_place(node, linker) is not None
    leading = None if listed or node.name in word_set("namesakes") else _leading(node, inside, linker)
    if leading is None and (division := _listed_place(node, linker)):
        linker.book.state(node.ref, "locatedIn", linker.enter_division(division), evidence, "place-of-listed-zone")
    if leading is not None and node.kind not in {"Route"}:
        linker.book.state(node.ref, "locatedIn", leading.ref, evidence, "place-in-name")


def _seat(node: Node, zone: Node, inside: list[Node]) -> Node | None:
    """The division after a zone in the name of another: 昆山高新区|剑川|产业园 is in the latter."""
    seats = [n for n in inside if n.start == zone.end and n.ref and node.kind in ZONES]
    return next((n for n in seats if node.name[n.end - node.start :] == longest_head(node.name)), None)


def _section(node: Node, inside: list[Node], linker: Linker, evidence: Span) -> None:
    """黄河兰州段 is a part of the river and lies in the city."""
    for whole in (n for n in node.inner if n.start == node.start and n.kind in {"Region", "Route"} and n.ref):
        linker.book.state(node.ref, "partOf", whole.ref, evidence, "section-of")
    for place in inside[-1:]:
        linker.book.state(node.ref, "locatedIn", place.ref, evidence, "place-in-name")


def _whole_zone(node: Node, linker: Linker) -> str:
    """The free-trade zone told before of which a 片区 is an area, where the name does not tell."""
    told = any(whole in node.name for whole in ontology.words("area_wholes"))
    if not node.name.endswith(ontology.words("area_heads")) or told or any(n.kind in ZONES for n in node.inner):
        return ""
    zones = (e for e in reversed(linker.book.entities.values()) if e.kind in ZONES)
    return next((e.id for e in zones if e.name.endswith(ontology.words("area_wholes"))), "")


def _has_parts(node: Node, part: Node) -> bool:
    """Whether `part`, whose name begins with the node, is a part of it: of a project, a line, a canal with its locks."""
    lines = tuple(word_set("line_heads"))
    lock = part.name.endswith(ontology.words("canal_parts"))
    return node.kind == "Project" or (node.kind == "Route" and (lock or node.name.endswith(lines)))


def _listed_place(node: Node, linker: Linker) -> Division | None:
    """Where the gazetteer puts a zone or a sight that it lists, if the article names that place."""
    if node.finder != "lexicon" or node.kind not in ZONES | {"Venue"}:
        return None
    listed = [e for e in linker.lexicon.listed_as(node.name) if e.code]
    named = {d.code: d for _, d in linker.memory.divisions}
    return named.get(listed[0].code) if listed else None


def _leading(node: Node, inside: list[Node], linker: Linker) -> Node | None:
    """The division in brackets, or the last of those that open the name (石门县青石镇|中心学校), or what its branch is of."""
    linked = [n for n in inside if not n.members]
    bracketed = next((n for n in linked if node.name[: n.start - node.start].endswith(("（", "("))), None)
    if bracketed is not None:
        return bracketed
    last = _opening(node, linked, linker)
    branch = max((h for h in ontology.words("branch_heads") if node.name.endswith(h)), key=len, default="")
    of_branch = next((n for n in linked if branch and n.end == node.end - len(branch)), None)
    if of_branch is not None and (last is None or node.kind == "Institution"):
        return of_branch  # 友谊医院|通州|院区
    if node.kind in ZONES and len(linked) > 1 and last is linked[0]:
        joint = node.name[linked[-2].end - node.start : linked[-1].start - node.start] in word_set("party_links")
        beside = not joint and linked[-1].end == node.end - len(longest_head(node.name))
        return linked[-1] if beside else None if node.kind == "CooperationZone" else last  # 浦东祝桥|启东|产业园
    if last is None and len(linked) == 1 and node.kind in {"CooperationZone", "Project"}:
        return linked[0]  # 云岭新能源|夹江|隔膜项目
    return last


def _opening(node: Node, divisions: list[Node], linker: Linker) -> Node | None:
    at, last = node.start, None
    for division in divisions:
        if division.start == at and (last is None or linker.lies_in(division, last)):
            at, last = division.end, division
    return last


def _parties(node: Node, inside: list[Node], linker: Linker, scene: Scene) -> None:
    """Two divisions in the name, or the letters that stand for two (湘赣, 佛莞); of what is only planned they are the parties."""
    # 浙闽边区域合作宁德产业园: letters for two provinces are the parties, a city after them is where it lies
    joint = [n for n in inside if n.members] or inside
    parties = [m for n in joint for m in (n.members or [n]) if m.ref]
    ids = [m.ref for m in parties if not any(linker.lies_in(o, m) for o in parties)]  # 宁波市|鄞州区 is one
    ids = list(dict.fromkeys(ids))
    if len(ids) < 2:
        ids = _letters(node, linker)
    if len(ids) < 2:
        return
    mood, evidence = _moods_of(node, scene), scene.sentence.span
    if mood & {"denied", "supposed"}:
        return
    for ident in ids:
        linker.book.state(node.ref, "party", ident, evidence, "party-in-name")
    if mood <= {TOLD, SCHEDULED}:
        for one, other in combinations(ids, 2):
            linker.book.state(one, "cooperatesWith", other, evidence, "parties-cooperate")


def _moods_of(node: Node, scene: Scene) -> frozenset[str]:
    """The moods of what is said of a name."""
    coded = encode(scene)
    places = [at for at, told in coded.nodes.items() if told is node or node in told.within()]
    return moods_at(moods(scene, coded, ""), places)


def _letters(node: Node, linker: Linker) -> list[str]:
    """佛莞合作产业园: each of the first two characters begins the name of one division that the article names."""
    codes_of = [signs().get(letter) or signs("weak").get(letter, []) for letter in node.name[:2]]
    sure = any(letter in signs() for letter in node.name[:2])
    joint = node.kind == "CooperationZone" or any(word in node.name for word in ontology.words("joint"))
    if joint and sure and all(len(codes) == 1 for codes in codes_of):
        provinces = [linker.lexicon.divisions[codes[0]] for codes in codes_of]
        return [linker.enter_division(d) for d in provinces] if provinces[0] is not provinces[1] else []
    found = []
    for letter in node.name[:2]:
        named = {
            d.code: d for _, d in linker.memory.divisions if letter in "".join(d.short[:1])[:2] and d.kind != "Township"
        }
        cities = {c: d for c, d in named.items() if d.kind == "Prefecture"} or named
        if len(cities) != 1:
            return []
        found.append(f"division/{next(iter(cities))}")
    return found if len(set(found)) == 2 else []


def _team(node: Node, inside: list[Node], scene: Scene, linker: Linker, evidence: Span) -> None:
    """A delegation stands for the division at the head of its name; a work team is stationed where 驻 says."""
    stations = [n for n in inside if scene.text[n.start - 1 : n.start] in word_set("stationed")] or (
        [
            n
            for n in inside
            if any(scene.text[m.start - 1 : m.start] in word_set("stationed") for m in inside if m.start < n.start)
        ]
    )
    if node.kind == "WorkTeam" and stations:
        linker.book.state(node.ref, "stationedIn", inside[-1].ref, evidence, "station-in-name")
        return
    sender = _sender(node, scene)
    if node.kind == "WorkTeam" and sender is not None:
        linker.book.state(node.ref, "represents", sender.ref, evidence, "delegation-of")
    leading = _leading(node, inside, linker)
    where = node.where.ref if node.where else leading.ref if leading else ""
    if node.kind == "Delegation" and where:
        linker.book.state(node.ref, "represents", where, evidence, "delegation-of")


def _sender(node: Node, scene: Scene) -> Node | None:
    """市医院|赴某县医疗队: the body at the head of the team's name that has sent it."""
    sent = (n for n in node.inner if n.start == node.start and n.ref)
    return next((n for n in sent if scene.text.startswith(ontology.words("sends_team"), n.end)), None)


def _talks(node: Node, linker: Linker, evidence: Span) -> None:
    """湖南·江西合作交流座谈会: divisions that meet on joint matters work together."""
    if not any(word in node.name for word in word_set("joint_matters")):
        return
    places = [n for n in node.inner if n.kind in DIVISIONS]
    places = [n for n in places if not any(o.start == n.end for o in places)]  # 宁波市|鄞州区 is one
    ids = list(dict.fromkeys(m.ref for n in places for m in (n.members or [n]) if m.ref))
    if len(ids) == 2:
        linker.book.state(ids[0], "cooperatesWith", ids[1], evidence, "joint-meeting")
