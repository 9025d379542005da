"""Small networks in NumPy: the network itself, its images, live training, and a fair comparison of methods over seeds.

`network` is an objective like any other, `images` its data, `live_training` a training that can be watched and stopped,
`comparison` the tuning and the seeds, `autoencoder_table` an experiment too long to run in a notebook, `torch_loop` a
training in PyTorch, `plots` their pictures.
"""

from nag_helpers.networks import autoencoder_table, images, plots
from nag_helpers.networks.comparison import Comparison
from nag_helpers.networks.live_training import train
from nag_helpers.networks.network import Network, training

__all__ = ["Comparison", "Network", "autoencoder_table", "images", "plots", "train", "training"]
