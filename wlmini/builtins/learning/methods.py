"""The methods of learning, by name: which estimator of scikit-learn each is, with which options."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.learning.examples import method_of
from wlmini.expr import S, make_list
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_real, to_float

Setting = tuple[str, Callable[[Any], Any]]
FOLDS = 4
CHOOSE_FROM = 24  # examples: with fewer, trying methods out on parts of them tells nothing


class Method(NamedTuple):
    """The estimator's module and class, what it is always given, and the language's options for it."""

    module: str
    name: str
    fixed: Mapping[str, Any] = MappingProxyType({})
    options: Mapping[str, Setting] = MappingProxyType({})
    seeded: bool = False


def inverse(value: Any) -> float:
    """A strength of regularization as the C that scikit-learn has for it."""
    return 1 / max(to_float(value), 1e-6)


def layers(value: Any) -> tuple[int, ...]:
    return (100,) * int(value)


def lower(value: Any) -> str:
    return {"RadialBasisFunction": "rbf", "Polynomial": "poly", "Linear": "linear", "Sigmoid": "sigmoid"}[
        value
    ]


TREES: dict[str, Setting] = {
    "TreeNumber": ("n_estimators", int), "LeafSize": ("min_samples_leaf", int),
    "FeatureFraction": ("max_features", to_float),
}  # fmt: skip
BOOSTED: dict[str, Setting] = {
    "MaxTrainingRounds": ("n_estimators", int), "LeafSize": ("min_samples_leaf", int),
    "MaxDepth": ("max_depth", int), "LearningRate": ("learning_rate", to_float),
}  # fmt: skip
NEIGHBORS: dict[str, Setting] = {"NeighborsNumber": ("n_neighbors", int)}
NETWORK: dict[str, Setting] = {
    "NetworkDepth": ("hidden_layer_sizes", layers),
    "MaxTrainingRounds": ("max_iter", int),
    "L2Regularization": ("alpha", to_float),
}

CLASSIFIERS = {
    "LogisticRegression": Method("linear_model", "LogisticRegression", {"max_iter": 2000, "C": 10.0},
                                 {"L2Regularization": ("C", inverse)}),
    "NearestNeighbors": Method("neighbors", "KNeighborsClassifier", {"weights": "distance"}, NEIGHBORS),
    "RandomForest": Method("ensemble", "RandomForestClassifier", {"n_estimators": 100}, TREES, True),
    "DecisionTree": Method("tree", "DecisionTreeClassifier", {}, {"LeafSize": TREES["LeafSize"]}, True),
    "GradientBoostedTrees": Method("ensemble", "GradientBoostingClassifier", {}, BOOSTED, True),
    "SupportVectorMachine": Method("svm", "SVC", {"C": 10.0}, {
        "KernelType": ("kernel", lower), "GammaScalingParameter": ("gamma", to_float),
        "SoftMarginParameter": ("C", to_float), "PolynomialDegree": ("degree", int)}),
    "NaiveBayes": Method("naive_bayes", "GaussianNB", {"var_smoothing": 1e-2}),
    "NeuralNetwork": Method("neural_network", "MLPClassifier", {"max_iter": 1000}, NETWORK, True),
}  # fmt: skip
PREDICTORS = {
    "LinearRegression": Method("linear_model", "Ridge", {"alpha": 1e-9},
                               {"L2Regularization": ("alpha", to_float)}),
    "NearestNeighbors": Method("neighbors", "KNeighborsRegressor", {"weights": "distance"}, NEIGHBORS),
    "RandomForest": Method("ensemble", "RandomForestRegressor", {"n_estimators": 100}, TREES, True),
    "DecisionTree": Method("tree", "DecisionTreeRegressor", {}, {"LeafSize": TREES["LeafSize"]}, True),
    "GradientBoostedTrees": Method("ensemble", "GradientBoostingRegressor", {}, BOOSTED, True),
    "GaussianProcess": Method("gaussian_process", "GaussianProcessRegressor",
                              {"normalize_y": True, "alpha": 1e-4}, {}, True),
    "NeuralNetwork": Method("neural_network", "MLPRegressor", {"max_iter": 2000, "solver": "lbfgs"},
                            NETWORK, True),
}  # fmt: skip
TRIED = {
    "classify": ("LogisticRegression", "NearestNeighbors", "RandomForest", "NaiveBayes"),
    "predict": ("LinearRegression", "NearestNeighbors", "RandomForest", "GaussianProcess"),
}


def estimator(method: Method, options: dict[str, Any], seed: int, count: int) -> Any:
    """The estimator, not yet trained."""
    settings = dict(method.fixed)
    for name, value in options.items():
        if name not in method.options:
            raise Failure("optnb", S.Method, S.Rule(name, value), value=None)
        key, convert = method.options[name]
        try:
            settings[key] = convert(value)
        except (TypeError, ValueError, KeyError, AttributeError):
            raise Failure("optnb", S.Method, S.Rule(name, value), value=None) from None
    if "n_neighbors" in dict(method.options.values()):
        settings["n_neighbors"] = min(settings.get("n_neighbors", max(1, min(10, count // 5))), count)
    if method.seeded:
        settings["random_state"] = seed
    if method.name == "GaussianProcessRegressor":
        settings["kernel"] = smooth_kernel()
    return getattr(library(f"sklearn.{method.module}"), method.name)(**settings)


def smooth_kernel() -> Any:
    kernels = library("sklearn.gaussian_process.kernels")
    return kernels.ConstantKernel() * kernels.RBF() + kernels.WhiteKernel(1e-3, (1e-8, 1e2))


@contextmanager
def unwarned() -> Iterator[None]:
    """scikit-learn warns of models that have not settled; they are as good as their examples allow."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def trained(task: str, method: Any, rows: Any, targets: Any, seed: int) -> tuple[str, Any]:
    """(name, trained estimator) of the method asked for, or of the one that does best on parts kept aside."""
    table = CLASSIFIERS if task == "classify" else PREDICTORS
    name, options = method_of(method, None)
    if name is S.Automatic:
        name = best(task, rows, targets, seed)
    if name not in table:
        raise Failure("mlmpty", name, make_list(sorted(table)), value=None)
    model = estimator(table[name], options, seed, len(rows))
    with unwarned():
        model.fit(rows, targets)
    return name, model


def best(task: str, rows: Any, targets: Any, seed: int) -> str:
    """The method with the best mean score on parts of the examples kept aside; the simplest for few."""
    names = TRIED[task]
    table = CLASSIFIERS if task == "classify" else PREDICTORS
    counts = np.unique(targets, return_counts=True)[1] if task == "classify" else np.array([len(rows)])
    if len(rows) < CHOOSE_FROM or counts.min() < FOLDS:
        return names[0]
    if len(rows) > 5000:  # the Gaussian process and repeated training take too long
        return names[0] if task == "classify" else "RandomForest"
    selection = library("sklearn.model_selection")
    kind = selection.StratifiedKFold if task == "classify" else selection.KFold
    scoring = "neg_log_loss" if task == "classify" else "neg_mean_squared_error"
    parts = kind(FOLDS, shuffle=True, random_state=seed)
    with unwarned():
        scores = {
            name: selection.cross_val_score(
                estimator(table[name], {}, seed, len(rows) * (FOLDS - 1) // FOLDS),
                rows, targets, cv=parts, scoring=scoring,
            ).mean()
            for name in names
        }  # fmt: skip
    return max(scores, key=lambda name: scores[name])


def probabilities(model: Any, rows: Any) -> Any:
    """The probabilities of the classes in order, one row an example."""
    if hasattr(model, "predict_proba"):
        return model.predict_proba(rows)
    margins = model.decision_function(rows)
    if margins.ndim == 1:
        margins = np.stack([-margins, margins], axis=1)
    grown = np.exp(margins - margins.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def seed_of(seeding: Any) -> int:
    """The seed that RandomSeeding means: fixed by default, so that a result can be had again."""
    if seeding is S.Automatic:
        return int(np.random.default_rng().integers(2**31))
    if type(seeding) is int:
        return seeding % 2**31
    if isinstance(seeding, str):
        return sum(seeding.encode()) % 2**31
    return 1234


def as_number(value: Any) -> float | None:
    return to_float(value) if is_real(value) else None
