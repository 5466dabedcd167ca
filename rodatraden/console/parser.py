"""What the console says of its own usage, in Swedish, which argparse does not speak."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

_WORDS = tuple(
    (re.compile(english), swedish)
    for english, swedish in (
        (r"argument (.+?): (.+)", r"{0}: {1}"),
        (r"the following arguments are required: (.+)", r"det här saknas: {0}"),
        (r"unrecognized arguments: (.+)", r"det här känns inte igen: {0}"),
        (r"invalid choice: (.+?) \(choose from (.+)\)", r"{0} går inte att välja, bara {1}"),
        (r"expected one argument", r"ange ett värde"),
        (r"expected at least one argument", r"ange minst ett värde"),
        (r"invalid int value: (.+)", r"{0} är inget heltal"),
        (r"invalid \w+ value: (.+)", r"{0} går inte att läsa"),
        (r"ignored explicit argument (.+)", r"väljs utan värde, men fick {0}"),
        (r"ambiguous option: (.+) could match (.+)", r"{0} kan betyda {1}"),
        (r"not allowed with argument (.+)", r"går inte ihop med {0}"),
    )
)


def in_swedish(message: str) -> str:
    """What argparse says is wrong, in Swedish; what it did not say itself is Swedish already."""
    for english, swedish in _WORDS:
        found = english.fullmatch(message)
        if found:
            return swedish.format(*map(in_swedish, found.groups()))
    return message


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Så skrivs det: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that helps and refuses in Swedish. Those of its commands are of the same kind."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "add_help": False, "formatter_class": _Help})
        self._positionals.title, self._optionals.title = "anges", "kan väljas"
        self.add_argument("-h", "--help", action="help", help="visar den här hjälpen")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: fel: {in_swedish(message)}\n")
