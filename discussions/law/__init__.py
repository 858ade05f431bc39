"""PURE: what the Digital Services Act asks us to write down, and the rules it has to keep."""
