"""Reading single articles: articles a second, and memory, for each kind of source.

    python benchmarks/importing.py [seconds for each kind]

Reads the seeds as text, and the pages of `tests/data/pages/` as what they are, over and over. No database. Each kind is
measured in a process of its own, so that its memory is its own.
"""

import multiprocessing
import resource
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PAGES = ROOT / "tests" / "data" / "pages"
SOURCES = {
    "text": sorted((ROOT / "seeds").glob("*.txt")),
    "html": sorted(PAGES.glob("*.html")),
    "markdown": sorted(path for path in PAGES.glob("*.md") if path.name != "README.md"),
    "word": sorted(PAGES.glob("*.docx")),
}


def measure(kind: str, seconds: float) -> tuple[float, float, float]:
    """Articles a second, the slowest article in ms (median of its readings), and the most memory held, in MB."""
    from articles.importers.kinds import SourceKind
    from articles.importers.read import read_article

    files = [(path.name, path.read_bytes()) for path in SOURCES[kind]]
    taken: dict[str, list[float]] = {name: [] for name, _ in files}
    # The first reading pays for what is loaded once.
    for name, raw in files:
        read_article(SourceKind(kind), raw, name=name)
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        for name, raw in files:
            before = time.perf_counter()
            read_article(SourceKind(kind), raw, name=name)
            taken[name].append(time.perf_counter() - before)
    spent = sum(map(sum, taken.values()))
    slowest = max(map(statistics.median, taken.values()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(map(len, taken.values())) / spent, slowest * 1000, memory


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    print("kind      articles   articles/s   slowest (ms)   memory at most (MB)")
    for kind, files in SOURCES.items():
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rate, slowest, memory = pool.apply(measure, (kind, seconds))
        print(f"{kind:<10}{len(files):>8}{rate:>13.1f}{slowest:>15.1f}{memory:>22.0f}")


if __name__ == "__main__":
    main()
