"""The controls of explorers: ipywidgets, made alike on versions 7.7 and 8.1, and what can be asked of them."""

import math

import ipywidgets as widgets
import numpy as np

from nag_helpers.explorers.words import short

WIDTH = "250px"
LONG = 24  # letters: an option that has more is cut off in one column


def _look(label):
    tip = "tooltip" if "tooltip" in widgets.DOMWidget.class_trait_names() else "description_tooltip"  # 8, or 7
    return {
        "description": label,
        tip: label,
        "style": {"description_width": "initial"},
        "layout": {"width": WIDTH, "height": "auto"},
    }


def slider(label, value, low, high, step, digits=2):
    """Make a slider for a number."""
    return widgets.FloatSlider(
        value, min=low, max=high, step=step, readout_format=f".{digits}f", continuous_update=True, **_look(label)
    )


def log_slider(label, value, low, high):
    """Make a slider for a positive number whose steps are equal shares: twenty-five to each factor of ten."""
    return widgets.FloatLogSlider(
        value,
        min=math.log10(low),
        max=math.log10(high),
        step=0.04,
        readout_format=".3g",
        continuous_update=True,
        **_look(label),
    )


def whole_slider(label, value, low, high, step=1):
    """Make a slider for a whole number."""
    return widgets.IntSlider(value, min=low, max=high, step=step, continuous_update=True, **_look(label))


def choice(label, options, value=None):
    """Make a drop-down list; ``options`` are texts, or (text, value) pairs."""
    options = list(options)
    first = options[0][1] if isinstance(options[0], tuple) else options[0]
    return widgets.Dropdown(options=options, value=first if value is None else value, **_look(label))


def switch(label, value=False):
    """Make a check box."""
    return widgets.Checkbox(value, description=label, indent=False, layout={"width": WIDTH})


def button(label, action):
    """Make a button; ``action`` is called without arguments."""
    made = widgets.Button(description=label, layout={"width": WIDTH})
    made.on_click(lambda _: action())
    return made


def play(counter, interval=100):
    """Make Play, Pause and Stop buttons that count a `whole_slider` up, every ``interval`` milliseconds."""
    made = widgets.Play(
        counter.value, min=counter.min, max=counter.max, step=counter.step, interval=interval, description="Play"
    )
    widgets.link((made, "value"), (counter, "value"))
    for limit in ("min", "max"):
        widgets.link((counter, limit), (made, limit))
    return made


def set_range(control, low, high, value, step=None):
    """Give a slider other limits and another value, in an order that it accepts and in one message to the page.

    In several messages the page would send back what it makes of the first ones, and undo the last. In one message the
    limits must stand before the value: the page would cut a value at the old ones. What `hold_sync` sends has no fixed
    order, so the message is sent before, in the right one; the second then changes nothing.
    """
    with control.hold_sync():
        if low <= control.max:
            control.min, control.max = low, high
        else:
            control.max, control.min = high, low
        if step is not None:
            control.step = step
        control.value = value
        control.send_state(["min", "max", "step", "value"])


def is_wide(control):
    """Whether a list has an option so long that it needs the room of two controls."""
    if not isinstance(control, widgets.Dropdown):
        return False
    return any(len(str(each[0] if isinstance(each, tuple) else each)) > LONG for each in control.options)


def is_setting(control):
    """Whether a control has a value to be set: Play and buttons have none of their own."""
    return not isinstance(control, (widgets.Play, widgets.Button))


def is_rounded(control, meant, value):
    """Whether a value is only what the page made of the one that was meant: it rounds a slider to its steps."""
    if not isinstance(control, (widgets.FloatSlider, widgets.FloatLogSlider)):
        return False
    steps, steps_meant = ((place_of(control, each) - control.min) / control.step for each in (value, meant))
    return abs(steps - round(steps)) < 1e-6 and abs(steps - steps_meant) < 0.5 + 1e-6


def nearest(control, value):
    """Return what a control can be set to that lies nearest to a number."""
    if hasattr(control, "options"):
        options = np.array([each[1] if isinstance(each, tuple) else each for each in control.options])
        return options[np.abs(np.log(options / max(value, 1e-12))).argmin()].item()
    if isinstance(control, widgets.FloatLogSlider):
        value = max(value, 1e-300)
    return _on_a_step(control, place_of(control, value))


def typed(control, value):
    """Return what a slider is set to by a number that somebody types: this number, between its ends; a whole one if it counts."""
    limits = control.min, control.max
    low, high = (control.base**limit for limit in limits) if isinstance(control, widgets.FloatLogSlider) else limits
    value = min(max(value, low), high)
    return round(value) if isinstance(control, widgets.IntSlider) else float(value)


def stepped(control, value, steps):
    """Return what a control is set to after a number of its steps, up or down, from ``value``."""
    if hasattr(control, "options"):
        options = [each[1] if isinstance(each, tuple) else each for each in control.options]
        return options[min(max(options.index(value) + steps, 0), len(options) - 1)]
    return _on_a_step(control, place_of(control, value) + steps * control.step)


def said(control, value):
    """Return a slider's value as text, with the digits that its steps need; None for what says its value itself."""
    if isinstance(control, widgets.FloatLogSlider):
        return short(value).replace(",", "")  # as the sentence says it
    if isinstance(control, widgets.FloatSlider):
        return f"{value + 0.0:{control.readout_format}}".replace("-", "−")
    return str(value) if isinstance(control, widgets.IntSlider) else None


def place_of(control, value):
    """Return where a value lies on a slider: a log slider counts exponents."""
    return math.log(value, control.base) if isinstance(control, widgets.FloatLogSlider) else value


def _on_a_step(control, place):
    """Return the value at the step nearest to a place, to the last bit as the page's slider has it.

    noUiSlider counts per cent of its length. It sends every other value back as what it made of it: two more messages
    for each picture of a dragged handle.
    """
    length = control.max - control.min
    step = control.step * 100 / length
    share = min(max(math.floor((place - control.min) * 100 / length / step + 0.5) * step, 0), 100)
    place = control.max if share == 100 else share * length / 100 + control.min
    if isinstance(control, widgets.FloatLogSlider):
        return control.base**place
    return round(place) if isinstance(control, widgets.IntSlider) else place
