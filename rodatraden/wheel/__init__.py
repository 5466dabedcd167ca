"""The year (Y1–Y4): every meeting, deadline, report, plan and review, as a wheel, a list, a file and a calendar feed.

`entries` are the values and the rules, `sources` where they come from. What a municipality's own people know beyond
its model are rows of this package; all else is worked out each time and never stored.
"""
