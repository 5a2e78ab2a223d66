"""Measure: one JSON object a line (docs: `make bench`).

python -m bench [--only parse-nitf,rebuild] [--quick]
"""

import argparse
import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence

from .dossier import dossier
from .epaper import epaper_cpu
from .figure import Figure
from .live import live
from .parse import parse_newsml_g2, parse_ninjs, parse_nitf, parse_rss
from .plus_one import plus_one
from .rebuild import rebuild_of_hugo
from .related import related, related_million
from .scale import FULL, QUICK, Scale
from .search import search_p95
from .served import serve_cpu
from .sustained import sustained
from .with_log import live_with_log, log_sizes

Bench = Callable[[Scale], Iterator[Figure]]

BENCHES: tuple[tuple[tuple[str, ...], Bench], ...] = (
    (("parse-nitf",), parse_nitf),
    (("parse-newsml-g2",), parse_newsml_g2),
    (("parse-rss",), parse_rss),
    (("parse-ninjs",), parse_ninjs),
    (("live-p50", "live-p99"), live),
    (("live-with-log",), live_with_log),
    (("log-leaf-bytes", "log-leaf-gzipped", "log-proof-bytes", "log-append"), log_sizes),
    (("sustained",), sustained),
    (("plus-one-statements", "plus-one-files", "plus-one-time"), plus_one),
    (("rebuild",), rebuild_of_hugo),
    (("serve-cpu",), serve_cpu),
    (("epaper-cpu", "epaper-cpu-single"), epaper_cpu),
    (("dossier-p95",), dossier),
    (("related-p95", "library-add"), related),
    (("related-million",), related_million),
    (("search-p95",), search_p95),
)
"""Every bench with the names it measures (contract §6); some print a figure or two beside these."""
NAMES = tuple(name for names, _ in BENCHES for name in names)
ONLY_BY_NAME = frozenset(["search-p95", "related-million"])
"""What takes a quarter of an hour and some gigabytes of the temporary folder."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; exit 0 whatever the figures are: bars are judged by whoever reads them."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", metavar="NAME,…", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--quick", action="store_true", help="small counts: shows that it works, measures nothing")
    asked = parser.parse_args(arguments)
    wanted = [name for name in asked.only.split(",") if name]
    wanted = wanted or [name for name in NAMES if name not in ONLY_BY_NAME]
    unknown = sorted(set(wanted) - set(NAMES))
    if unknown:
        parser.error(f"there is no bench {', '.join(unknown)}; there are {', '.join(NAMES)}")
    for names, bench in BENCHES:
        if not set(names) & set(wanted):
            continue
        if sys.stderr.isatty():
            print(f"… {', '.join(names)}", file=sys.stderr)
        for figure in bench(QUICK if asked.quick else FULL):
            print(json.dumps(figure.as_line()), flush=True)
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that scratch folders go also when it is ended early
    sys.exit(main())
