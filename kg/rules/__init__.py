"""Facts: the rules of `ontology/rules/*.yaml` and what follows from rosters, names and bylines."""

from kg.rules.extract import Explanation, explain, extract

__all__ = ["Explanation", "explain", "extract"]
