"""What authors do: save, solve, publish and test the series, and renew what it is installed from."""
