"""Long work that goes on by itself: it shows how far it has come, and can be left."""
