"""Runs typst apart from the server: content in on standard input, the file out on standard output.

Started by path with an interpreter that sees nothing of the environment, so it imports nothing of ours. Limits
are set here, on this process alone: what goes wrong in typst, or takes too much, ends here.

Arguments: template, format (pdf or png), seconds of processor time, bytes of memory. Exit code 0: done. 3: typst
is not installed. 4: typst refused the content; why stands on standard error.
"""

import resource
import sys
from pathlib import Path

MISSING, REFUSED = 3, 4

try:
    import typst
except ImportError:
    sys.exit(MISSING)

HERE = Path(__file__).parent
PIXELS_PER_INCH = 150.0


def main() -> int:
    template, form, seconds, memory = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read().decode()
    try:
        compiler = typst.Compiler(
            input=str(HERE / template),
            root=str(HERE),
            font_paths=[str(HERE / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"content": content},
        )
        if form == "pdf":
            made = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"])
        else:
            made = compiler.compile(format="png", ppi=PIXELS_PER_INCH)
    except typst.TypstError as fault:
        sys.stderr.write(str(fault))
        return REFUSED
    for page in made if isinstance(made, list) else [made]:
        if page is None:
            return REFUSED
        if form == "png":
            sys.stdout.buffer.write(len(page).to_bytes(8, "big"))
        sys.stdout.buffer.write(page)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
