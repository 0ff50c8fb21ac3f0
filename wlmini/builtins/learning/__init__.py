"""Machine learning on tables of examples: classifiers, predictors, clusters, features; by scikit-learn."""
