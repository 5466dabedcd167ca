from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """The file to load."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Excel (.xlsx) eller CSV. Ingenting ändras förrän du har sett vad som händer."),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def name_and_content(self) -> tuple[str, bytes]:
        """What was uploaded; its size was limited before it was received."""
        uploaded: UploadedFile[bytes] = self.cleaned_data["file"]
        return uploaded.name or "fil", uploaded.read()
