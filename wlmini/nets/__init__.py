"""Neural networks: a graph of ops, engines that run it, and the layers and training built on both."""
