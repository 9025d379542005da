"""The exercise of notebook 00."""

from nag_helpers.exercises.kinds import ValueExercise

FIRST_STEP = ValueExercise(
    name="first_step",
    title="your first step",
    notebook="00",
    prompt="On J(θ) = θ² you stand at θ = 3. Take one step of gradient descent with α = 0.1.",
    parts=("θ",),
    reference=2.4,
    working="The slope of θ² is 2θ, which is 6 at θ = 3. The step is 0.1 · 6 = 0.6, downhill: 3 − 0.6.",
    hints=[
        "Gradient descent moves downhill, by α times the slope.",
        "The slope of θ² at θ is 2θ. How much is that at θ = 3?",
        "θ − α · 2θ, with θ = 3 and α = 0.1.",
    ],
    mistakes=[
        (
            2.1,
            (
                "You moved by α times the value J(3) = 9. Gradient descent never looks at the value: it moves by α "
                "times the slope, J′(θ) = 2θ."
            ),
        ),
        (2.7, "You took θ itself for the slope. The slope of θ² is 2θ: the 2 comes down from the exponent."),
        (3.6, "You went uphill. The gradient points up, so subtract it."),
        (3.9, "You went uphill, and by the value instead of the slope. Subtract α times 2θ."),
        (0.6, "That is how far you move. Where do you land?"),
        (-0.6, "That is the move itself. Where does it take you from θ = 3?"),
        (6, "That is the slope at θ = 3. Move by α times the slope, from 3."),
        (-3, "You moved by the whole slope. With the learning rate α = 0.1 you move by a tenth of it."),
        (2.94, "The learning rate is 0.1. Your step of 0.06 is a tenth of the right one."),
        (3.0, "That is where you stand. The slope there is 6, so you do move."),
        (1.92, "That is where two steps lead. The exercise asks for one."),
        (2.8, "Did you take 2 for the slope? The slope grows by 2 for each unit of θ, and at θ = 3 it is 2 · 3."),
    ],
    implied=[
        (
            "θ",
            lambda theta: (
                f"You went {'down' if theta < 3 else 'up'} from 3 by {abs(3 - theta):g}. The step is α times the slope, and the slope "
                "of θ² at 3 is 6."
            ),
        )
    ],
    notice="A second step from here would be shorter: the slope at 2.4 is only 4.8.",
)
