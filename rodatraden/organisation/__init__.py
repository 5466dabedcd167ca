"""Units, people and roles, and the one place that says who may."""
