"""
scikit-learn's K-means on the rows, settings and first centroids of Escala. The request (see peer.py) holds
rows          NPY, float32 (rows, features), in the units of the data
weights       NPY, float32 (rows, 1), or null
starts        NPY, float64 (restarts x clusters, features), in the units of the data
clusters, restarts, maxIterations, tolerance, standardize, threads
labels        where the label of every row goes: NPY, int32 (rows)
centroids     where the centroids go: NPY, float64 (clusters, features), in the units of the data
"""

import sys

from peer import Peer


def lloyd(rows, start, max_iterations, tolerance, weights=None):
    """One run from given centroids."""
    from sklearn.cluster import KMeans

    model = KMeans(len(start), init=start, n_init=1, max_iter=max_iterations, tol=tolerance, algorithm="lloyd")
    return model.fit(rows, sample_weight=weights)


def main():
    peer = Peer()
    import numpy
    import sklearn
    import sklearn.cluster
    from sklearn.preprocessing import StandardScaler

    request = peer.request
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

    best = None
    inertias = []
    with peer.phase("fit"):
        for start in starts:
            model = lloyd(rows, start, request["maxIterations"], request["tolerance"], weights)
            inertias.append(float(model.inertia_))
            best = model if best is None or model.inertia_ < best.inertia_ else best

    centroids = best.cluster_centers_.astype(numpy.float64)
    numpy.save(request["centroids"], centroids if scaler is None else scaler.inverse_transform(centroids))
    numpy.save(request["labels"], best.labels_)
    peer.answer(
        versions={"Python": sys.version.split()[0], "scikit-learn": sklearn.__version__, "NumPy": numpy.__version__},
        iterations=int(best.n_iter_),
        restartInertias=inertias,
    )


if __name__ == "__main__":
    main()
