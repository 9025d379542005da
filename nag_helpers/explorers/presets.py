"""Settings with a name: good ones and bad ones, each with the sentence that says what is to be seen."""

from dataclasses import dataclass

import ipywidgets as widgets

from nag_helpers import checks


@dataclass(frozen=True)
class Preset:
    """Settings with a name.

    Attributes
    ----------
    name : str
        The words on its button, with which prose can point at it: "too much memory".
    sentence : str
        What is to be seen: said above the explorer's own words as long as its controls stand so.
    values : dict, name of a control -> value
    """

    name: str
    sentence: str
    values: dict

    def holds(self, values):
        """Return whether controls that stand at ``values`` still stand as this preset set them."""
        return all(values[name] == value for name, value in self.values.items())


def called(name, presets):
    """Return the preset of that name; ValueError if there is none."""
    checks.one_of("preset", name, tuple(preset.name for preset in presets))
    return next(preset for preset in presets if preset.name == name)


def buttons(presets, choose):
    """Return a row of buttons, one for each preset, which call ``choose`` with its name; None without presets."""
    if not presets:
        return None
    made = []
    for preset in presets:
        button = widgets.Button(description=preset.name, layout={"width": "auto"})
        button.on_click(lambda _, name=preset.name: choose(name))
        button.add_class("nag-preset")
        made.append(button)
    row = widgets.HBox([widgets.Label("Try:"), *made])
    row.add_class("nag-presets")
    return row
