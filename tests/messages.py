"""Collects every sentence of the interface into locale/en and compiles it. Run by `make messages`; needs gettext.

Swedish is the source language: the msgid is the sentence itself. Pure modules mark theirs with `say(…)`.
"""

import subprocess
import sys
from pathlib import Path

import polib
from django.core.management.commands import makemessages

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "rodatraden" / "locale" / "en" / "LC_MESSAGES" / "django.po"
# Our own marks: sentences of the rules, refusals of files, and the verbs of the log, which are translated when shown.
EXTRA = [
    "--keyword=_",
    "--keyword=say:1",
    "--keyword=say_many:2,3",
    "--keyword=_counted:2,3",
    "--keyword=problem:1",
    "--keyword=unreadable:1",
    "--keyword=record:2",
]


class Collect(makemessages.Command):
    """Django's collector, which also knows our own marks."""

    xgettext_options = [*makemessages.Command.xgettext_options, *EXTRA]
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching", "--no-location"]


def collect() -> None:
    command = Collect()
    options = vars(command.create_parser("", "").parse_args(["--locale", "en", "--no-location", "--no-obsolete"]))
    options["ignore_patterns"] = ["*/tests/*", "conftest.py"]
    command.execute(**options)


def compile_catalogue() -> int:
    """Writes the .mo and says what is still to be translated."""
    catalogue = polib.pofile(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    missing = catalogue.untranslated_entries() + catalogue.fuzzy_entries()
    sys.stdout.write(f"{len(catalogue)} sentences, {len(missing)} without translation\n")
    return bool(missing)


if __name__ == "__main__":
    subprocess.run(["xgettext", "--version"], check=True, capture_output=True)
    collect()
    sys.exit(compile_catalogue())
