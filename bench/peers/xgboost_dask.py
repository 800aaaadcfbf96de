"""
XGBoost's own Python package on a Dask cluster of this process's own, on the rows and settings of Escala. The request is that of
xgboost_python.py.
"""

import hashlib
import sys

from dask_peer import array_of, dask_cluster
from peer import Peer
from xgboost_python import best_of, history_of, save_predictions


def main():
    peer = Peer(has_children=True)
    import distributed
    import numpy
    import xgboost
    import xgboost.dask

    request = peer.request
    missing = numpy.nan if request.get("missing") is None else request["missing"]
    classes = numpy.array(request["classLabels"], dtype=numpy.float32)
    shared = {
        "missing": missing,
        "feature_names": request["featureNames"],
        "feature_types": request["featureTypes"],
        "enable_categorical": True,
    }

    def load(client, part):
        """The columns of a part as arrays on the cluster; null stands for a part that is not there."""
        if part is None:
            return None
        columns = {name: array_of(client, path) for name, path in part.items() if path}
        labels = columns["labels"].ravel()
        columns["labels"] = labels.map_blocks(lambda values: numpy.searchsorted(classes, values)) if len(classes) else labels
        return columns

    def facts(part):
        told = {"label": part["labels"], **shared}
        if "weights" in part:
            told["weight"] = part["weights"].ravel()
        if "groups" in part:
            told["qid"] = part["groups"].ravel().astype(numpy.uint32)
        return told

    history = {}
    with dask_cluster(peer) as client:
        with peer.phase("load"):
            training, validation = load(client, request["training"]), load(client, request.get("validation"))

        parameters = request["parameters"] | {"nthread": 1, "eval_metric": request["metrics"]}
        is_hist = parameters["tree_method"] == "hist"
        with peer.phase("prepare"):
            if is_hist:
                quantile = xgboost.dask.DaskQuantileDMatrix
                bins = {"max_bin": int(parameters["max_bin"])}
                matrix = quantile(client, training["rows"], **bins, **facts(training))
                watched = quantile(client, validation["rows"], ref=matrix, **bins, **facts(validation)) if validation else None
            else:
                matrix = xgboost.dask.DaskDMatrix(client, training["rows"], **facts(training))
                watched = xgboost.dask.DaskDMatrix(client, validation["rows"], **facts(validation)) if validation else None

        with peer.phase("fit"):
            answer = xgboost.dask.train(
                client,
                parameters,
                matrix,
                num_boost_round=request["rounds"],
                evals=[(matrix, "train"), (watched, "validation")] if validation else (),
                early_stopping_rounds=request.get("earlyStopping"),
                verbose_eval=False,
            )
            booster, history = answer["booster"], answer["history"]
            trained = booster.num_boosted_rounds()
            if request.get("earlyStopping"):
                booster = best_of(booster)

    def predict(part, path):
        rows = xgboost.DMatrix(numpy.load(part["rows"]), **shared)
        save_predictions(path, booster.predict(rows))

    predict(request.get("test") or request["training"], request["predictions"])
    if request.get("validation"):
        predict(request["validation"], request["validationPredictions"])
    peer.answer(
        versions={
            "Python": sys.version.split()[0],
            "XGBoost": xgboost.__version__,
            "Dask": distributed.__version__,
            "NumPy": numpy.__version__,
        },
        iterations=booster.num_boosted_rounds(),
        trainedRounds=trained,
        history=history_of(history.get("train", {}), history.get("validation")),
        modelDigest=hashlib.sha256(booster.save_raw("ubj")).hexdigest(),
    )


if __name__ == "__main__":
    main()
