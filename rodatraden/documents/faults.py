"""What can go wrong when a document is made. Each says to a reader what it means and what to do."""

from rodatraden.lib.text import Text, say


class DocumentFault(Exception):
    """A document could not be made in the format asked for. The content is untouched, other formats may work."""

    words: Text = say("Dokumentet gick inte att göra.")

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return str(self.words)


class TypesetterMissing(DocumentFault):
    words = say("PDF går inte att göra här: typst är inte installerat. Sidan, Word och Excel fungerar ändå.")


class TypesetterSlow(DocumentFault):
    words = say("PDF:en tog för lång tid eller för mycket minne. Dela upp dokumentet, eller hämta det som Word.")


class TypesetterFailed(DocumentFault):
    words = say("PDF:en gick inte att sätta. Hämta dokumentet som Word så länge, och säg till den som sköter systemet.")


class DiskFull(DocumentFault):
    words = say("Dokumentet gick inte att spara. Är disken full? Inget är ändrat.")


class Damaged(DocumentFault):
    words = say("Dokumentets fil saknas eller är inte den som frystes. Återställ den från en säkerhetskopia.")
