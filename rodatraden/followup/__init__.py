"""Follow-up: occasions, reports that climb from the units to the council, and the executive board's supervision."""
