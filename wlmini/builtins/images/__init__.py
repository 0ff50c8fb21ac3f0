"""Images: making, measuring, changing and analysing them."""
