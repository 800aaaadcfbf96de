"""
dask-ml's K-means on the rows, settings and first centroids of Escala, on a Dask cluster of this process's own. The request is that of
kmeans_sklearn.py. It knows no weights.
"""

import sys

from dask_peer import array_of, dask_cluster
from peer import Peer


def main():
    peer = Peer(has_children=True)
    request = peer.request
    if request.get("weights"):
        sys.exit("The K-means of dask-ml has no weights. Leave --weights out, or this peer.")
    import dask
    import dask_ml
    import distributed
    import numpy
    from dask_ml.cluster import KMeans
    from distributed import wait

    with dask_cluster(peer) as client:
        with peer.phase("load"):
            rows = array_of(client, request["rows"])
            starts = numpy.load(request["starts"]).reshape(request["restarts"], request["clusters"], rows.shape[1])

        mean, deviation = numpy.zeros(rows.shape[1]), numpy.ones(rows.shape[1])
        with peer.phase("prepare"):
            if request["standardize"]:
                mean, deviation = dask.compute(rows.mean(axis=0, dtype=float), rows.std(axis=0, dtype=float))
                deviation = numpy.where(deviation == 0, 1, deviation)
                rows = ((rows - mean) / deviation).astype(numpy.float32).persist()
                wait(rows)
                starts = (starts - mean) / deviation

        best = None
        inertias = []
        with peer.phase("fit"):
            for start in starts:
                model = KMeans(
                    request["clusters"],
                    init=start.astype(numpy.float32),
                    max_iter=request["maxIterations"],
                    tol=tolerance_of(request["tolerance"], rows),
                ).fit(rows)
                inertias.append(float(model.inertia_))
                best = model if best is None or inertias[-1] < float(best.inertia_) else best

        numpy.save(request["labels"], numpy.asarray(best.labels_.compute(), dtype=numpy.int32))
        numpy.save(request["centroids"], numpy.asarray(best.cluster_centers_, dtype=numpy.float64) * deviation + mean)
    peer.answer(
        versions={
            "Python": sys.version.split()[0],
            "dask-ml": dask_ml.__version__,
            "Dask": distributed.__version__,
            "NumPy": numpy.__version__,
        },
        iterations=int(best.n_iter_),
        restartInertias=inertias,
    )


def tolerance_of(tolerance, rows):
    """dask-ml takes its tolerance as it is; the others' is multiplied by the mean variance of the features."""
    return tolerance * float(rows.var(axis=0).mean().compute())


if __name__ == "__main__":
    main()
