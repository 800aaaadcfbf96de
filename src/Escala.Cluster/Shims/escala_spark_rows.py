"""The rows of a query of Spark: what columns there are, and the partitions of which each becomes the file of one rank."""

from escala_remote import Failure
from escala_spark_stage import first_lines


class Query:
    """A query, analysed. Everything here waits for Spark."""

    def __init__(self, text):
        from pyspark.sql import SparkSession
        try:
            frame = SparkSession.builder.getOrCreate().sql(text)
        except Exception as error:
            raise _refused(error) from error
        self.columns = [{"name": field.name, "type": field.dataType.simpleString(), "kind": _kind(field.dataType)} for field in frame.schema.fields]
        # Names of a query need not be different.
        self._frame = frame.toDF(*(f"c{index}" for index in range(len(self.columns))))

    def partition(self, columns, row_id, size):
        """
        Rows of float32 numbers, NaN where one is missing, in so many partitions; with ids before them and in their order where there is
        such a column. What has to be shuffled is shuffled before this returns: later, agents take all slots.
        """
        from pyspark.sql import functions
        missing = functions.lit(float("nan")).cast("float")
        numbers = [functions.coalesce(functions.col(f"c{index}").cast("float"), missing) for index in columns]
        try:
            if row_id is None:
                rows = self._frame.select(*numbers).repartition(size)
            else:
                name = f"c{row_id}"
                rows = self._frame.select(name, *numbers).repartitionByRange(size, name).sortWithinPartitions(name)
            partitions = rows.rdd
            found = partitions.getNumPartitions()
        except Exception as error:
            raise _refused(error) from error
        if found != size:
            raise Failure("data", f"The rows of the query must be enough for {size} ranks, but Spark makes {found} partitions of them. "
                          "See whether the query has rows, or ask for fewer workers.")
        return partitions


def _refused(error):
    return Failure("data", f"Spark cannot run the query: {first_lines(str(error))}")


def _kind(data_type):
    from pyspark.sql.types import BooleanType, NumericType
    return "number" if isinstance(data_type, NumericType) else "boolean" if isinstance(data_type, BooleanType) else "other"
