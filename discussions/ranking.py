"""PURE: how sure one may be that a comment is found good, from the few people who said so.

The lower bound of the score interval of E. B. Wilson, "Probable inference, the law of succession, and
statistical inference", Journal of the American Statistical Association 22 (1927), 209-212. With x
successes in n trials, p = x / n, and z the quantile of the normal distribution:

    (p + z²/2n - z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)

which is, after multiplying above and below by n, and so without a division by n twice:

    (x + z²/2 - z √(x(n-x)/n + z²/4)) / (n + z²)

A *trial* is one time that somebody took a comment up: a person who appreciated it (whatever kinds they
pressed: one person is one success), or an answer to it. There are no votes against, and nobody is
followed while reading, so these are the only acts that show somebody weighed the words. An answer is no
vote against; but who wrote it had the three words at hand. So what is argued about more than it is
appreciated stands lower here, and high under *most answered*. Without a vote against and without answers
n would be x, and the bound only another way of counting people.

Someone who both appreciated and answered is one success in two trials: to know that it was the same
person would cost a look at all answers with every post, and moves the bound little.

`Comment.best` is this number, computed by PostgreSQL from two counts of its own row.
"""

from math import sqrt

Z = 1.96  # 95 % between both bounds


def wilson_lower_bound(successes: int, trials: int) -> float:
    """Between 0 and 1; 0 without a success. `successes` is at most `trials`."""
    if not successes:
        return 0.0
    failures = trials - successes
    spread = Z * sqrt(successes * failures / trials + Z * Z / 4)
    return (successes + Z * Z / 2 - spread) / (trials + Z * Z)
