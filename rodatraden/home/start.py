"""The installation's own pages: which municipalities it runs, signing in, and choosing a role in the demo."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login, views
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.lib import clock
from rodatraden.organisation.models import Person, Role
from rodatraden.steering.active import active_model
from rodatraden.steering.schema import Model
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.web.context import Station

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Choice:
    """Somebody of the demo's cast whom one can be: the person, the roles in words, and their rights."""

    user_id: int
    name: str
    roles: tuple[str, ...]
    rights: tuple[str, ...]


def start(request: HttpRequest) -> HttpResponse:
    """Which municipality?"""
    municipalities = Municipality.objects.all()
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
        return Person.objects.filter(user=user).exists()


def _about(municipality: Municipality) -> Model | None:
    with scope(municipality):
        return active_model(clock.today())


def choose_role(request: HttpRequest, slug: str) -> HttpResponse:
    """In the demo: as whom? Each with what the role may do, in the model's words."""
    municipality = _demo_municipality(slug)
    with scope(municipality):
        model = active_model(clock.today())
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
    """In the demo: signs in as somebody of the cast."""
    municipality = _demo_municipality(slug)
    with scope(municipality):
        typed = request.POST.get("user", "")
        person = get_object_or_404(Person.objects.select_related("user"), user=int(typed) if typed.isdecimal() else 0)
    if person.user is None:
        raise Http404
    login(request, person.user, backend=BACKEND)
    return redirect(f"/{municipality.slug}/")


def _demo_municipality(slug: str) -> Municipality:
    """The municipality, if this is the demo and it is one of the demo's; otherwise nothing is known of it."""
    if not settings.DEMO:
        raise Http404
    return get_object_or_404(Municipality, slug=slug, is_demo=True)


def _choices(model: Model) -> list[Choice]:
    held: dict[int, list[Role]] = {}
    roles = Role.objects.on(clock.today()).exclude(person__user=None).select_related("person", "unit")
    for role in roles.order_by("unit__position", "unit__pk", "kind"):
        held.setdefault(role.person_id, []).append(role)
    return [
        Choice(
            own[0].person.user_id or 0,
            own[0].person.name,
            tuple(f"{_word(model, role.kind)}, {role.unit.name}" for role in own),
            tuple(dict.fromkeys(right for role in own for right in _rights(model, role.kind))),
        )
        for own in held.values()
    ]


def _word(model: Model, kind: str) -> str:
    role = model.role_of(kind)
    return role.name.one if role else kind


def _rights(model: Model, kind: str) -> tuple[str, ...]:
    role = model.role_of(kind)
    return role.rights if role else ()


class SignIn(views.LoginView):
    """Local accounts."""

    template_name = "home/sign-in.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        return reverse("home:start")


class SignOut(views.LogoutView):
    next_page = "/"
