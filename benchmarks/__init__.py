"""What OnRecord measures of itself: one folder a question, one command each, with floors that hold in CI."""
