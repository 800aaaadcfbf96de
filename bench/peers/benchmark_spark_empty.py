"""An application of Spark that does nothing: one barrier stage of as many tasks as the argument says. To be started by spark-submit."""

import sys

from pyspark import SparkContext


def main():
    tasks = int(sys.argv[1])
    with SparkContext() as context:
        assert context.parallelize(range(tasks), tasks).barrier().mapPartitions(list).count() == tasks


if __name__ == "__main__":
    main()
