"""Rows for tests, made the shortest honest way."""
