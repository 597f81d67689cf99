"""What happens without a key being pressed."""
