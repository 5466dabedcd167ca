"""Charts as SVG: dataclasses in, text out, no Django. Each can also be had as a table."""

from rodatraden.web.charts.line import line, line_pair
from rodatraden.web.charts.line_values import (
    Aim,
    Break,
    Expected,
    Forecast,
    Limits,
    LineChart,
    Outcome,
    line_table,
)
from rodatraden.web.charts.road import Traveller, road, road_head
from rodatraden.web.charts.skin import PAGE, PRINT, Skin
from rodatraden.web.charts.spark import Spark, spark
from rodatraden.web.charts.standing import thread_pair, thread_standing
from rodatraden.web.charts.stem import stem
from rodatraden.web.charts.table import ChartTable
from rodatraden.web.charts.thread import (
    ThreadColumn,
    ThreadLink,
    ThreadNode,
    ThreadPicture,
    thread_picture,
    thread_table,
)
from rodatraden.web.charts.wheel import SMALL, Wheel, WheelEvent, capacity, key_mark, wheel, wheel_table

__all__ = [
    "PAGE", "PRINT", "SMALL", "Aim", "Break", "ChartTable", "Expected", "Forecast", "Limits", "LineChart", "Outcome",
    "Skin", "Spark", "ThreadColumn", "ThreadLink", "ThreadNode", "ThreadPicture", "Traveller", "Wheel", "WheelEvent",
    "capacity", "key_mark", "line", "line_pair", "line_table", "road", "road_head", "spark", "stem",
    "thread_pair", "thread_picture", "thread_standing", "thread_table", "wheel", "wheel_table",
]  # fmt: skip
