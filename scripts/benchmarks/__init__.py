"""What `make bench` measures: speed, memory and size, each as a ratio of two runs in one round."""
