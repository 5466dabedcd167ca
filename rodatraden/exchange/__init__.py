"""In and out: Excel and CSV."""
