"""The barrier stage of a session on Spark, and the task that each of its agents is."""

import asyncio
import threading
import time

POLL_SECONDS = 0.02


class Stage:
    """The barrier stage, which Spark's own thread waits for."""

    def __init__(self, partitions, size, task, count_executors, end):
        self.has_begun = False
        self.error = None
        self.over = asyncio.get_running_loop().create_future()
        self._loop = asyncio.get_running_loop()
        self._work = (partitions, size, task, count_executors, end - self._loop.time())
        threading.Thread(target=self._run, daemon=True).start()

    @property
    def is_over(self):
        """Whether Spark has ended it."""
        return self.over.done()

    def _run(self):
        partitions, size, task, count_executors, seconds = self._work
        try:
            self._wait_for_executors(size, count_executors, seconds)
            partitions.barrier().mapPartitions(task).count()
        except Exception as error:
            self.error = first_lines(str(error))
        self._loop.call_soon_threadsafe(lambda: self.over.done() or self.over.set_result(None))

    @staticmethod
    def _wait_for_executors(size, count_executors, seconds):
        """Where slots are missing, Spark tries a barrier stage again for as long as it takes, and says nothing."""
        end = time.monotonic() + seconds
        while count_executors() < size:
            if time.monotonic() > end:
                raise TimeoutError(f"only {count_executors()} of {size} executors came within {seconds:.0f} s")
            time.sleep(POLL_SECONDS)


def agent_task(source, settings):
    """The function of a task. It is made inside of a function because such ones always travel by value."""

    def run(rows):
        import types
        from pyspark import TaskContext
        module = types.ModuleType("escala_agent")
        exec(compile(source, "escala_agent", "exec"), module.__dict__)
        module.serve(settings, TaskContext.get().partitionId(), rows)
        return iter(())

    return run


def first_lines(text):
    """Spark's errors are long: the text before the stack traces."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    return " ".join(line.strip() for line in lines[:4])[:1000]
