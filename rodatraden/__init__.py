"""Röda tråden: how a Swedish municipality steers by goals and results."""

__version__ = "0.1.0"
