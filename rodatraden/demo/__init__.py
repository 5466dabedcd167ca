"""The four municipalities, their cast, and scaled-up data for benches."""
