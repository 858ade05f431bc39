"""Examples for the page of components."""

EXAMPLES: dict[str, object] = {}
