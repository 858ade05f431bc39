"""Scraped page text → classified lines → published blocks. Pure: no Django, no database, no files."""
