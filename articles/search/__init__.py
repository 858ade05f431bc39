"""Words as a reader looks for them: pure, without a database."""
