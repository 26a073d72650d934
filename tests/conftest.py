"""Fixtures that every part of the suite shares."""

pytest_plugins = ["tests.neo4j_server"]
