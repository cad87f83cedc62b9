"""What is found, held against what readers found: gold facts of whole texts, and sets of labelled sentences.

`score` holds a graph against gold facts, `evaluate` a folder of texts, `score_set` labelled sentences; each gives a
`Result`: counts by class and property, and a `Difference` for each miss and false find. A `Run` keeps results for a later
run to be compared with.
"""

from kg.evaluate.as_text import report
from kg.evaluate.changes import Change, compare
from kg.evaluate.gold import evaluate, texts
from kg.evaluate.labelled import score_set
from kg.evaluate.match import score
from kg.evaluate.result import Difference, Result, ratio
from kg.evaluate.runs import Run, run

__all__ = [
    "Change",
    "Difference",
    "Result",
    "Run",
    "compare",
    "evaluate",
    "ratio",
    "report",
    "run",
    "score",
    "score_set",
    "texts",
]
