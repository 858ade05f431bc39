"""What the law asks to be written down, without a database."""
