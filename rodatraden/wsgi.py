import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodatraden.settings")
application = get_wsgi_application()

# A large page makes ten thousand rows and forgets them again. With the usual thresholds the collector walks them,
# and all that was loaded at start, many times over while the page is made: see docs/performance.md.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
