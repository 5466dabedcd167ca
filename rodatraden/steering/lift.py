"""Lifts older model files to the present format: one pure function a step. Every released format stays a test."""

from collections.abc import Callable, Mapping
from typing import Any

Content = dict[str, Any]
STEPS: Mapping[int, Callable[[Content], Content]] = {}
"""From a format to the next. Empty as long as there is only one."""


def lift(content: Content, number: int) -> Content:
    """The content as the present format says it."""
    while number in STEPS:
        content = STEPS[number](content)
        number += 1
    return content
