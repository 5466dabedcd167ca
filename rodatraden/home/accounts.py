"""Accounts: given to a person by who administers, opened by the holder who chooses a password."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse, reverse_lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from rodatraden.home.forms import AccountForm, ChangePasswordForm, ChoosePasswordForm
from rodatraden.organisation import pages
from rodatraden.organisation.access import fetch, need_anywhere
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Person
from rodatraden.organisation.services import give_account, invitation, may_be_invited
from rodatraden.tenancy.models import User
from rodatraden.web.context import Station

BACKEND = "django.contrib.auth.backends.ModelBackend"


def account_panel(request: Request, person: Person) -> SafeString:
    """On a person's page: the account, to its holder and to who administers."""
    context = {
        "person": person,
        "own": person.pk == request.actor.person_id,
        "may": request.actor.may_anywhere("administer"),
        "invited": person.user is not None and may_be_invited(person.user),
    }
    return SafeString(render_to_string("home/panel_account.html", context, request))


@never_cache
def account(request: Request, pk: int) -> HttpResponse:
    """Gives a person an account, and shows once the address where its holder chooses a password."""
    need_anywhere(request.actor, "administer")
    person = fetch(request, Person.objects.select_related("user"), pk=pk)
    form = AccountForm(request.POST or None, initial={"username": person.email})
    user = person.user
    if request.method == "POST" and (user or form.does(lambda: give_account(request.actor, person, form.typed()))):
        user = user or User.objects.get(username=form.typed())
    context = {
        "person": person,
        "form": form,
        "user_of": user,
        "address": address_for(request, user) if user and request.method == "POST" and may_be_invited(user) else "",
        "stations": pages.stations(request.actor.tree, last=person.name, level=_("Person")),
    }
    return render(request, "home/account.html", context, status=422 if form.errors and not user else 200)


def address_for(request: Request, user: User) -> str:
    """Where the account's holder chooses a password."""
    return request.build_absolute_uri(reverse("home:choose-password", kwargs=invitation(user)))


class PasswordPage(FormView):  # type: ignore[type-arg]  # not subscriptable at run time
    """A password, chosen or changed; what was wrong is answered 422."""

    template_name = "home/password.html"
    success_url = reverse_lazy("home:start")
    changing = False

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        station = Station(_("Konto"), _("Byt lösenord") if self.changing else _("Välj lösenord"), current=True)
        return super().get_context_data(**context, changing=self.changing, stations=[station])

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ChoosePassword(PasswordPage, PasswordResetConfirmView):
    """The holder of a new account chooses its password, and is signed in."""

    form_class = ChoosePasswordForm
    post_reset_login = True
    post_reset_login_backend = BACKEND


class ChangePassword(LoginRequiredMixin, SuccessMessageMixin, PasswordPage, PasswordChangeView):  # type: ignore[type-arg]
    """Another password for who knows the present one."""

    form_class = ChangePasswordForm
    changing = True
    success_message = gettext_lazy("Lösenordet är bytt.")
