"""
XGBoost's own Python package on a Spark cluster of this process's own, on the rows and settings of Escala. The request is that of
xgboost_python.py.
"""

import hashlib
import logging
import platform

from peer import Peer
from spark_peer import spark_cluster
from xgboost_python import best_of, history_of, save_predictions

CLASSIFIED = ("binary:logistic", "multi:softprob")
BATCH_ROWS = 10_000


def main():
    peer = Peer(has_children=True)
    import numpy
    import xgboost
    import xgboost.spark

    logging.getLogger("XGBoost-PySpark").setLevel(logging.WARNING)
    request = peer.request
    missing = float("nan") if request.get("missing") is None else request["missing"]
    training, validation = request["training"], request.get("validation")
    workers = min(peer.threads, len(numpy.load(training["labels"], mmap_mode="r")))
    shared = {"missing": missing, "feature_names": request["featureNames"], "feature_types": request["featureTypes"]}
    columns = {"weight_col": "weight"} if training.get("weights") else {}
    columns |= {"qid_col": "qid"} if training.get("groups") else {}
    columns |= {"validation_indicator_col": "isValidation"} if validation else {}

    with spark_cluster(peer) as session:
        with peer.phase("load"):
            frame = session.range(0, workers, 1, workers).mapInArrow(reader(request, workers), schema_of(columns)).persist()
            frame.count()

        with peer.phase("fit"):
            model = estimator(
                request, num_workers=workers, features_col="features", label_col="label", **columns, **shared
            ).fit(frame)
            booster, history = model.get_booster(), model.training_summary
            trained = booster.num_boosted_rounds()
            if request.get("earlyStopping"):
                booster = best_of(booster)
        version = session.version

    def predict(part, path):
        rows = xgboost.DMatrix(numpy.load(part["rows"]), enable_categorical=True, **shared)
        save_predictions(path, booster.predict(rows))

    predict(request.get("test") or training, request["predictions"])
    if validation:
        predict(validation, request["validationPredictions"])
    peer.answer(
        versions={
            "Python": platform.python_version(),
            "XGBoost": xgboost.__version__,
            "Spark": version,
            "NumPy": numpy.__version__,
        },
        iterations=booster.num_boosted_rounds(),
        trainedRounds=trained,
        history=history_of(history.train_objective_history, history.validation_objective_history) if validation else [],
        modelDigest=hashlib.sha256(booster.save_raw("ubj")).hexdigest(),
    )


def estimator(request, **settings):
    """The estimator of the objective, with the parameters of Escala; nthread is Spark's to say."""
    import xgboost.spark

    parameters = {name: value for name, value in request["parameters"].items() if name != "nthread"}
    objective = parameters["objective"]
    settings |= {"n_estimators": request["rounds"], "eval_metric": request["metrics"], "verbose": False}
    # Python looks at these before libxgboost does.
    settings |= {name: int(parameters.pop(name)) for name in ("max_bin", "verbosity") if name in parameters}
    if request.get("earlyStopping"):
        settings["early_stopping_rounds"] = request["earlyStopping"]
    if objective.startswith("rank:"):
        return xgboost.spark.SparkXGBRanker(**parameters, **settings)
    if objective in CLASSIFIED:
        # It finds both itself.
        for found in ("objective", "num_class"):
            parameters.pop(found, None)
        return xgboost.spark.SparkXGBClassifier(**parameters, **settings)
    return xgboost.spark.SparkXGBRegressor(**parameters, **settings)


def schema_of(columns):
    """The columns of the rows on the cluster."""
    more = {"weight_col": ", weight float", "qid_col": ", qid long", "validation_indicator_col": ", isValidation boolean"}
    return "features array<float>, label float" + "".join(more[column] for column in columns)


def reader(request, workers):
    """A function that reads, for the number of a worker, an equal piece of the training rows and one of the validation rows."""
    validation = request.get("validation")
    parts = [(request["training"], False)] + ([(validation, True)] if validation else [])
    classes = request["classLabels"]

    def read(batches):
        import numpy
        import pyarrow

        for worker in [number for batch in batches for number in batch.column(0).to_pylist()]:
            for part, is_validation in parts:
                loaded = {name: numpy.load(path, mmap_mode="r") for name, path in part.items() if path}
                count = len(loaded["rows"])
                for begin in range(count * worker // workers, count * (worker + 1) // workers, BATCH_ROWS):
                    end = min(begin + BATCH_ROWS, count * (worker + 1) // workers)
                    yield batch_of({name: values[begin:end] for name, values in loaded.items()}, is_validation, numpy, pyarrow)

    def batch_of(columns, is_validation, numpy, pyarrow):
        rows, labels = columns["rows"], columns["labels"].ravel()
        if classes:
            labels = numpy.searchsorted(numpy.array(classes, dtype=numpy.float32), labels).astype(numpy.float32)
        ends = numpy.arange(len(rows) + 1, dtype=numpy.int32) * rows.shape[1]
        batch = {
            "features": pyarrow.ListArray.from_arrays(pyarrow.array(ends), pyarrow.array(rows.ravel())),
            "label": pyarrow.array(labels),
        }
        if "weights" in columns:
            batch["weight"] = pyarrow.array(columns["weights"].ravel())
        if "groups" in columns:
            batch["qid"] = pyarrow.array(columns["groups"].ravel().astype(numpy.int64))
        if validation:
            batch["isValidation"] = pyarrow.array(numpy.full(len(rows), is_validation))
        return pyarrow.RecordBatch.from_pydict(batch)

    return read


if __name__ == "__main__":
    main()
