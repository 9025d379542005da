"""The session of an explorer: from a control or from the hand in the page to a new frame, one after the other.

A matplotlib figure is no place for two threads, and some kernels run callbacks on a second one: one lock serves all explorers.
"""

import collections
import contextlib
import threading
import time

import numpy as np

from nag_helpers import look
from nag_helpers.explorers import controls
from nag_helpers.explorers.live_picture import LivePicture
from nag_helpers.explorers.scene import Scene
from nag_helpers.explorers.settings import Settings
from nag_helpers.explorers.words import as_html

_LOCK = threading.RLock()
_AWAKE = collections.deque()  # the sessions that hold a drawn figure, the one used last at the end
_AWAKE_AT_MOST = 6  # a page shows two at a time, and a notebook has at most four


class Session:
    """What goes on between an explorer and the page that shows it.

    Parameters
    ----------
    explorer : Explorer

    Attributes
    ----------
    settings : Settings
    scene : Scene
    picture : LivePicture
    """

    def __init__(self, explorer):
        self._explorer = explorer
        self.settings = Settings(explorer.controls, self._on_change)
        self.scene = Scene()
        self.picture = LivePicture(self._answer)
        self._screen = {"ratio": 1, "size": "wide", "dark": False}  # as the page last told
        self._token, self._asked = None, time.perf_counter()
        self._changes_under_way = 0
        self._made_by_drawing = set()  # names of the explorer's attributes

    def set(self, **values):
        """Set several controls by name and draw once."""
        with self._changes():
            for name, value in values.items():
                self.settings.set(name, value)

    def refresh(self):
        """Draw everything again, and show it."""
        with _LOCK:
            self.scene.setting = None
            self._update()
            self._show()

    def still(self):
        """Return the picture as it is now, as a PNG on light paper, and the sentence that says what it shows."""
        with _LOCK:
            self._update()
            return self.scene.paint(
                look.PROJECTED_DPI / 100 if look.projected() else 1, dark=False
            ), self._explorer.description

    # ---- from a control or a handle

    def _on_change(self, name, value):
        from_page = not self._changes_under_way
        if self.settings.is_rounded(name, value) or (from_page and self.settings.is_overtaken(name, value)):
            return
        with self._changes():
            self.settings.values[name] = value
            self.set(**self._explorer.follow(name, dict(self.settings.values)))

    def _answer(self, token, wishes):
        """Do what the page wishes, and answer with one frame in any case: the page waits for it."""
        with _LOCK:
            self._token, self._asked = token, time.perf_counter()
            try:
                with self._changes(show=False):
                    for wish in wishes:
                        self._grant(**wish)
            finally:
                self._show(at_rest=any(wish["kind"] == "rest" for wish in wishes))

    def _grant(self, kind, **wish):
        {"rest": self._rest, "type": self._type, "place": self._place, "step": self._step}[kind](**wish)

    def _rest(self, ratio=1, size="wide", dark=False):
        self.set(**self.settings.release())
        if size != self._screen["size"]:
            self.scene.setting = None
        self._screen = {"ratio": ratio, "size": size, "dark": dark}

    def _type(self, control, value):
        self.set(**{control: controls.typed(self.settings.widgets[control], value)})

    def _place(self, handle, x, y):
        if handle < len(self.scene.handles):
            self._hold(self.scene.handles[handle].placed(self.settings.widgets, x, y))

    def _step(self, handle, right=0, up=0):
        if handle < len(self.scene.handles):
            held = self.scene.handles[handle]
            self._hold(held.stepped(self.settings.widgets, self.settings.values, right, up))

    def _hold(self, wished):
        self.settings.take(wished)
        self.set(**wished)

    @contextlib.contextmanager
    def _changes(self, show=True):
        """Hold the drawing back until the last of several changes that belong together."""
        with _LOCK:
            if not self._changes_under_way:
                self._update()  # for one that sleeps
            self._changes_under_way += 1
            try:
                yield
            finally:
                self._changes_under_way -= 1
            if not self._changes_under_way and self._update() and show:
                self._show()

    # ---- to the picture

    def _update(self):
        """Draw what the controls are set to; return whether that was not drawn yet."""
        values, before = dict(self.settings.values), self.scene.setting
        if values == before:
            return False
        self._wake()
        redrawn = before is None or any(values[name] != before[name] for name in self._explorer.redraw_on)
        with np.errstate(all="ignore"):  # what diverges is drawn and said
            if redrawn:
                self._draw(values)
            else:
                self.scene.haunt()
            self._explorer.description = self._explorer.moved(values)
        self.scene.setting = values
        if redrawn:
            self.scene.settle(values)
        elif self._explorer.names_seek:
            self.scene.seek(values)
        else:
            self.scene.ride()
        return True

    def _draw(self, values):
        """Let the explorer draw what stays."""
        explorer, size = self._explorer, self._screen["size"]
        before = set(vars(explorer))
        figure = self.scene.emptied(
            look.projected_explorer(explorer.size[1]) if look.projected() else explorer.sizes[size]
        )
        moving = explorer.draw(figure, **{name: values[name] for name in explorer.redraw_on})
        if look.projected():
            look.break_lines(figure)
        self.scene.keep(moving, explorer.named(), explorer.labelled(), explorer.handles(), explorer.ghosts())
        self._made_by_drawing |= set(vars(explorer)) - before  # what `_sleep` lets go of

    def _show(self, at_rest=False):
        """Send the picture and all that belongs to it to the page, in one message."""
        explorer, values = self._explorer, self.settings.values
        if at_rest:
            self.scene.settle(values)
        screen = self._screen if at_rest else {**self._screen, "ratio": 1}
        self.picture.frame = {
            "png": self.scene.paint(
                (look.PROJECTED_RATIO if look.projected() else 1) * screen["ratio"], screen["dark"]
            ),
            **self.scene.described(self.settings.widgets, values),
            **screen,
            "rest": at_rest,
            "token": self._token,
            "took": 1000 * (time.perf_counter() - self._asked),
            "question": explorer.question,
            "alt": explorer.description,
            "words": as_html(explorer.description, explorer.inks),
            "controls": {
                name: {"label": control.description, "text": controls.said(control, values.get(name))}
                for name, control in explorer.controls.items()
            },
        }

    # ---- asleep and awake

    def _wake(self):
        """Become the one used last; the one that nobody has used for longest lets its figure go.

        A cell run again makes a new explorer, and the notebook keeps the old one: each would hold 12 to 20 MB.
        """
        if self in _AWAKE:
            _AWAKE.remove(self)
        _AWAKE.append(self)
        send_to_sleep(but=_AWAKE_AT_MOST)

    def _sleep(self):
        """Let go of all that is drawn; whatever is asked of this explorer next draws it again."""
        self.scene.let_go()
        for name in self._made_by_drawing:
            delattr(self._explorer, name)
        self._made_by_drawing = set()


def send_to_sleep(but=0):
    """Let the explorers let their figures go, all but so many of those used last."""
    with _LOCK:
        while len(_AWAKE) > but:
            _AWAKE.popleft()._sleep()
