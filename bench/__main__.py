"""`make bench`: builds a scaled-up municipality in a folder of its own and measures the product against floors.

A floor is the least that could do the job on this machine in this run: an empty view, one bare query for the same
rows, a raw read of the file. The ratio travels between machines; the milliseconds do not.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "rodatraden.settings"
os.environ["RODATRADEN_TODAY"] = "2018-09-10"
FOLDER = tempfile.TemporaryDirectory(prefix="rodatraden-bench-")
os.environ["DATA_DIR"] = FOLDER.name
Path(FOLDER.name, "static").mkdir()

from django.core.management import call_command  # noqa: E402

import rodatraden.wsgi  # noqa: E402, F401 (the process is set up as the server's is)
from bench.cases import CASES, prepare  # noqa: E402
from bench.measure import Result, table  # noqa: E402


def main(chosen: list[str]) -> int:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    where = prepare()
    results: list[Result] = []
    for name, case in CASES.items():
        if not chosen or name in chosen:
            print(f"{name} …", file=sys.stderr, flush=True)
            results.append(case(where))
    shown = table(results)
    print(shown)
    if out := os.environ.get("BENCH_OUT"):
        Path(out).write_text(shown, encoding="utf-8")
    return 0


sys.exit(main(sys.argv[1:]))
