"""Reading a foreign file in a process of its own, which can be bound, killed and thrown away.

`python -m store.imports.child` reads one JSON request `{path, staging, zone, now_ms, as_of, mapping, limits}` and
answers with JSON lines: `{"rows", "refused", "bytes", "of"}` now and then, then one of `{"done": meta}`,
`{"refusal": {code, params}}`, `{"unavailable": {code, params}}` or `{"fault": "KeyError plan.py:80"}`. Without a
`staging` the file is explained and nothing is staged.

It imports neither sqlmodel nor sqlalchemy nor pydantic: that would take longer than reading most files.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from types import TracebackType

from store.book.errors import Refusal, Unavailable
from store.imports.explain_file import examine
from store.imports.filling import Request, fill
from store.imports.limits import Limits, bind_this_process


def main() -> None:
    """Read the request, bind this process, fill the staging file, answer."""
    sys.excepthook = _tell_fault
    asked = json.load(sys.stdin)
    limits = Limits(**asked["limits"])
    bind_this_process(limits)
    # Rows are lists of texts and hold no cycles: looking for some among millions would be all that it does.
    gc.disable()
    request = Request(
        path=Path(asked["path"]),
        staging=Path(asked["staging"] or os.devnull),
        zone=asked["zone"],
        now_ms=asked["now_ms"],
        limits=limits,
        as_of=asked["as_of"],
        mapping=Path(asked["mapping"]) if asked["mapping"] else None,
    )
    try:
        _say(done=examine(request) if asked["staging"] is None else fill(request, _report))
    except Refusal as no:
        _say(refusal={"code": no.reason.code, "params": dict(no.reason.params)})
    except Unavailable as later:
        _say(unavailable={"code": later.reason.code, "params": dict(later.reason.params)})
    except MemoryError:
        _say(refusal={"code": "file.too_large", "params": {"limit_mb": limits.memory_mb}})


def _report(rows: int, refused: int, done: int, of: int) -> None:
    _say(rows=rows, refused=refused, bytes=done, of=of)


def _say(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _tell_fault(kind: type[BaseException], _fault: BaseException, trace: TracebackType | None) -> None:
    """Where it broke, without the message: that would quote buyers' data."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    _say(fault=f"{kind.__name__}{place}")


if __name__ == "__main__":
    main()
