from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("preparation", "0001_initial")]

    operations = [migrations.RenameField("change", "outcome", "verdict")]
