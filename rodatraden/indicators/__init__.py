"""Indicators, their targets and outcomes, and the rules that judge them."""
