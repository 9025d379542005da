"""What was identified, in sentences that a practitioner can act on."""


def sentence(found):
    """Return what an `Identified` says."""
    if found.method is None:
        return found.reason
    if found.method == "not a linear two-step method":
        return f"This is not a linear two-step method. {found.reason}"
    return " ".join(filter(None, (_method(found), _holds(found), _rate(found), _decay(found), found.reason)))


def _method(found):
    settings = f"α = {number(found.alpha)}"
    if found.method == "gradient descent":
        said = f"This is gradient descent with {settings}."
    elif found.method == "momentum":
        said = f"This is classical momentum with {settings}, β = {number(found.beta)}: it does not look ahead."
    elif found.method == "NAG":
        said = f"This is NAG with {settings}, β = {number(found.beta)}."
    elif found.look_ahead is None:
        said = f"This is another look-ahead than NAG's, with {settings}, β = {number(found.beta)}."
    else:
        where = "behind" if found.look_ahead < 0 else "ahead"
        said = (
            f"This is momentum with {settings}, β = {number(found.beta)} that looks {where} by {number(abs(found.look_ahead))} of βv "
            "(0 is classical momentum, 1 is NAG)."
        )
    return said + (" It climbs: α is negative." if found.alpha < 0 else "")


def _holds(found):
    if found.holds != "look-ahead":
        return "The parameter it holds is θ." if found.method in ("NAG", "another look-ahead") and found.holds else ""
    sign = "−" if found.look_ahead < 0 else "+"
    share = "" if found.method == "NAG" else f"{number(abs(found.look_ahead))} · "
    back = {
        True: f"θ = p {sign} {share}βv, where v is the step that is subtracted.",
        False: f"θ = p {sign} {share}αβ · buffer.",
        None: f"θ = p {sign} {share}βv.",
    }
    return f"The parameter it holds is the look-ahead point p; {back[found.learning_rate_inside]}"


def _rate(found):
    return {
        True: "Its velocity contains the learning rate: when that drops, the velocity runs on as it was.",
        False: "The learning rate stands outside its velocity: a drop of the learning rate also shrinks its velocity.",
        None: "",
    }[found.learning_rate_inside]


def _decay(found):
    if found.weight_decay == "L2":
        return f"Weight decay {number(found.decay)} is added to the gradient (L2), so that the velocity sees it."
    if found.weight_decay == "decoupled":
        return f"Weight decay is decoupled: each update also takes α · {number(found.decay)} of the parameter away, and the velocity does not see it."
    return ""


def number(value):
    """Return a number with up to five digits, and no zeros at its end."""
    return f"{float(f'{value:.5g}') if abs(value) > 1e-13 else 0.0:g}"


def row(found):
    """Return the numbers of an `Identified` as one line of text."""
    parts = [
        ("method", found.method),
        ("alpha", found.alpha),
        ("beta", found.beta),
        ("look_ahead", found.look_ahead),
        ("holds", found.holds),
    ]
    parts += [("learning_rate_inside", found.learning_rate_inside), ("weight_decay", found.weight_decay)]
    shown = [f"{name} {number(value) if isinstance(value, float) else value}" for name, value in parts]
    misfit = "none" if found.misfit is None else "< 1e-9" if found.misfit < 1e-9 else f"{found.misfit:.1e}"
    return ", ".join([*shown, f"misfit {misfit}"])
