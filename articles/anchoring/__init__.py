"""Where a quote stands in a text, and how a text is cut to draw it. Pure: no Django."""
