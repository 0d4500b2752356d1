"""Many findings to people and organisations with stable ids."""
