"""python -m config.embedded_postgres start|stop|status"""

import argparse
import sys
from pathlib import Path

from config.embedded_postgres import EmbeddedPostgresError, Server
from config.embedded_postgres.server import NAME, OWNER


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m config.embedded_postgres", description="The server of this checkout."
    )
    parser.add_argument("act", choices=["start", "stop", "status"])
    act = parser.parse_args().act
    server = Server(Path(__file__).resolve().parents[2])
    if act == "start":
        server.start()
    elif act == "stop":
        print("Stopped." if server.stop() else "It was not running.")
        return
    pid = server.pid()
    print(f"Process: {pid or 'not running'}")
    print(f"Data:    {(server.place.folder / 'data') if server.place.folder else 'none yet'}")
    print(f"Connect: psql -h {server.place.sockets} -U {OWNER} {NAME}")


if __name__ == "__main__":
    try:
        main()
    except EmbeddedPostgresError as error:
        sys.exit(str(error))
