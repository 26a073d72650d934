from tests.store.conftest import home, store

__all__ = ["home", "store"]
