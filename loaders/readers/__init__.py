"""Readers: from files, pages, feeds and tables to RawArticle, or to a Rejection that says why not."""

from loaders.readers.inputs import read_inputs
from loaders.readers.parser import Parser

__all__ = ["Parser", "read_inputs"]
