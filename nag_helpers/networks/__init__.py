"""Small networks in NumPy: the network itself, its images, live training, and a fair comparison of methods over seeds.

`network` is an objective like any other, `images` its data, `live_training` a training that can be watched and stopped,
`comparison` (by epochs) and `tuning` (by the loss) compare methods, `curvature` measures what limits them, `muon` and
`workers` are newer ones, `torch_loop` is a training in PyTorch, which `torch_child` runs. `autoencoder_table`, `digits_table`
and `one_seed` are experiments too long to run in a notebook, and `training_plots` has their pictures.
"""

from nag_helpers.networks import autoencoder_table, digits_table, images, one_seed, training_plots
from nag_helpers.networks.comparison import Comparison
from nag_helpers.networks.curvature import largest_curvature
from nag_helpers.networks.live_training import train
from nag_helpers.networks.network import Network, training
from nag_helpers.networks.tuning import LossAfter, paired

__all__ = [
    "Comparison",
    "LossAfter",
    "Network",
    "autoencoder_table",
    "digits_table",
    "images",
    "largest_curvature",
    "one_seed",
    "paired",
    "train",
    "training",
    "training_plots",
]
