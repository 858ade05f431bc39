"""Everything that writes to the tables of articles: verbs, one file each."""
