"""Explorers of the reading pages: the main control of each moves there without Python, from pictures drawn when the site is built."""

import html
import json
import re
import struct
from dataclasses import dataclass

import ipywidgets as widgets
import numpy as np

from nag_helpers import png
from nag_helpers.explorers import controls
from nag_helpers.explorers.words import as_html
from tools.site import READ

INK = re.compile(r"color:(#[0-9a-f]{6})\b")
WHOLE = re.compile(r'<p class="whole">.*?</p>')
PLACES = 19  # pictures for a slider, from one end to the other
SIZES = ("wide", "narrow")


@dataclass
class Frame:
    """An explorer at one setting: its control's value in words, what is seen, and the picture in both sizes."""

    said: str
    words: str
    pictures: dict


def frames(explorer):
    """Return the main control's label, its frames, which of them is the beginning, and the presets' frames, name -> Frame.

    Returns None for an explorer without a slider.
    """
    name, control = main_control(explorer)
    if control is None:
        return None
    begin, values = explorer.values[name], _values(control, explorer.values[name])
    every = [[(value, {name: value}) for value in values], [(one.name, one.values) for one in explorer.presets]]
    made = [[Frame("", "", {}) for _ in some] for some in every]
    for size in SIZES:
        explorer.size = getattr(type(explorer), "narrow_size" if size == "narrow" else "size")
        explorer.go_back()
        explorer.refresh()
        for some, kept in zip(every, made):
            for (_, settings), frame in zip(some, kept):
                explorer.set(**settings)
                frame.pictures[size] = explorer.picture.png
                frame.said = _said(control, explorer.values[name])
                frame.words = _on_both_papers(as_html(explorer.description, explorer.inks))
            explorer.go_back()
    sliding, preset = made
    return (
        control.description,
        sliding,
        values.index(begin),
        {one.name: each for one, each in zip(explorer.presets, preset)},
    )


def _on_both_papers(words):
    """Return words as HTML whose colours are readable on light and on dark paper."""

    def both(found):
        light = found[1]
        dark = png.darkened([int(light[at : at + 2], 16) for at in (1, 3, 5)])[0]
        return f"color:light-dark({light},#{''.join(f'{level:02x}' for level in dark)})"

    return INK.sub(both, words)


def main_control(explorer):
    """Return the name and the widget of the first slider, or of the first list if there is none; (None, None) without either."""
    settings = {name: each for name, each in explorer.controls.items() if controls.is_setting(each)}
    for kinds in (
        (widgets.IntSlider, widgets.FloatSlider, widgets.FloatLogSlider),
        (widgets.SelectionSlider, widgets.Dropdown),
    ):
        for name, each in settings.items():
            if isinstance(each, kinds):
                return name, each
    return None, None


def has_play(explorer):
    """Return whether an explorer has a Play that moves its main control."""
    _, control = main_control(explorer)
    plays = [each for each in explorer.controls.values() if isinstance(each, widgets.Play)]
    return isinstance(control, widgets.IntSlider) and any(each.max == control.max for each in plays)


def _values(control, begin):
    """Return the values for the frames, in their order, with the beginning among them."""
    if hasattr(control, "options"):
        return [each[1] if isinstance(each, tuple) else each for each in control.options]
    places = np.linspace(control.min, control.max, PLACES)
    places[np.abs(places - controls.place_of(control, begin)).argmin()] = controls.place_of(control, begin)
    logarithmic = isinstance(control, widgets.FloatLogSlider)
    values = [controls.nearest(control, control.base**place if logarithmic else place) for place in places.tolist()]
    values[int(np.abs(places - controls.place_of(control, begin)).argmin())] = begin
    return sorted(set(values))


def _said(control, value):
    return controls.said(control, value) or str(value)


def place_for(picture):
    """Return the width and height of a PNG as HTML's attributes, so that nothing moves when it arrives."""
    width, height = struct.unpack(">II", picture[16:24])
    return f' width="{width}" height="{height}"'


def write(explorer, folder, address, run):
    """Write an explorer's pictures into a folder; return it as HTML, whose pictures lie at ``address``; None if nothing can slide.

    Parameters
    ----------
    explorer : Explorer
    folder : Path
    address : str
        Of that folder, as the page sees it.
    run : str
        Where the whole of it runs.
    """
    found = frames(explorer)
    if found is None:
        return None
    label, sliding, begin, presets = found
    every = [*sliding, *presets.values()]
    for size in SIZES:
        (folder / size).mkdir(parents=True)
        for i, frame in enumerate(every):
            (folder / size / f"{i}.png").write_bytes(frame.pictures[size])
    first = sliding[begin]
    buttons = "".join(
        f'<button type="button" value="{i}">{html.escape(name)}</button>'
        for i, name in enumerate(presets, len(sliding))
    )
    texts = json.dumps([[frame.said, frame.words] for frame in every]).replace("<", "\\u003c")
    return (
        f'<figure class="touch" data-pictures="{address}"><p><b>{html.escape(explorer.question)}</b></p>'
        f'<picture><source media="(max-width: 600px)" srcset="{address}/narrow/{begin}.png"{place_for(first.pictures["narrow"])}>'
        f'<img loading="lazy" src="{address}/wide/{begin}.png"{place_for(first.pictures["wide"])} alt="{html.escape(explorer.description)}"></picture>'
        f'<div class="move"><label>{html.escape(label)} <b>{first.said}</b>'
        f'<input type="range" min="0" max="{len(sliding) - 1}" value="{begin}"></label>'
        + ('<button type="button" class="play">Play</button>' if has_play(explorer) else "")
        + "</div>"
        + (f'<p class="presets">Try: {buttons}</p>' if buttons else "")
        + f'<figcaption aria-live="polite">{first.words}</figcaption>'
        f'<p class="whole"><a href="{run}">All of its controls move when you run this notebook.</a></p>'
        f'<script type="application/json">{texts}</script></figure>'
    )


def ahead(moving, address):
    """Return what `write` returned for a page that runs, where it stands below a cell until that has run."""
    moving = moving.replace(f'"{address}', f'"../../{READ}/{address}')
    return WHOLE.sub('<p class="whole">Drawn in advance. Run this cell, and all of its controls move.</p>', moving)
