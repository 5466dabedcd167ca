from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0005_series_breaks"),
        ("organisation", "0002_notices"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="people",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="antal personer"),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(
                condition=models.Q(("people__isnull", False), ("superseded_at", None)),
                fields=["municipality", "indicator"],
                name="outcomes_on_people",
            ),
        ),
    ]
