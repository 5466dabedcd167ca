import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from rodatraden.tenancy.operations import ProtectRows


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_initial"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="letters",
            field=models.BooleanField(
                default=True, help_text="får brev även om det som inte är en skyldighet", verbose_name="brev"
            ),
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="dag")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="e-post")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="ämne")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_send", "ska skickas"),
                            ("sending", "skickas"),
                            ("sent", "skickat"),
                            ("unsure", "osäkert om det kom i väg"),
                            ("failed", "gick inte att skicka"),
                        ],
                        default="to_send",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="försök")),
                ("next_at", models.DateTimeField(blank=True, null=True, verbose_name="nästa försök")),
                ("claim", models.CharField(blank=True, max_length=32, verbose_name="märke")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="började skickas")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="skickat")),
                ("fault", models.CharField(blank=True, max_length=300, verbose_name="fel")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.municipality",
                        verbose_name="kommun",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "brev",
                "verbose_name_plural": "brev",
                "ordering": ["-day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, verbose_name="nyckel")),
                ("kind", models.CharField(max_length=60, verbose_name="slag")),
                ("to_role", models.CharField(blank=True, max_length=60, verbose_name="till roll")),
                ("text", models.JSONField(verbose_name="text")),
                (
                    "link",
                    models.CharField(
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A/(?![/\\\\])[^\\s\\x00-\\x1f\\x7f]*\\Z", "Länken ska vara en sökväg i Röda tråden."
                            )
                        ],
                        verbose_name="länk",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="ärende")),
                ("duty", models.BooleanField(default=False, verbose_name="skyldighet")),
                ("due", models.DateField(blank=True, null=True, verbose_name="senast")),
                ("made_at", models.DateTimeField(verbose_name="när")),
                ("made_by", models.CharField(max_length=200, verbose_name="av")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klart")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.municipality",
                        verbose_name="kommun",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="organisation.person",
                        verbose_name="till person",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="organisation.unit",
                        verbose_name="till enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "meddelande",
                "verbose_name_plural": "meddelanden",
                "ordering": [models.OrderBy(models.F("due"), nulls_last=True), "-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="organisation.letter",
                        verbose_name="brev",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.municipality",
                        verbose_name="kommun",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="organisation.notice",
                        verbose_name="meddelande",
                    ),
                ),
            ],
            options={
                "verbose_name": "rad i brev",
                "verbose_name_plural": "rader i brev",
            },
        ),
        migrations.CreateModel(
            name="NoticeRead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="när")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.municipality",
                        verbose_name="kommun",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reads",
                        to="organisation.notice",
                        verbose_name="meddelande",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "läst meddelande",
                "verbose_name_plural": "lästa meddelanden",
            },
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["municipality", "state"], name="letter_by_state"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["municipality", "day"], name="letter_by_day"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(fields=("municipality", "person", "day"), name="letter_once_a_day"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("done_at", None)),
                fields=["municipality", "to_unit", "to_role"],
                name="notice_open_to_role",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("done_at", None)),
                fields=["municipality", "to_person"],
                name="notice_open_to_person",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["municipality", "about"], name="notice_by_matter"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("municipality", "key"), name="notice_told_once"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("to_person__isnull", False), ("to_role", ""), ("to_unit", None)),
                    models.Q(("to_person", None), ("to_unit__isnull", False), models.Q(("to_role", ""), _negated=True)),
                    _connector="OR",
                ),
                name="notice_is_to_a_role_or_a_person",
                violation_error_message="Ett meddelande går till en roll på en enhet eller till en person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterline",
            constraint=models.UniqueConstraint(
                fields=("municipality", "notice", "person"), name="notice_in_one_letter"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeread",
            constraint=models.UniqueConstraint(fields=("municipality", "notice", "person"), name="notice_read_once"),
        ),
        ProtectRows("Notice", "NoticeRead", "Letter", "LetterLine"),
    ]
