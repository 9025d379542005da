"""What teachers get for a room: slides, handouts, a summary of progress, a hub."""
