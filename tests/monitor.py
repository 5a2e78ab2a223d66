"""The monitor on a large site with five planted faults: five found, none false; and what it took.

    python -m tests.monitor --pages 10000 [--seed 1] [--dir DIR]

Builds a site with a small signer of its own, looks at it once while it is honest, plants a silent edit, an unlogged
page, a killed story's page and another past, lets two days go by, and looks again with the memory of the first look.
Ends with 1 unless exactly those five are found.
"""

import argparse
import asyncio
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from nightdesk.watch.memory import Memory, write_memory
from nightdesk.watch.monitor import Terms, look
from nightdesk.watch.source import FolderSource

sys.path.insert(0, str(Path(__file__).parent))  # as pytest has it


def main() -> None:
    """The command."""
    from watch import planted
    from watch.signed_site import SignedSite

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--dir", type=Path, help="where the site is made; a temporary folder else")
    given = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-monitor-", dir=given.dir))
    start = time.monotonic()
    site = SignedSite(folder / "public", given.pages, seed=given.seed)
    print(
        f"{given.pages} stories, {len(site.log.entries)} entries made in {time.monotonic() - start:.1f} s", flush=True
    )
    memory, found = Memory(), []
    for what in ("honest", "planted"):
        now = planted.moment(site)
        if what == "planted":
            planted.edit(site), planted.unlogged(site), planted.shown_again(site), planted.fork(site)
            now = planted.days_later(site)
        start, used = time.monotonic(), time.process_time()
        report, memory = asyncio.run(look(FolderSource(site.public), memory, Terms(), now))
        seconds, cpu = time.monotonic() - start, time.process_time() - used
        found.append(sorted(finding.kind for finding in report.findings))
        print(f"{what}: {report.pages} pages looked at in {seconds:.1f} s ({cpu:.1f} s of CPU): {found[-1] or 'none'}")
        for finding in report.findings:
            print(f"  {finding.line}")
    write_memory(folder / "state", memory)
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    state = (folder / "state").stat().st_size / len(site.log.entries)
    print(f"state {state:.0f} bytes an entry, {largest:.0f} MB at most")
    shutil.rmtree(folder)
    sys.exit(found != [[], sorted(planted.FIVE)])


if __name__ == "__main__":
    main()
