"""How long the search index takes to make, how large it is, and how soon it answers.

    python benchmarks/search.py NEWS.jsonl.gz… [--names N] [--items N]

Each line of the files is an object with `date`, `title` and `text`. The names are cut out of the texts at random, N in
each item: far more different ones than real names are, so the figures are for a larger graph than the items would give.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.model import Article, Entity, Knowledge, Mention, Span
from kg.search import Index

RUN = re.compile(r"[^\W\d_]{2,}")
WORDS = "中国 国 习近平 重庆 湖南省委书记 的是 经济社会发展 中国·经济 李强 李 lq liqiang zhongguo li shanxi 的"
QUESTIONS = (*WORDS.split(), "中国 经济", "国 人 大")


def items(paths: list[Path], names: int) -> Iterator[Knowledge]:
    """The items as knowledge, one article and some names each."""
    chance = random.Random(1)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield knowledge(json.loads(line), names, chance)


def knowledge(item: dict[str, str], names: int, chance: random.Random) -> Knowledge:
    """One item with that many names."""
    text = f"{item['title']}\n{item['text']}"
    date = dt.date.fromisoformat(item["date"][:10])
    article = Article(f"news/{item['id']}", "news", date, "1", "", item["title"], "", text, "")
    runs = RUN.findall(text) or [item["title"]]
    found = {cut(chance.choice(runs), chance) for _ in range(names)}
    return Knowledge((article,), tuple(entity(name, article) for name in sorted(found)))


def cut(run: str, chance: random.Random) -> str:
    """Two to six characters of the run."""
    start = chance.randrange(len(run))
    return run[start : start + chance.choice((2, 3, 3, 4, 6))]


def entity(name: str, article: Article) -> Entity:
    """An entity of that name, mentioned in the article."""
    mention = Mention(Span(article.id, 0, 0, ""), "Person", name, "benchmark")
    return Entity(f"person/{name}", "Person", name, mentions=(mention,))


def milliseconds(ask: Callable[[str], object], words: str) -> float:
    """The median time of a call."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        ask(words)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def fill(index: Index, connection: sqlite3.Connection, pages: list[Knowledge]) -> float:
    """Index the pages, a hundred in a transaction; the seconds of this process that it took."""
    start = time.process_time()
    for number, page in enumerate(pages):
        index.put(str(number), page)
        if number % 100 == 99:
            connection.commit()
    connection.commit()
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--names", type=int, default=12)
    parser.add_argument("--items", type=int, default=1_000_000)
    args = parser.parse_args()
    pages = [page for page, _ in zip(items(args.news, args.names), range(args.items), strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.sqlite"
        connection = sqlite3.connect(path)
        connection.executescript(Index.schema())
        index = Index(connection)
        index.find("warm 中")
        seconds = fill(index, connection, pages)
        forms = connection.execute("SELECT count(*) FROM search_form").fetchone()[0]
        print(f"{len(pages):,} items with {forms:,} names: {seconds / len(pages) * 1000:.2f} ms an item")
        text = sum(len(a.text.encode()) for page in pages for a in page.articles)
        print(f"{path.stat().st_size / 1e6:.0f} MB for {text / 1e6:.0f} MB of text")
        for words in QUESTIONS:
            print(f"find {words}: {milliseconds(index.find, words):.1f} ms")
        for name in ("李强", "黎强", "liqang", "中华人民共和国国务院", "的"):
            named, near = milliseconds(index.named, name), milliseconds(index.near, name)
            print(f"named {name}: {named:.1f} ms, near: {near:.1f} ms, {index.near(name)}")
        connection.close()


if __name__ == "__main__":
    main()
