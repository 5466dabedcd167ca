"""The log: who did what and when. Append-only, and values only."""
