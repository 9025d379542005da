"""Runs in the kernel of live slides, before anything else: whatever a slide needs has run before it, also where pages were passed by.

Pictures are drawn for a room (`nag_helpers.look`). The code of all slides lies beside the slides, in the order of running; a cell is told by its id. What runs here shows nothing.
"""

import json
import os
from pathlib import Path

from IPython import get_ipython
from IPython.utils.capture import capture_output


def _catch_up(shell, slides):
    """Return what is called before a cell runs: it runs all code before that cell which has not run."""
    done = set()

    def before(info):
        here = next((i for i, (name, _) in enumerate(slides) if name and name == info.cell_id), None)
        for i in range(here or 0):
            if i not in done:
                done.add(i)
                with capture_output():
                    shell.run_cell(slides[i][1], store_history=False, silent=True)
        done.add(here)

    return before


_session = os.environ.get("JPY_SESSION_NAME", "")  # the notebook of this kernel, as Jupyter says
_code = Path(os.environ.get("JUPYTER_CONFIG_DIR", ".")) / f"{Path(_session).stem}.json"
if _code.is_file():
    os.environ["NAG_PROJECTED"] = "live"
    get_ipython().events.register(
        "pre_run_cell", _catch_up(get_ipython(), json.loads(_code.read_text(encoding="utf-8")))
    )
