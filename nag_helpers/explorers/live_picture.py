"""The picture of an explorer: one small widget that shows a PNG and answers mouse, pen, touch and keys.

Everything that the page needs for one picture travels in one message: ``frame``. What the hand asks for comes back as a
message with wishes; the page sends the next one when a frame has answered the last, or should have been drawn. What the
page does with a frame stands in ``live_picture.js``.
"""

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class LivePicture(anywidget.AnyWidget):
    """A picture with handles.

    Parameters
    ----------
    answer : callable, (token, wishes)
        Called when the page wishes something; it must set a frame that carries the token, whatever happens.

    Attributes
    ----------
    frame : dict
        ``png``, its ``width`` and ``height`` in pixels of the page, ``alt``, ``question`` and ``words`` (HTML), ``axes``,
        ``handles`` and ``controls`` as the explorer describes them, ``rest`` (whether it is drawn for the page at rest), the
        ``token`` of the message that it answers, and the milliseconds that it ``took``.
    """

    _esm = HERE / "live_picture.js"
    _css = HERE / "live_picture.css"
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, answer):
        super().__init__()
        self.on_msg(lambda _, message, buffers: answer(message["token"], message["wishes"]))

    @property
    def png(self):
        """The picture shown just now, as bytes."""
        return bytes(self.frame["png"])
