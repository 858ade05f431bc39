import pytest
from django.db import ProgrammingError, connection, transaction


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE discussions_decision SET rule_code = 'x'",
        "DELETE FROM discussions_decision",
        "TRUNCATE discussions_decision CASCADE",
    ],
)
def test_application_role_cannot_rewrite_the_log(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_transactional_tests_can_be_emptied() -> None:
    from accounts.models import User

    User.objects.create(email="an@example.org", display_name="An")
