"""Storing very many rows at once: streamed to PostgreSQL by COPY, which checks them like any insert."""

from collections.abc import Iterable, Sequence

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED


def copy_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Store rows of `model`; each holds the values of the fields called `names`, in that order.

    A foreign key goes by its column ("thread_id"). Other fields get their default, and a number that the
    database gives or computes is left to it. Memory holds one row at a time. Raises `ValueError` for a field whose
    default is made anew for each row and that is not among `names`, and `IntegrityError` as an insert does.
    """
    others = [
        field
        for field in model._meta.local_concrete_fields
        if field.attname not in names and not field.primary_key and not field.generated
    ]
    if made := [field.name for field in others if callable(field.default) and _is_given(field)]:
        raise ValueError(f"Give these of each row: {', '.join(made)}.")
    defaults = [field.get_default() for field in others]
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, [*names, *(str(field.column) for field in others)]))
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row([*row, *defaults])


def _is_given(field: "models.Field[object, object]") -> bool:
    return field.default is not NOT_PROVIDED
