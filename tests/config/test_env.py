import pytest

from config import env


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("ja", None), ("off", False), ("", True)]
)
def test_flag_reads_or_refuses(value: str, expected: bool | None) -> None:
    if expected is None:
        with pytest.raises(env.BadSetting, match="LOCAL"):
            env.flag("LOCAL", env={"LOCAL": value})
    else:
        assert env.flag("LOCAL", default=True, env={"LOCAL": value}) is expected


@pytest.mark.parametrize("value", ["acht", "8.5", "0", "70000"])
def test_number_out_of_range_names_the_variable(value: str) -> None:
    with pytest.raises(env.BadSetting, match="PORT"):
        env.number("PORT", 8000, low=1, high=65535, env={"PORT": value})


def test_secret_too_short_is_refused_and_not_repeated() -> None:
    with pytest.raises(env.BadSetting) as refused:
        env.secret("SECRET_KEY", env={"SECRET_KEY": "kort-geheim"})
    assert "kort-geheim" not in str(refused.value)


def test_database_reads_every_part() -> None:
    found = env.database(
        "DATABASE_URL",
        env={"DATABASE_URL": "postgres://me:p%40ss@db.example.org:5433/naam?sslmode=require"},
    )
    assert found == {
        "NAME": "naam",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_database_keeps_the_case_of_a_socket_folder() -> None:
    found = env.database("D", env={"D": "postgresql://me@%2Frun%2FMapÉ/naam"})
    assert found["HOST"] == "/run/MapÉ"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "mysql://me:geheim@host/db",
        "postgres://me:geheim@host",
        "postgres://me:geheim@host:x/db",
    ],
)
def test_database_refuses_without_repeating_the_password(value: str) -> None:
    with pytest.raises(env.BadSetting) as refused:
        env.database("DATABASE_URL", env={"DATABASE_URL": value})
    assert "DATABASE_URL" in str(refused.value)
    assert "geheim" not in str(refused.value)
