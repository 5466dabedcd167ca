"""Start, overview, search, "Så styrs …" and changing the model."""
