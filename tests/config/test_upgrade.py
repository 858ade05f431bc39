import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config import roles
from config.management.commands import upgrade


@pytest.mark.django_db(transaction=True)
def test_upgrade_refuses_an_older_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the oldest server we take were newer than the one the tests run on."""
    monkeypatch.setattr(upgrade, "LEAST_POSTGRESQL", 990000)
    with pytest.raises(CommandError, match="vraagt versie 15 of nieuwer"):
        call_command("upgrade")


@pytest.mark.django_db
def test_upgrade_takes_the_server_it_runs_on() -> None:
    assert roles.LEAST_POSTGRESQL == 150000
    upgrade.refuse_old_server()


@pytest.mark.django_db(transaction=True)
def test_upgrade_twice_changes_nothing_and_keeps_the_wall() -> None:
    call_command("upgrade")
    call_command("upgrade")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_column_privilege('discussions_decision', 'outcome', 'INSERT'),"
            " has_column_privilege('discussions_decision', 'id', 'INSERT'),"
            " has_table_privilege('discussions_decision', 'UPDATE, DELETE, TRUNCATE')"
        )
        assert cursor.fetchone() == (True, False, False)
