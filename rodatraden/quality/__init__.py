"""Quality: processes with their activities and routines, looked over each year (Q6)."""
