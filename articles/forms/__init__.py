"""What an editor fills in, and what is wrong with it in words."""
