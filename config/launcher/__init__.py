"""The parent of everything behind `make run`. Imports no Django: it stays small and steady."""
