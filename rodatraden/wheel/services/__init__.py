"""The verbs of the year: own entries, next year's wheel, and the secret addresses of calendar feeds."""

from rodatraden.wheel.services.adopting import Carried, adopt_year, draft_of, may_adopt
from rodatraden.wheel.services.feeds import close_feed, feed_of, open_feed, reader_of
from rodatraden.wheel.services.own import add_entry, change_entry, delete_entry, may_write, units_to_write

__all__ = [
    "Carried",
    "add_entry",
    "adopt_year",
    "change_entry",
    "close_feed",
    "delete_entry",
    "draft_of",
    "feed_of",
    "may_adopt",
    "may_write",
    "open_feed",
    "reader_of",
    "units_to_write",
]
