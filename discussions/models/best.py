"""`discussions.ranking` in SQL, for the column that PostgreSQL computes."""

from django.db import models
from django.db.models.functions import Cast, Sqrt

from discussions.ranking import Z

# Successes are people who appreciated, failures are answers.
_SUCCESSES = Cast("appreciated_by", models.FloatField())
_FAILURES = Cast("reply_count", models.FloatField())
_TRIALS = _SUCCESSES + _FAILURES
WILSON = models.Case(
    models.When(appreciated_by=0, then=models.Value(0.0)),
    default=(
        _SUCCESSES
        + models.Value(Z * Z / 2)
        - models.Value(Z) * Sqrt(_SUCCESSES * _FAILURES / _TRIALS + models.Value(Z * Z / 4))
    )
    / (_TRIALS + models.Value(Z * Z)),
    output_field=models.FloatField(),
)
