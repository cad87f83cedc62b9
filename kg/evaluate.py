"""Hold a built graph against gold facts: precision, recall and F1 for entities and relations.

A gold folder holds texts and, beside each `X.txt`, its facts in `X.facts.tsv` (see `kg.gold`). A text is built alone,
and its graph is scored, not what lies before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from kg import rdf
from kg.built import NARROWER, Built, Edge
from kg.gold import SCORED, Gold, GoldError, GoldEvent, clean
from kg.model import SYMMETRIC, Knowledge
from kg.pages import Defaults, extract_all
from kg.resolve import background, identify, renamed, sketch

Counts = dict[str, Counter[str]]


def _agree_on_date(wanted: set[str], dates: set[str]) -> bool:
    """Whether two dates are one as far as the coarser of them tells (2018-04 and 2018-04-13)."""
    return any(w.startswith(d) or d.startswith(w) for w in wanted for d in dates)


def pair_events(gold: Gold, built: Built) -> dict[str, str]:
    """Each built event with at most one gold event: class, date and place must agree, shared people decide."""
    about = _about(gold)
    scores = []
    for node in (node for node, groups in built.groups.items() if "Event" in groups):
        dates, places, around = built.dates(node), built.places(node), built.neighbours(node)
        for ident, event in gold.events.items():
            if _may_be(event, built.kinds[node], dates, places):
                named = 3 * bool(event.names & built.names[node])
                same = _agree_on_date(event.dates, dates) + bool(event.places & places)
                if agree := named + same + len(about[ident] & around):
                    scores.append((-agree, node, ident))
    pairs: dict[str, str] = {}
    for _, node, ident in sorted(scores):
        if node not in pairs and ident not in pairs.values():
            pairs[node] = ident
    return pairs


def _about(gold: Gold) -> dict[str, set[str]]:
    about: dict[str, set[str]] = defaultdict(set)
    for relation in gold.relations:
        for event, other in ((relation.subject, relation.object), (relation.object, relation.subject)):
            if event.startswith("@"):
                about[event] |= {clean(name) for name in other.split("|")}
    return about


def _may_be(event: GoldEvent, kinds: set[str], dates: set[str], places: set[str]) -> bool:
    if not (kinds & event.kinds or "Event" in event.kinds or kinds == {"Event"}):
        return False
    if event.dates and dates and not _agree_on_date(event.dates, dates):
        return False
    return not (event.places and places and not event.places & places)


@dataclass
class Result:
    """Counts of right, found and wanted by group and by relation, and what differs, a line each."""

    entity: Counts = field(default_factory=lambda: defaultdict(Counter))
    relation: Counts = field(default_factory=lambda: defaultdict(Counter))
    notes: list[str] = field(default_factory=list)

    def __add__(self, other: Result) -> Result:
        total = Result(notes=self.notes + other.notes)
        for mine, theirs in ((total.entity, self.entity), (total.relation, self.relation)):
            for name, counts in theirs.items():
                mine[name].update(counts)
        for mine, theirs in ((total.entity, other.entity), (total.relation, other.relation)):
            for name, counts in theirs.items():
                mine[name].update(counts)
        return total

    def figures(self) -> dict[str, dict[str, Any]]:
        """Precision, recall and F1 (`entity`, `relation`) and the counts, `all` first, then by name."""
        result: dict[str, dict[str, Any]] = {}
        for kind, by_name in (("entity", self.entity), ("relation", self.relation)):
            everything: Counter[str] = sum(by_name.values(), Counter())
            result[kind] = {"all": ratio(everything), **{name: ratio(c) for name, c in sorted(by_name.items())}}
            result[kind + "_counts"] = {"all": dict(everything), **{name: dict(c) for name, c in by_name.items()}}
        return result


def ratio(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts of right, found and wanted; 0 where nothing was found or wanted."""
    precision = counts["right"] / counts["found"] if counts["found"] else 0.0
    recall = counts["right"] / counts["wanted"] if counts["wanted"] else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(quads: Iterable[Quad], gold: Gold) -> Result:
    """The counts of one built graph against the gold facts of its text."""
    built, result = Built(quads), Result()
    pairs = pair_events(gold, built)
    _score_entities(gold, built, pairs, result)
    _note_missed(gold, set(pairs.values()), result)
    _score_relations(gold, built, pairs, result)
    return result


def _score_entities(gold: Gold, built: Built, pairs: dict[str, str], result: Result) -> None:
    matched: set[int] = set()
    for node, groups in built.groups.items():
        group = min(groups & SCORED, default="")
        if not group or built.is_background(node, group):
            continue
        if group == "Event":
            _score_event(gold, built, node, pairs.get(node), result)
        else:
            _score_entity(gold, built, node, group, matched, result)
    for i, wanted in enumerate(gold.entities):
        if not wanted.optional:
            result.entity[min(wanted.groups)]["wanted"] += 1
            if i not in matched:
                result.notes.append(f"- E {min(wanted.groups)} {wanted.text}")


def _score_event(gold: Gold, built: Built, node: str, ident: str | None, result: Result) -> None:
    if ident and gold.events[ident].optional:
        return
    result.entity["Event"]["found"] += 1
    if ident:
        result.entity["Event"]["right"] += 1
    else:
        result.notes.append(f"+ E Event {built.label(node)} {sorted(built.dates(node))}")


def _score_entity(gold: Gold, built: Built, node: str, group: str, matched: set[int], result: Result) -> None:
    groups, names = built.groups[node], built.names[node]
    hits = [i for i, wanted in enumerate(gold.entities) if groups & wanted.groups and names & wanted.names]
    new = [i for i in hits if i not in matched]
    if new:
        matched.add(new[0])
        if not gold.entities[new[0]].optional:
            result.entity[group].update(found=1, right=1)
    elif not any(gold.entities[i].optional for i in hits):
        # a second node for what is there already is wrong, unless optional
        result.entity[group]["found"] += 1
        result.notes.append(f"+ E {group} {built.label(node)}" + (" (a duplicate)" if hits else ""))


def _note_missed(gold: Gold, paired: set[str], result: Result) -> None:
    for ident, event in gold.events.items():
        if not event.optional:
            result.entity["Event"]["wanted"] += 1
            if ident not in paired:
                result.notes.append(f"- EV {event.text}")


def _score_relations(gold: Gold, built: Built, pairs: dict[str, str], result: Result) -> None:
    wanted = [(_wanted_keys(r.subject), r.property, _wanted_keys(r.object)) for r in gold.relations]
    got: set[int] = set()
    for edge in sorted(built.edges | built.implied):
        subject, name, value = edge
        hits = _hits(_keys(built, pairs, subject), name, _keys(built, pairs, value), wanted)
        exact = next((i for i in hits if wanted[i][1] == name), None)
        if exact is not None:
            if exact not in got and not gold.relations[exact].optional:
                result.relation[name].update(found=1, right=1)
            got.add(exact)
        elif not hits and edge not in built.implied and not _is_optional(gold, pairs, edge):
            result.relation[name]["found"] += 1
            result.notes.append(f"+ R {built.label(subject)}\t{name}\t{built.label(value)}")
    for i, relation in enumerate(gold.relations):
        if not relation.optional:
            result.relation[relation.property]["wanted"] += 1
            if i not in got:
                result.notes.append(f"- R {relation.text}")


def _wanted_keys(text: str) -> set[str]:
    return {text} if text.startswith("@") else {clean(name) for name in text.split("|")}


def _keys(built: Built, pairs: dict[str, str], node: str) -> set[str]:
    return {pairs[node]} if node in pairs else built.names.get(node, set())


def _hits(subject: set[str], name: str, value: set[str], wanted: list[tuple[set[str], str, set[str]]]) -> list[int]:
    # gold lists the narrow property, the graph may hold the wide one too
    same = {name} | NARROWER.get(name, set())
    ends = [(subject, value)] + ([(value, subject)] if name in SYMMETRIC else [])
    return [i for i, (s, p, o) in enumerate(wanted) if p in same and any(s & a and o & b for a, b in ends)]


def _is_optional(gold: Gold, pairs: dict[str, str], edge: Edge) -> bool:
    return any(gold.events[pairs[end]].optional for end in (edge[0], edge[2]) if end in pairs)


def texts(folder: Path) -> list[tuple[Path, Path]]:
    """The texts of a gold folder with their facts files. Raises `GoldError` when it has none."""
    gold = sorted(folder.glob("*.facts.tsv"))
    pairs = [(path.with_name(path.name.removesuffix(".facts.tsv") + ".txt"), path) for path in gold]
    found = [pair for pair in pairs if pair[0].is_file()]
    if not found:
        raise GoldError(f"{folder}: holds no text X.txt with its gold facts X.facts.tsv beside it")
    return found


def evaluate(folder: Path) -> dict[str, Result]:
    """The result for each text of a gold folder, built alone, by the name of its facts file."""
    results = {}
    pairs = texts(folder)
    outcomes = extract_all([text for text, _ in pairs], Defaults())
    for (_, facts), outcome in zip(pairs, outcomes, strict=True):
        if outcome.knowledge is None:
            raise GoldError(outcome.problem)
        results[facts.name] = score(_quads(outcome.knowledge), Gold.read(facts))
    return results


def _quads(knowledge: Knowledge) -> Iterator[Quad]:
    drawn = sketch(knowledge)
    page = renamed(knowledge, identify({"page": drawn})["page"])
    return (quad for part in (page, background(drawn.codes)) for quad in rdf.quads(part))


def report(result: Result) -> str:
    """The figures as a table of plain text."""
    figures, lines = result.figures(), []
    for kind in ("entity", "relation"):
        lines.append(f"\n{kind:<16} {'P':>6} {'R':>6} {'F1':>6}   right found wanted")
        for name, (precision, recall, f1) in figures[kind].items():
            counts = figures[kind + "_counts"][name]
            right, found, wanted = (counts.get(key, 0) for key in ("right", "found", "wanted"))
            lines.append(f"{name:<16} {precision:6.3f} {recall:6.3f} {f1:6.3f}   {right:5} {found:5} {wanted:6}")
    return "\n".join(lines)
