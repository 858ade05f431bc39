"""Pages of articles: the editor's desk. The page that is read stands with its discussion."""
