"""
scikit-learn's K-means through joblib on a Dask cluster of this process's own: restarts run side by side, each on one worker. The
request is that of kmeans_sklearn.py.
"""

import sys

from dask_peer import dask_cluster
from kmeans_sklearn import lloyd
from peer import Peer


def main():
    peer = Peer(has_children=True)
    import distributed
    import joblib
    import numpy
    import sklearn
    from sklearn.preprocessing import StandardScaler

    request = peer.request
    with dask_cluster(peer):
        with peer.phase("load"):
            rows = numpy.load(request["rows"])
            weights = numpy.load(request["weights"]).ravel() if request.get("weights") else None
            starts = numpy.load(request["starts"]).reshape(request["restarts"], request["clusters"], rows.shape[1])

        scaler = None
        with peer.phase("prepare"):
            if request["standardize"]:
                scaler = StandardScaler(copy=False)
                rows = scaler.fit_transform(rows)
                starts = [scaler.transform(start) for start in starts]

        with peer.phase("fit"), joblib.parallel_backend("dask", scatter=[rows]):
            models = joblib.Parallel()(
                joblib.delayed(lloyd)(rows, start, request["maxIterations"], request["tolerance"], weights) for start in starts
            )
    best = min(models, key=lambda model: model.inertia_)
    centroids = best.cluster_centers_.astype(numpy.float64)
    numpy.save(request["centroids"], centroids if scaler is None else scaler.inverse_transform(centroids))
    numpy.save(request["labels"], best.labels_)
    peer.answer(
        versions={
            "Python": sys.version.split()[0],
            "scikit-learn": sklearn.__version__,
            "joblib": joblib.__version__,
            "Dask": distributed.__version__,
            "NumPy": numpy.__version__,
        },
        iterations=int(best.n_iter_),
        restartInertias=[float(model.inertia_) for model in models],
    )


if __name__ == "__main__":
    main()
