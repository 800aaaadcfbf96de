"""How our functions get to the processes of a cluster on which nothing of ours is installed."""

import hashlib
import os


class Failure(Exception):
    """A request that cannot be fulfilled: the kind is for the driver's program, the text for people."""

    def __init__(self, kind, text):
        super().__init__(text)
        self.kind = kind


class RemoteModule:
    """A module of ours that travels to the cluster's processes as source, and lives there once per process under its hash."""

    def __init__(self, name):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{name}.py")
        with open(path, encoding="utf-8") as stream:
            self.source = stream.read()
        self.name = f"{name}_{hashlib.sha256(self.source.encode()).hexdigest()[:16]}"


def _travelling_functions():
    """
    The functions that Dask calls on its processes. They are made inside of a function because such ones always travel by value, with
    every version of Dask. Each answers with a pair of an error, or None, and the result: an exception would make the worker log it
    with all arguments.
    """

    def install(name, source):
        import sys
        import types
        if name not in sys.modules:
            module = types.ModuleType(name)
            exec(compile(source, name, "exec"), module.__dict__)
            # Two threads may both come here; the first one's module stays.
            sys.modules.setdefault(name, module)
        return sys.modules[name]

    def call(name, source, function, arguments):
        try:
            return None, getattr(install(name, source), function)(*arguments)
        except Exception as error:
            return f"{type(error).__name__}: {error}", None

    async def call_aside(name, source, function, arguments):
        import asyncio
        return await asyncio.get_running_loop().run_in_executor(None, call, name, source, function, arguments)

    def run_rank(name, source, topic, spec):
        import os
        from distributed import get_worker
        worker = get_worker()
        folder = os.path.dirname(worker.local_directory)
        install(name, source).run_rank(spec, lambda message: worker.log_event(topic, message), folder)

    def run_on_rows(modules, function, *arguments):
        installed = [install(name, source) for name, source in modules]
        return getattr(installed[-1], function)(installed[:-1], *arguments)

    def forget_topic(topic, dask_scheduler=None):
        broker = getattr(dask_scheduler, "_broker", None)
        if broker is not None:
            readers = {name: place.subscribers for name, place in broker._topics.items()}
            places = [broker._topics]
        else:
            readers = dict(dask_scheduler.event_subscriber)
            places = [dask_scheduler.events, dask_scheduler.event_counts, dask_scheduler.event_subscriber]
        # Those of drivers that were killed go too: nobody who reads them is there any more.
        for name in set(readers).union(*places):
            is_read = any(client in dask_scheduler.clients for client in readers.get(name, ()))
            if name == topic or (name.startswith("escala-") and not is_read):
                for place in places:
                    place.pop(name, None)

    return call, call_aside, run_rank, run_on_rows, forget_topic


# call runs a function of a module in a process of the cluster; call_aside does so in a thread, for what reads or writes files;
# run_rank is the task of a rank; run_on_rows is any task of escala_dask_part.py; forget_topic drops the events of a topic from the scheduler, which would keep them.
call, call_aside, run_rank, run_on_rows, forget_topic = _travelling_functions()
