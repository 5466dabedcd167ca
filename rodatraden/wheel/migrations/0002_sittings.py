from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wheel", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="ownentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sitting", "organets sammanträde"),
                    ("meeting", "möte"),
                    ("deadline", "sista dag"),
                    ("report", "rapport"),
                    ("plan", "plan"),
                    ("review", "arbete eller granskning"),
                    ("own", "övrigt"),
                ],
                default="own",
                max_length=8,
                verbose_name="slag",
            ),
        ),
    ]
