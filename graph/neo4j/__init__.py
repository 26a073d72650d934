"""The Neo4j store: the graph as people draw it, in a database that they can look into with Neo4j Browser."""

from graph.neo4j.store import Neo4jStore, open_neo4j

__all__ = ["Neo4jStore", "open_neo4j"]
