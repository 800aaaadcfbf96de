"""
The K-means of Spark's MLlib on the rows, settings and first centroids of Escala, on a Spark cluster of this process's own. The request is
that of kmeans_sklearn.py. It knows no weights where it is given its first centroids.
"""

import platform
import sys

from peer import Peer, pieces
from spark_peer import spark_cluster


def main():
    peer = Peer(has_children=True)
    request = peer.request
    if request.get("weights"):
        sys.exit("The K-means of MLlib that takes first centroids has no weights. Leave --weights out, or this peer.")
    import numpy
    from pyspark import StorageLevel
    from pyspark.mllib.common import _java2py, _to_java_object_rdd, callMLlibFunc
    from pyspark.mllib.linalg import DenseVector

    def read(piece):
        begin, end = piece
        return begin, numpy.array(numpy.load(request["rows"], mmap_mode="r")[begin:end])

    with spark_cluster(peer) as session:
        context = session.sparkContext
        with peer.phase("load"):
            count, features = numpy.load(request["rows"], mmap_mode="r").shape
            ranges = pieces(count, peer.threads)
            blocks = context.parallelize(ranges, len(ranges)).map(read).persist()
            blocks.count()
            starts = numpy.load(request["starts"]).reshape(request["restarts"], request["clusters"], features)

        mean, deviation = numpy.zeros(features), numpy.ones(features)
        with peer.phase("prepare"):
            if request["standardize"] or request["tolerance"] > 0:
                centre = blocks.map(lambda block: block[1].sum(axis=0, dtype=float)).sum() / count
                variance = blocks.map(lambda block: ((block[1] - centre) ** 2).sum(axis=0)).sum() / count
            if request["standardize"]:
                mean, deviation = centre, numpy.sqrt(numpy.where(variance == 0, 1, variance))
            # KMeans.train of Python would turn all rows into Java's anew for every restart.
            vectors = _to_java_object_rdd(blocks.flatMap(lambda block: map(DenseVector, (block[1] - mean) / deviation)))
            vectors.persist(context._getJavaStorageLevel(StorageLevel.MEMORY_AND_DISK_DESER))
            vectors.count()

        best, best_inertia = None, None
        inertias = []
        with peer.phase("fit"):
            # A centroid may move by so much: Escala's tolerance is for the squares of all movements together.
            epsilon = numpy.sqrt(request["tolerance"] * (variance / deviation**2).mean()) if request["tolerance"] > 0 else 0.0
            for start in starts:
                # What is trained on is no longer kept afterwards; so it is another collection of the same vectors.
                model = callMLlibFunc(
                    "trainKMeansModel",
                    vectors.coalesce(len(ranges)),
                    request["clusters"],
                    request["maxIterations"],
                    "random",
                    0,
                    1,
                    float(epsilon),
                    [DenseVector(centroid) for centroid in (start - mean) / deviation],
                    "euclidean",
                )
                inertias.append(float(model.computeCost(vectors.rdd())))
                if best is None or inertias[-1] < best_inertia:
                    best, best_inertia = model, inertias[-1]
            labels = numpy.fromiter(_java2py(context, best.predict(vectors)).collect(), numpy.int32, count)

        numpy.save(request["labels"], labels)
        centroids = numpy.array([centroid.toArray() for centroid in _java2py(context, best.clusterCenters())])
        numpy.save(request["centroids"], centroids * deviation + mean)
        scores = {}
        with peer.phase("evaluate"):
            if len(numpy.unique(labels)) > 1:
                scores["silhouetteSquaredEuclidean"] = silhouette(session, blocks, mean, deviation, request["labels"])
        version, iterations = session.version, int(best.numIter())
    peer.answer(
        versions={"Python": platform.python_version(), "Spark": version, "NumPy": numpy.__version__},
        iterations=iterations,
        restartInertias=inertias,
        ownScores=scores,
    )


def silhouette(session, blocks, mean, deviation, labels_path):
    """MLlib's own: the mean over all rows, by squared Euclidean distances."""
    import numpy
    from pyspark.ml.evaluation import ClusteringEvaluator
    from pyspark.ml.linalg import DenseVector, VectorUDT
    from pyspark.sql.types import IntegerType, StructField, StructType

    def labelled(block):
        begin, rows = block
        labels = numpy.load(labels_path, mmap_mode="r")[begin : begin + len(rows)]
        return zip(map(DenseVector, (rows - mean) / deviation), labels.tolist())

    columns = StructType([StructField("features", VectorUDT()), StructField("prediction", IntegerType())])
    frame = session.createDataFrame(blocks.flatMap(labelled), columns, verifySchema=False).persist()
    return ClusteringEvaluator().evaluate(frame)


if __name__ == "__main__":
    main()
