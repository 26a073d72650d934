"""Scoring of what the extractor prints against annotated records."""
