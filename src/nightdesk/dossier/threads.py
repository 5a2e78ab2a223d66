"""Follow events: which thread a story belongs to, as it comes, from what the wire says and else from its words.

The wire's own links come first, then its slugline, then likeness: the mean with the thread's most alike stories, and a
little for having come soon. A thread that turns out to be two events is parted; two that turn out to be one are merged.
"""

import math
from collections.abc import Iterable

import numpy as np

from ..terms.cutting import Cutting
from .features import Features
from .threads_acts import Act, Filed, Joined, Merged, Part, Parted, Placing, Started, is_digest, says_wrap_up
from .threads_memory import Leaf, Memory, Weights, alike
from .threads_shape import are_one, falls_apart

WINDOW = 20_000
"""Stories of one language that are remembered: more than a week of several wires."""

SILENT_SECONDS = 7 * 86_400
"""A thread that got nothing for so long takes a story only if the wire says so."""

ENOUGH = 0.22
"""Likeness, with what nearness in time adds, from which a story goes on with a thread."""

_BEST = 8
_SOON, _SOON_SECONDS = 0.14, 3 * 86_400
_SLUG_SECONDS = 3 * 86_400
_SLUG_ENOUGH = 0.05
"""Sluglines are used again for other matters: a little likeness is asked for too."""

_THREADS = 6
_RIVALS = 4
_FEW = 2
_ADOPT = 0.36
_COMPARED = 24
_WRAP_LONGER, _WRAP_SHARE, _WRAP_LIKE, _WRAP_FROM = 1.5, 0.6, 0.15, 4


class Threads:
    """The threads that may still grow. Same stories in the same order, same threads; also restored in the middle."""

    def __init__(self, window: int = WINDOW, silent_seconds: float = SILENT_SECONDS) -> None:
        self._window = window
        self._silent = silent_seconds
        self._memories: dict[str, Memory] = {}
        self._leaves: dict[str, tuple[Memory, Leaf]] = {}
        self._members: dict[str, list[Leaf]] = {}
        self._slugs: dict[tuple[str, str], str] = {}
        self._into: dict[str, str] = {}
        self._next = 0

    def __contains__(self, story: str) -> bool:
        return story in self._leaves

    def place(self, features: Features, cutting: Cutting) -> Placing:
        """Put a story in its thread, a new one where it has none. A new version of a story stays where it was."""
        stays = self.thread(features.id)
        self.remove(features.id)
        memory = self._memory(features.language)
        leaf = self._leaf(features, memory.weigh(features), "", ())
        acts: list[Act] = []
        found = stays
        if found is None:
            acts, found = self._by_wire(leaf, cutting, features.language)
        if found is None and not is_digest(cutting):
            acts, found = self._by_words(leaf, memory)
        if found is None:
            leaf.thread, reason = leaf.id, "no story of the last days is enough like it"
            acts = [Started(leaf.id, leaf.id, reason)]
        else:
            leaf.thread = found
        earlier = list(self._members.get(leaf.thread, ()))
        self._keep(memory, leaf, features.language, cutting.slug)
        acts += self._part(leaf.thread)
        filed = Filed(leaf.weights.astype("<f4").tobytes(), cutting.slug, leaf.tied)
        return Placing(tuple(acts), leaf.thread, _part(leaf, earlier, cutting), filed)

    def restore(self, features: Features, filed: Filed, thread: str) -> None:
        """Remember a story that `place` has put in a thread; `thread` is where it is now."""
        weights = np.frombuffer(filed.weights, "<f4").astype(np.float32)
        leaf = self._leaf(features, weights, thread, filed.tied)
        self._keep(self._memory(features.language), leaf, features.language, filed.slug)

    def renew(self, features: Features, filed: Filed, thread: str) -> Filed:
        """The next version of a story, which stays in its thread: it is known by its new words from now on."""
        self.remove(features.id)
        weights = self._memory(features.language).weigh(features)
        known = Filed(weights.astype("<f4").tobytes(), filed.slug, filed.tied)
        self.restore(features, known, thread)
        return known

    def restore_merged(self, thread: str, into: str) -> None:
        """Remember that the id of a thread points to another."""
        self._into[thread] = into

    def remove(self, story: str) -> None:
        """Forget a story at once; its thread keeps its id."""
        found = self._leaves.get(story)
        if found is not None:
            memory, leaf = found
            memory.remove(leaf.number)
            self._gone(leaf)

    def thread(self, story: str) -> str | None:
        """The thread that a story is in, while it is remembered."""
        found = self._leaves.get(story)
        return found[1].thread if found else None

    def stories(self, thread: str) -> tuple[str, ...]:
        """The remembered stories of a thread, oldest first; its id may be one that now points to another."""
        return tuple(leaf.id for leaf in self._members.get(self.lasting(thread), ()))

    def lasting(self, thread: str) -> str:
        """The id that a thread's id points to: itself, or that of the thread it was merged into."""
        while thread in self._into:
            thread = self._into[thread]
        return thread

    def _memory(self, language: str) -> Memory:
        return self._memories.setdefault(language, Memory(self._window))

    def _leaf(self, features: Features, weights: Weights, thread: str, tied: tuple[str, ...]) -> Leaf:
        number = self._next
        self._next += 1
        keys = np.sort(features.keys)
        return Leaf(number, features.id, features.time, features.words, keys, weights, thread, tied)

    def _keep(self, memory: Memory, leaf: Leaf, language: str, slug: str) -> None:
        self._leaves[leaf.id] = (memory, leaf)
        self._members.setdefault(leaf.thread, []).append(leaf)
        if slug:
            self._slugs[language, slug.casefold()] = leaf.id
        for gone in memory.add(leaf):
            self._gone(gone)

    def _gone(self, leaf: Leaf) -> None:
        del self._leaves[leaf.id]
        members = self._members[leaf.thread]
        members.remove(leaf)
        if not members:
            del self._members[leaf.thread]

    def _by_wire(self, leaf: Leaf, cutting: Cutting, language: str) -> tuple[list[Act], str | None]:
        """Where the wire's links put the story, or its slugline. Links to several threads make them one."""
        linked = [one for one in dict.fromkeys(cutting.follows) if one in self._leaves and one != leaf.id]
        if linked:
            leaf.tied = tuple(linked)
            acts, thread = self._join(
                dict.fromkeys(self._leaves[one][1].thread for one in linked), "the wire links both"
            )
            return [*acts, Joined(leaf.id, thread, f"the wire says that it goes with {linked[0]}")], thread
        before = self._leaves.get(self._slugs.get((language, cutting.slug.casefold()), ""))
        if not cutting.slug or before is None or leaf.time - before[1].time > _SLUG_SECONDS:
            return [], None
        other = before[1]
        if float(alike(leaf, [other])[0]) < _SLUG_ENOUGH:
            return [], None
        return [Joined(leaf.id, other.thread, f'it has the slugline of {other.id}, "{cutting.slug}"')], other.thread

    def _by_words(self, leaf: Leaf, memory: Memory) -> tuple[list[Act], str | None]:
        scored = []
        for thread in self._worth(leaf, memory):
            score, nearest = self._likeness(leaf, thread)
            if score >= ENOUGH:
                scored.append((-score, self._members[thread][0].number, thread, nearest))
        if not scored:
            return [], None
        scored.sort()
        score, _, thread, nearest = scored[0]
        acts: list[Act] = []
        same = [other for _, _, other, _ in scored[1:_RIVALS] if self._is_one(thread, other)]
        if same:
            why = f"{leaf.id} goes on with both, and their stories are as alike as each one's own"
            acts, thread = self._join((thread, *same), why)
        return [*acts, Joined(leaf.id, thread, f"likeness {-score:.2f}, most to {nearest}")], thread

    def _worth(self, leaf: Leaf, memory: Memory) -> list[str]:
        """The threads that the story may go on with: those with a story enough like it, the most like first."""
        found = memory.like(leaf.keys, leaf.weights)
        likeness = alike(leaf, found)
        order = np.argsort(-likeness, kind="stable")
        threads = dict.fromkeys(found[at].thread for at in order.tolist() if likeness[at] >= ENOUGH - _SOON)
        return list(threads)[:_THREADS]

    def _is_one(self, thread: str, other: str) -> bool:
        """Whether two threads are one event. One of a story or two joins as those stories would if they came now."""
        one, two = sorted((self._members[thread], self._members[other]), key=len)
        if len(one) > _FEW or len(two) <= _FEW:
            return are_one(one, two)
        return all(self._likeness(leaf, two[0].thread)[0] >= _ADOPT for leaf in one)

    def _likeness(self, leaf: Leaf, thread: str) -> tuple[float, str]:
        """How well the story fits the thread, and the story it is most like."""
        members = self._members[thread]
        apart = leaf.time - max(one.time for one in members)
        if apart > self._silent:
            return 0.0, ""
        seen = members[-_COMPARED:]
        likeness = alike(leaf, seen)
        best = np.sort(likeness)[::-1][:_BEST]
        soon = _SOON * math.exp(-max(0.0, apart) / _SOON_SECONDS)
        return float(best.mean()) + soon, seen[int(likeness.argmax())].id

    def _join(self, threads: Iterable[str], reason: str) -> tuple[list[Act], str]:
        """Make the threads one: the oldest."""
        oldest, *others = sorted(threads, key=lambda one: self._members[one][0].number)
        for other in others:
            for leaf in self._members[other]:
                leaf.thread = oldest
            self._members[oldest] = sorted(
                [*self._members[oldest], *self._members.pop(other)], key=lambda one: one.number
            )
            self._into[other] = oldest
        return [Merged(other, oldest, reason) for other in others], oldest

    def _part(self, thread: str) -> list[Act]:
        """Part the thread where it has turned out to be two events."""
        apart = falls_apart(self._members[thread])
        # Named after the first of its stories that gave its name to no thread that there is: a story that began one may
        # have come anew since, and stand among the later ones.
        new = next((leaf.id for leaf in apart if leaf.id not in self._members), None)
        if new is None:
            return []
        self._into.pop(new, None)
        gone = {leaf.number for leaf in apart}
        self._members[thread] = [leaf for leaf in self._members[thread] if leaf.number not in gone]
        self._members[new] = apart
        for leaf in apart:
            leaf.thread = new
        stories = tuple(leaf.id for leaf in apart)
        return [Parted(thread, new, stories, "they are much more like each other than like the rest of the thread")]


def _part(leaf: Leaf, earlier: list[Leaf], cutting: Cutting) -> Part:
    """A wrap-up says so, or is long, late, and shares with most of what came before."""
    if not earlier or leaf.thread == leaf.id:
        return "first"
    if says_wrap_up(cutting):
        return "wrap-up"
    if len(earlier) < _WRAP_FROM:
        return "follow-up"
    longer = leaf.words >= _WRAP_LONGER * float(np.median([one.words for one in earlier]))
    shares = float((alike(leaf, earlier[-_COMPARED:]) >= _WRAP_LIKE).mean()) >= _WRAP_SHARE
    return "wrap-up" if longer and shares else "follow-up"
