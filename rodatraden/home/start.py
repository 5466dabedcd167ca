"""The installation's own pages: which municipalities it runs, signing in, and choosing a role in the demo."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import login, views
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rodatraden.lib import clock
from rodatraden.organisation.access import RIGHTS
from rodatraden.organisation.models import Role
from rodatraden.steering.active import model_as_read
from rodatraden.steering.schema import Model
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.web.context import Station
from rodatraden.web.views import too_many

BACKEND = "django.contrib.auth.backends.ModelBackend"
TRIES, WAIT = 10, 300
"""Failed tries in a row before one waits, and for how many seconds."""
RIGHT_WORDS = {
    "read": gettext_lazy("läsa"),
    "enter": gettext_lazy("föra in"),
    "assess": gettext_lazy("bedöma"),
    "decide": gettext_lazy("besluta"),
    "administer": gettext_lazy("förvalta"),
}


@dataclass(frozen=True)
class Choice:
    """Somebody of the demo's cast whom one can be: the roles and their tasks in the model's words, and the rights."""

    user_id: int
    name: str
    roles: tuple[str, ...]
    rights: tuple[str, ...]
    tasks: tuple[str, ...] = ()


def start(request: HttpRequest) -> HttpResponse:
    """Which municipality?"""
    municipalities = list(Municipality.objects.all())
    if not settings.DEMO and request.user.is_authenticated:
        known = [each for each in municipalities if _knows(each, request.user)]
        if len(known) == 1:
            return redirect(f"/{known[0].slug}/")
        municipalities = known
    elif not settings.DEMO:
        return redirect("home:sign-in")
    return render(request, "home/start.html", {"municipalities": [(each, _about(each)) for each in municipalities]})


def _knows(municipality: Municipality, user: User) -> bool:
    with scope(municipality):
        return Role.objects.on(clock.today()).filter(person__user=user).exists()


def _about(municipality: Municipality) -> Model | None:
    with scope(municipality):
        return model_as_read(clock.today())


def choose_role(request: HttpRequest, slug: str) -> HttpResponse:
    """In the demo: as whom? Each with what the role may do, in the model's words."""
    municipality = _demo_municipality(slug)
    with scope(municipality):
        model = model_as_read(clock.today())
        choices = _choices(model) if model else []
    context = {
        "chosen": municipality,
        "model": model,
        "choices": choices,
        "stations": [Station(_("Kommun"), municipality.name, current=True)],
    }
    return render(request, "home/roles.html", context)


@require_POST
def become(request: HttpRequest, slug: str) -> HttpResponse:
    """In the demo: signs in as somebody of the cast, who is made up and holds a role today. Nobody else."""
    municipality = _demo_municipality(slug)
    typed = request.POST.get("user", "")
    with scope(municipality):
        user = next((role.person.user for role in _cast() if str(role.person.user_id) == typed), None)
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    return redirect(f"/{municipality.slug}/")


def _cast() -> QuerySet[Role]:
    """The roles of today that one may try on: a real person's account is never among them."""
    held = Role.objects.on(clock.today()).filter(person__example=True).exclude(person__user=None)
    return held.filter(person__user__is_staff=False, person__user__is_superuser=False).select_related(
        "person__user", "unit"
    )


def _demo_municipality(slug: str) -> Municipality:
    """The municipality, if this is the demo and it is one of the demo's; otherwise nothing is known of it."""
    if not settings.DEMO:
        raise Http404
    return get_object_or_404(Municipality, slug=slug, is_demo=True)


def _choices(model: Model) -> list[Choice]:
    held: dict[int, list[Role]] = {}
    for role in _cast().order_by("unit__position", "unit__pk", "kind"):
        held.setdefault(role.person_id, []).append(role)
    return [_choice(model, own) for own in held.values()]


def _choice(model: Model, own: list[Role]) -> Choice:
    described = [(role, model.role_of(role.kind)) for role in own]
    known = [found for _role, found in described if found]
    return Choice(
        own[0].person.user_id or 0,
        own[0].person.name,
        tuple(f"{found.name.one if found else role.kind}, {role.unit.name}" for role, found in described),
        tuple(str(RIGHT_WORDS[right]) for right in RIGHTS if any(right in found.rights for found in known)),
        tuple(dict.fromkeys(task for found in known for task in found.tasks)),
    )


class SignIn(views.LoginView):
    """Local accounts. Who has failed too often waits: by account and address, so that nobody locks others out."""

    template_name = "home/sign-in.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if cache.get(self._key(), 0) >= TRIES:
            return too_many(request, WAIT)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        cache.delete(self._key())
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        cache.set(self._key(), cache.get(self._key(), 0) + 1, WAIT)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_default_redirect_url(self) -> str:
        return reverse("home:start")

    def _key(self) -> str:
        said = f"{self.request.META.get('REMOTE_ADDR')}|{self.request.POST.get('username', '').casefold()}"
        return f"sign-in:{hashlib.sha256(said.encode()).hexdigest()}"


class SignOut(views.LogoutView):
    next_page = "/"
