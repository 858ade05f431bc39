"""PURE: what in a comment is worth a second look before it is placed: details of a person, and words against one.

It pauses and explains; it never forbids, and keeps no text. The rules stand in `static/js/second-look-rules.json`,
so that the browser (`static/js/second-look.js`) looks with the very same ones before anything is sent.
"""

from discussions.second_look.look import KINDS, Find, look

__all__ = ["KINDS", "Find", "look"]
