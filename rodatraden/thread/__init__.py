"""The thread: items in versions, what they serve, and where the thread is broken."""
