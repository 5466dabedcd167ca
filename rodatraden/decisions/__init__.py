"""Decisions: body, date, paragraph and reference number, or an official's position and delegation."""
