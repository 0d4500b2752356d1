"""Features of the Data Package standard (version 2), each as a package that follows it and one that breaks it."""
