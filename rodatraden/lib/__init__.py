"""Periods, Swedish numbers, text, trees and the clock. Knows no Django."""
