"""
XGBoost's own Python package on the rows and settings of Escala. The request (see peer.py) holds
training, validation, test   {rows, labels, weights, groups}: NPY, float32; rows (rows, features), the others (rows, 1) or null;
                             validation and test are null where there is no such part
featureNames, featureTypes   c (category) or q (quantity) for each feature
classLabels                  the label of each class, ascending; empty where no classes are learned
parameters                   XGBoost's parameters by its own names
rounds, earlyStopping, metrics, missing, threads
predictions, validationPredictions   where predictions go: NPY, (rows, values), of the test rows, or else of the training rows
"""

import hashlib
import sys

from peer import Peer


def main():
    peer = Peer()
    import numpy
    import xgboost

    request = peer.request
    missing = numpy.nan if request.get("missing") is None else request["missing"]
    classes = numpy.array(request["classLabels"], dtype=numpy.float32)

    def load(part):
        """The columns of a part; null stands for a part that is not there."""
        if part is None:
            return None
        columns = {name: numpy.load(path) for name, path in part.items() if path}
        labels = columns["labels"].ravel()
        columns["labels"] = numpy.searchsorted(classes, labels) if len(classes) else labels
        return columns

    def facts(part):
        """What a matrix is told beside the rows."""
        told = {
            "label": part["labels"],
            "missing": missing,
            "feature_names": request["featureNames"],
            "feature_types": request["featureTypes"],
            "enable_categorical": True,
            "nthread": request["threads"],
        }
        if "weights" in part:
            told["weight"] = part["weights"].ravel()
        if "groups" in part:
            told["qid"] = part["groups"].ravel().astype(numpy.uint32)
        return told

    with peer.phase("load"):
        training, validation, test = (load(request.get(name)) for name in ("training", "validation", "test"))

    parameters = request["parameters"] | {"nthread": request["threads"]}
    is_hist = parameters["tree_method"] == "hist"
    with peer.phase("prepare"):
        if is_hist:
            bins = int(parameters["max_bin"])
            matrix = xgboost.QuantileDMatrix(training["rows"], max_bin=bins, **facts(training))
        else:
            matrix = xgboost.DMatrix(training["rows"], **facts(training))
        watched = {"train": matrix}
        if validation is not None:
            if is_hist:
                watched["validation"] = xgboost.QuantileDMatrix(
                    validation["rows"], max_bin=bins, ref=matrix, **facts(validation)
                )
            else:
                watched["validation"] = xgboost.DMatrix(validation["rows"], **facts(validation))

    history = {}
    with peer.phase("fit"):
        booster = xgboost.train(
            parameters | {"eval_metric": request["metrics"]},
            matrix,
            num_boost_round=request["rounds"],
            evals=[(rows, name) for name, rows in watched.items()] if validation is not None else (),
            evals_result=history,
            early_stopping_rounds=request.get("earlyStopping"),
            verbose_eval=False,
        )
        trained = booster.num_boosted_rounds()
        if request.get("earlyStopping"):
            booster = best_of(booster)

    judged = test if test is not None else training
    save_predictions(request["predictions"], booster.predict(xgboost.DMatrix(judged["rows"], **facts(judged))))
    if validation is not None:
        rows = xgboost.DMatrix(validation["rows"], **facts(validation))
        save_predictions(request["validationPredictions"], booster.predict(rows))
    peer.answer(
        versions={
            "Python": sys.version.split()[0],
            "XGBoost": xgboost.__version__,
            "NumPy": numpy.__version__,
        },
        iterations=booster.num_boosted_rounds(),
        trainedRounds=trained,
        history=history_of(history.get("train", {}), history.get("validation")),
        modelDigest=hashlib.sha256(booster.save_raw("ubj")).hexdigest(),
    )


def best_of(booster):
    """The rounds up to the best one; nothing in them tells that there were more."""
    booster = booster[: booster.best_iteration + 1]
    booster.set_attr(best_iteration=None, best_score=None)
    return booster


def history_of(training, validation):
    """What the answer says of metrics, of which each part has its values."""
    return [{"metric": metric, "training": list(values), "validation": list(validation[metric])} for metric, values in training.items()]


def save_predictions(path, predictions):
    import numpy

    numpy.save(path, predictions.reshape(len(predictions), -1).astype(numpy.float64))


if __name__ == "__main__":
    main()
