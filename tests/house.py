"""Counts the numbers of the house (docs/decisions/0003): long files, long functions, hidden imports and the like.

Run by `make check`; prints each fault and fails where there is one.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 400, 50, 200
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tracked(pattern: str) -> list[Path]:
    """Files that git knows, or would if they were added."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z", pattern]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in shown.split("\0") if name and (ROOT / name).exists()]


def is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name.startswith(("test_", "conftest"))


def faults_of_function(path: Path, node: Function) -> Iterator[str]:
    length = (node.end_lineno or node.lineno) - node.lineno
    if length > LONGEST_FUNCTION:
        yield f"{path}:{node.lineno} {node.name} has {length} lines"
    if node.returns is None:
        yield f"{path}:{node.lineno} {node.name} has no return type"
    imports = any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))
    if imports and not (path.name == "apps.py" and node.name == "ready"):
        yield f"{path}:{node.lineno} {node.name} hides an import"
    if node.name == "save" and path.name == "models.py":
        yield f"{path}:{node.lineno} a row overrides save()"


def faults_of_source(path: Path, text: str) -> Iterator[str]:
    if (lines := text.count("\n")) > LONGEST_FILE:
        yield f"{path} has {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Function):
            yield from faults_of_function(path, node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "hasattr":
            yield f"{path}:{node.lineno} asks with hasattr"
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names):
            yield f"{path}:{node.lineno} imports everything"


def main() -> int:
    faults: list[str] = []
    source = tests = 0
    for path in tracked("*.py"):
        text = (ROOT / path).read_text(encoding="utf-8")
        if "migrations" in path.parts:
            continue
        if is_test(path):
            tests += text.count("\n")
            continue
        source += text.count("\n")
        faults += faults_of_source(path, text)
    for path in tracked("*.html"):
        lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
        if "templates" in path.parts and lines > LONGEST_TEMPLATE:
            faults.append(f"{path} has {lines} lines")
    if tests < source:
        faults.append(f"{tests} lines of tests for {source} lines of source")
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
