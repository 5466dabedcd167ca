"""Files, kept by their SHA-256."""
