"""What the application's role may do on PostgreSQL: everything with rows, but the log only grows."""

from django.db import connection
from psycopg import sql

from rodatraden.audit.models import Entry


def grant(role: str, *, truncate: bool = False) -> None:
    """Lets a role use all tables of the schema. `truncate` is for test databases, which are emptied."""
    who = sql.Identifier(role)
    rights = "SELECT, INSERT, UPDATE, DELETE" + (", TRUNCATE" if truncate else "")
    statements = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(who),
        sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA public TO {}").format(sql.SQL(rights), who),
        sql.SQL("GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {}").format(who),
        sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(Entry._meta.db_table), who),
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
