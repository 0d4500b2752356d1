"""Entity resolution across articles: people and organisations with stable ids."""
