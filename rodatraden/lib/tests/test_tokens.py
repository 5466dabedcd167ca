"""Secret addresses: a token is known once, and only its sum is kept."""

from rodatraden.lib.tokens import new_token, sum_of


def test_no_token_is_like_another_and_each_fits_in_an_address() -> None:
    made = {new_token() for _ in range(50)}
    assert len(made) == 50
    assert all(len(token) == 43 and token.replace("-", "").replace("_", "").isalnum() for token in made)


def test_the_sum_is_always_the_same_and_does_not_hold_the_token() -> None:
    token = new_token()
    assert sum_of(token) == sum_of(token) != sum_of(new_token())
    assert len(sum_of(token)) == 64 and token not in sum_of(token)
