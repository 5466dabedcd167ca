"""The accounts of a municipality of the demo, to sign in with."""

from rodatraden.tenancy.models import User


def cast_of(town: str) -> dict[str, User]:
    """The accounts of a municipality that is built, by their short name: {"controller": …}."""
    start = f"{town}-"
    return {
        user.username.removeprefix(start): user
        for user in User.objects.filter(username__startswith=start).order_by("username")
    }
