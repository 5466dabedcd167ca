"""The forms of accounts, in our own words."""

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from rodatraden.organisation.forms import VerbForm

RULE = _("Minst 12 tecken, gärna en mening. Inget som går att gissa.")


class AccountForm(VerbForm):
    """What somebody signs in with."""

    username = forms.CharField(
        label=_("Användarnamn"), max_length=150, help_text=_("Till exempel e-postadressen."), strip=True
    )

    def typed(self) -> str:
        return str(self.cleaned_data["username"])


class ChoosePasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A password, twice."""

    error_messages = {"password_mismatch": _("Lösenorden är inte lika. Skriv samma två gånger.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["new_password1"].label, self.fields["new_password1"].help_text = _("Nytt lösenord"), RULE
        self.fields["new_password2"].label, self.fields["new_password2"].help_text = _("En gång till"), ""


class ChangePasswordForm(PasswordChangeForm, ChoosePasswordForm):
    """The present password first."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["old_password"].label = _("Nuvarande lösenord")
