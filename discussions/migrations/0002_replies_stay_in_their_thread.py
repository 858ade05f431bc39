"""Ties across rows that Django cannot express: a reply stands in the thread of its parent."""

from django.db import migrations

ADD = """
ALTER TABLE discussions_comment
    ADD CONSTRAINT comment_parent_same_thread
        FOREIGN KEY (parent_id, thread_id) REFERENCES discussions_comment (id, thread_id)
        DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT comment_root_same_thread
        FOREIGN KEY (root_id, thread_id) REFERENCES discussions_comment (id, thread_id)
        DEFERRABLE INITIALLY DEFERRED;
"""
DROP = """
ALTER TABLE discussions_comment
    DROP CONSTRAINT comment_parent_same_thread,
    DROP CONSTRAINT comment_root_same_thread;
"""


class Migration(migrations.Migration):
    dependencies = [("discussions", "0001_initial")]
    operations = [migrations.RunSQL(ADD, DROP)]
