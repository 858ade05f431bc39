"""A freely licensed article with two claims and a small discussion."""

from dataclasses import dataclass

import pytest

from accounts.models import User
from articles.models import Article, Claim
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment
from tests.factories import hide, make_person, say
from tests.own_texts import HIDDEN, OPEN, bring_in, claim_at


@dataclass
class Scene:
    article: Article
    claim: Claim
    an: User
    root: Comment
    answer: Comment
    hidden: Comment
    withdrawn: Comment
    on_claim: Comment


@pytest.fixture
def scene(db: None) -> Scene:
    article = bring_in()
    claim = claim_at(article, OPEN, "Kort overleg is genoeg.")
    claim_at(article, HIDDEN, "Een teken in de gang helpt.")
    an, bas = make_person("An"), make_person("Bas")
    root = say(an, "Dat herken ik & <b>zo</b> gaat het </script><script>alert(1)", under=article)
    answer = say(bas, "Ik ook.", under=root)
    hidden = say(bas, "Een geheim gif.", under=root)
    say(an, "Onder het gif.", under=hidden)
    hide(hidden)
    withdrawn = say(bas, "Toch maar niet gezegd.", under=article)
    withdraw_comment(comment=withdrawn, person=bas)
    on_claim = say(bas, "Over de stelling.", under=claim)
    return Scene(article, claim, an, root, answer, hidden, withdrawn, on_claim)
