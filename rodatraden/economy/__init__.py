"""Frames, outcomes and forecasts in money, by unit and line (E1, E7)."""
