"""From pages of Chinese official newspapers to a knowledge graph.

import kg
graph = kg.build("page.txt")
graph.facts, graph.entities, graph.query("SELECT …"), graph.to_rdflib(), graph.to_networkx(), graph.view()
"""

from kg.build import build
from kg.graph import Graph
from kg.model import YutuError

open = Graph.open

__all__ = ["Graph", "YutuError", "build", "open"]
