"""Whose paper a page is: the divisions that stand behind 省委, 我市, 县长 when no name is given."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import lru_cache

from kg import ontology
from kg.lexicon import Division, Hit, Lexicon
from kg.model import Page, YutuError
from kg.read.fold import fold


class ProvinceError(YutuError):
    """The province that the user gave is none."""


_LEVELS = ("Province", "Prefecture", "County")
_LEAD = 1.5
_CERTAIN = 4  # how often a city must be named to be the paper's own
_FEW = 2  # so few places on a page tell nothing of whose it is


def home_of(page: Page, lexicon: Lexicon) -> tuple[Division, ...]:
    """The divisions whose paper the page is, nearest first; empty for a national programme or when nothing tells."""
    if page.province:
        division = _by_name(page.province, lexicon)
        if division is None:
            raise ProvinceError(
                f"--province {page.province}: no division is called so; give its name as the gazetteer has it"
            )
        return _chain(division, lexicon)
    masthead = fold(f"{page.newspaper}\n{page.masthead}")
    if _is_national(page):
        return ()
    newspaper = fold(page.newspaper)
    if told := _listed(newspaper, lexicon) or _supervisor(masthead, lexicon, _year(page)):
        return _chain(told, lexicon)
    votes = _votes(page, lexicon)
    county = _county_of(newspaper, lexicon, _year(page))
    likely = (_named(newspaper, lexicon), county, _of_sign(newspaper, lexicon))
    named = next((division for division in likely if division and _is_spoken_of(division, votes)), None)
    return _chain(named or _voted(votes, page, lexicon), lexicon)


def _is_spoken_of(division: Division, votes: Counter[str]) -> bool:
    """Whether the page names something in its province too: 鲁珠时报 is not of Shandong, nor 鹿城日报 always of Wenzhou."""
    return votes.total() <= _FEW or any(code.startswith(division.code[:2]) for code in votes)


def _chain(division: Division | None, lexicon: Lexicon) -> tuple[Division, ...]:
    return (division, *lexicon.ancestors(division.code)) if division else ()


def _by_name(name: str, lexicon: Lexicon) -> Division | None:
    found = [e for e in lexicon.entries(name) if isinstance(e, Division)]
    return min(found, key=lambda d: (_LEVELS.index(d.kind) if d.kind in _LEVELS else 9, -d.end), default=None)


def _is_national(page: Page) -> bool:
    codes = _codes_of_papers().get(fold(page.newspaper), [])
    return bool(codes) and not any(codes)


@lru_cache(maxsize=1)
def _codes_of_papers() -> dict[str, list[str]]:
    """By each of their names the codes of the divisions whose papers are called so; the empty one of a national paper."""
    codes: dict[str, list[str]] = {}
    for row in ontology.table("media"):
        for name in filter(None, (row["name"], *row["short"].split("|"))):
            codes.setdefault(name, []).append(row["code"])
    return codes


def _listed(newspaper: str, lexicon: Lexicon) -> Division | None:
    code = next(filter(None, _codes_of_papers().get(newspaper, [])), "")
    return lexicon.divisions.get(code)


def _named(newspaper: str, lexicon: Lexicon) -> Division | None:
    """The province or city whose name stands within the title."""
    found = [
        (hit.start, e)
        for hit in lexicon.hits(newspaper)
        for e in hit.entries
        if isinstance(e, Division) and e.kind in ("Province", "Prefecture") and e.end > 2000
    ]
    return min(found, key=lambda f: f[0])[1] if found else None


def _of_sign(newspaper: str, lexicon: Lexicon) -> Division | None:
    """The province whose sign (湘, 陇) stands at the head of the title."""
    signs = {
        r["form"]: r["codes"].split()
        for r in ontology.table("abbreviations")
        if len(r["form"]) == 1 and r["kind"] == "province"
    }
    codes = {signs[c][0] for c in newspaper[:2] if c in signs and len(signs[c]) == 1}
    return lexicon.divisions.get(codes.pop()) if len(codes) == 1 else None


def _county_of(newspaper: str, lexicon: Lexicon, year: int) -> Division | None:
    """阳信报, 云上大冶: the one county that was called so then; of namesakes none, nor what begins inside a word."""
    openings = {0, *(len(word) for word in ontology.words("paper_openings") if newspaper.startswith(word))}
    for hit in sorted(lexicon.hits(newspaper), key=lambda hit: hit.start - hit.end):
        counties = [d for d in _then(hit, lexicon, year) if d.kind == "County"]
        if len(counties) == 1 and hit.start in openings:
            return counties[0]
    return None


def _supervisor(masthead: str, lexicon: Lexicon, year: int) -> Division | None:
    # 中共紫阳县委主管: the body that runs the paper
    for hit in lexicon.hits(masthead):
        tail = masthead[hit.end : hit.end + 12]
        if hit.full and any(word in tail for word in ontology.words("run_by")):
            told = [e for e in hit.entries if isinstance(e, Division) and e.kind in _LEVELS]
            if divisions := [d for d in _then(hit, lexicon, year) if d.kind in _LEVELS] or told:
                return max(divisions, key=lambda d: d.end)
    return None


def _then(hit: Hit, lexicon: Lexicon, year: int) -> list[Division]:
    """The divisions that were called so in that year; of two names in the year of a change the newer one."""
    there = {e.code: e for e in hit.entries if isinstance(e, Division) and e.valid_in(year)}
    return [d for d in there.values() if not any(later.code in there for later in lexicon.heirs(d) if later != d)]


def _year(page: Page) -> int:
    return page.date.year if page.date else dt.MAXYEAR


def _voted(votes: Counter[str], page: Page, lexicon: Lexicon) -> Division | None:
    """The city that the page writes about by far the most, or the province that leads clearly."""
    provinces: Counter[str] = Counter()
    for code, count in votes.items():
        provinces[code[:2]] += count
    leading = _leader(provinces)
    city = _leader(Counter({code: n for code, n in votes.items() if code[:2] == leading}))
    local = votes[city] >= _CERTAIN and _bare(page, "bare_city") > _bare(page, "bare_province")
    return lexicon.divisions.get(f"{city}00" if local else f"{leading}0000")


def _votes(page: Page, lexicon: Lexicon) -> Counter[str]:
    """How often the page names something in each prefecture, by the first four digits of its code."""
    votes: Counter[str] = Counter()
    year = _year(page)
    for article in page.articles:
        for hit in lexicon.hits(fold(article.text)):
            told = [e for e in hit.entries if isinstance(e, Division) and e.kind in _LEVELS]
            divisions = [e for e in told if e.valid_in(year)] or told
            if len({d.code[:2] for d in divisions}) == 1 and (hit.full or divisions[0].kind == "Prefecture"):
                votes[divisions[0].code[:4]] += 1
    return votes


def _bare(page: Page, words: str) -> int:
    """How often bodies and heads of that level stand without a place, so that they are the paper's own: 市委, 省长."""
    bare = re.compile(rf"(?<![\u3400-\u9fff])(?:{'|'.join(ontology.words(words))})")
    return sum(len(bare.findall(fold(article.text))) for article in page.articles)


def _leader(votes: Counter[str]) -> str:
    """Who has half as many votes again as the next, if anyone."""
    ranked = [*votes.most_common(2), ("", 0), ("", 0)]
    return ranked[0][0] if ranked[0][1] and ranked[0][1] >= _LEAD * ranked[1][1] else ""
