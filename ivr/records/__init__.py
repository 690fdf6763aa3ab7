"""What is remembered: the journal of every call, the releases on disk, and the database behind them."""
