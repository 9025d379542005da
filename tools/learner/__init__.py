"""What a learner gets: their own copy of the notebooks, and JupyterLab on it."""
