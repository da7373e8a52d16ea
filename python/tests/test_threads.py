"""Threads in parallel: the same results, and the interpreter goes on while the library works."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import crossplan


def test_the_same_results_in_parallel(plans, alignment, cases):
    texts = [case.read_text(encoding="utf-8") for case in cases]

    def work(_):
        return ([crossplan.read(text) for text in texts], crossplan.align(plans), crossplan.diff(plans[0], plans[1]),
                alignment.neighbours(alignment.members[0]))

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(work, range(8)))
    assert all(result == results[0] for result in results)


def test_one_object_from_many_threads(plans):
    plan = plans[4]
    expected = [(item.id, item.title, repr(item.promises)) for item in plan]
    again = crossplan.align(plans)
    pairs = again.pairs[:16]

    def work(_):
        # The index of an unpickled or fresh alignment is made by whoever comes first.
        assert [(item.id, item.title, repr(item.promises)) for item in plan] == expected
        return [again.explain(pair.a, pair.b) for pair in pairs]

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(16)))
    assert all(result == results[0] for result in results)


def test_the_interpreter_goes_on(cases):
    """While a long text is read in one thread, another one counts."""
    body = cases[0].read_text(encoding="utf-8")
    # Many readings in one call would hide a lock that is taken and given back between them: one long text.
    long = body + "\n" + "\n".join(body.split("\n")[3:] * 60)
    done = threading.Event()
    counted = 0

    def reading():
        crossplan.read(long)
        done.set()

    thread = threading.Thread(target=reading)
    thread.start()
    while not done.is_set():
        counted += 1
    thread.join()
    assert counted > 1000


def test_functions_are_called_from_worker_threads(plans, alignment):
    result = crossplan.align(plans, similarity=lambda a, b: None if a.path == b.path else None)
    assert [row.members for row in result] == [row.members for row in alignment]
