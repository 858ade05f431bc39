"""PURE: what the Digital Services Act (regulation 2022/2065) asks us to write down: statements of
reasons, what may not leave with them, and the figures of a year. Not legal advice.
"""
