"""Reads what somebody calls a spreadsheet, or says in plain words why it is none. Pure."""

from rodatraden.exchange.csv_files import read_csv
from rodatraden.exchange.grid import Cell, Sheet, SheetProblem, problem
from rodatraden.exchange.xlsx_files import read_xlsx
from rodatraden.lib.numbers import format_number

__all__ = ["Cell", "Sheet", "SheetProblem", "read"]

MOST_BYTES = 30 * 1024 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(name: str, content: bytes, known: frozenset[str]) -> list[Sheet]:
    """The sheets of an Excel or CSV file that have content; a CSV file has one, without a name.

    What the bytes are decides, not what the name ends with. `known` are the column names, folded, by which a
    header is told from a title above it. Raises SheetProblem.
    """
    if len(content) > MOST_BYTES:
        raise problem("Filen är större än {most} MB.", most=format_number(MOST_BYTES // 2**20))
    if not content.strip():
        raise problem("Filen är tom.")
    _refuse_what_it_is(content)
    if content.startswith(ZIP):
        found = read_xlsx(content, known)
    else:
        if name.lower().endswith((".xlsx", ".xlsm", ".xls")):
            raise problem("Filen heter som en Excelfil men är ingen. Öppna den i Excel och spara om den som .xlsx.")
        sheet = read_csv(content, known)
        found = [sheet] if sheet else []
    if not any(sheet.rows for sheet in found):
        raise problem("Filen har inga rader under rubriken.") if found else problem("Filen är tom.")
    return found


def _refuse_what_it_is(content: bytes) -> None:
    start = content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise problem("Filen är skyddad med lösenord. Ta bort skyddet och spara om den.")
        raise problem("Filen är i det äldre formatet .xls. Spara den som ”Excel-arbetsbok (.xlsx)”.")
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        raise problem("Filen är en webbsida, inte ett kalkylblad. Öppna den i Excel och spara om den som .xlsx.")
    if start.startswith(b"<?xml"):
        raise problem("Filen är XML, inte ett kalkylblad. Öppna den i Excel och spara om den som .xlsx.")
    if start.startswith(b"%pdf"):
        raise problem("Filen är en PDF, inte ett kalkylblad.")
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8")):
        raise problem("Filen är en bild, inte ett kalkylblad.")
    if start.startswith((b"\x1f\x8b", b"rar!", b"7z\xbc\xaf")):
        raise problem("Filen är ett packat arkiv. Packa upp den och välj kalkylbladet.")
