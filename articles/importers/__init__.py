"""One file per kind of source; each turns bytes into an ArticleDraft and never touches the database."""
