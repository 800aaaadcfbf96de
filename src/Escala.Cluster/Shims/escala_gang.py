"""The ranks of one job on the cluster: what is heard of them, what is said to them, and their end."""

import asyncio

from escala_placing import ENDED, LOST, RUNNING, UP, WAITING, Placing, RankState
from escala_remote import Failure

SEND_SECONDS = 10.0
STOP_SECONDS = 3.0
END_SECONDS = 1.0


class Gang:
    """One job. Its events go to the driver as they come."""

    def __init__(self, session, request, emit):
        self.job = request["job"]
        self.ranks = {placement["rank"]: RankState(placement) for placement in request["ranks"]}
        self.topic = f"escala-{self.job}"
        self.changed = asyncio.Event()
        self.stopping = False
        self._session = session
        self._request = request
        self._emit = emit
        self._end = float("inf")
        self._stopped = None

    async def run(self):
        """Places all ranks, or none."""
        await Placing(self._session, self, self._request).run()

    def send(self, numbers, line):
        """Queues a line for ranks; each rank has its own sender, so that none waits for another."""
        chosen = list(self.ranks) if numbers is None else numbers
        for number in chosen:
            if number not in self.ranks:
                raise Failure("request", f"Job {self.job} has no rank {number}.")
        for number in chosen:
            rank = self.ranks[number]
            if not rank.is_over and not rank.is_stuck:
                rank.outgoing.append(line)
                self._start_sender(rank)

    def lose(self, rank, reason):
        """A rank of which nothing more will be heard. Its task must not wait for a worker that is gone."""
        if rank.is_over:
            return
        rank.state = LOST
        rank.failure = Failure("worker", f"{rank.name} is lost: {reason}")
        self._emit({"event": "lost", "job": self.job, "rank": rank.rank, "worker": rank.worker, "reason": reason})
        self._cancel([rank])
        self.changed.set()

    def on_worker_removed(self, address):
        """A worker has left the cluster, and its ranks with it."""
        for rank in self.ranks.values():
            if rank.worker == address and rank.task is not None:
                self.lose(rank, "The worker has left the cluster.")

    def on_unreachable(self):
        """The cluster is gone, and with it all that could be known of the ranks."""
        for rank in self.ranks.values():
            self.lose(rank, self._session.lost_text)

    def on_event(self, message):
        """What a rank's task tells."""
        rank = self.ranks.get(message["rank"])
        if rank is not None and not rank.is_over:
            getattr(self, "_on_" + message["kind"])(rank, message)
            self.changed.set()

    async def stop(self, grace):
        """Ends the job; may be called again, and at any time. The shortest grace counts."""
        self._end = min(self._end, asyncio.get_running_loop().time() + grace)
        self.changed.set()
        if self._stopped is None:
            self._stopped = asyncio.ensure_future(self._stop())
        return await asyncio.shield(self._stopped)

    async def wait_for_change(self, end):
        """Waits until something is heard, or until the end."""
        self.changed.clear()
        try:
            await asyncio.wait_for(self.changed.wait(), max(0.001, end - asyncio.get_running_loop().time()))
        except asyncio.TimeoutError:
            pass

    def _on_running(self, rank, message):
        rank.state = RUNNING
        rank.since = asyncio.get_running_loop().time()

    def _on_line(self, rank, message):
        rank.state = UP
        self._emit({"event": "line", "job": self.job, "rank": rank.rank, "line": message["line"]})
        self._start_sender(rank)

    def _on_unfit(self, rank, message):
        rank.state = ENDED
        rank.failure = Failure("program", f"The worker {rank.worker} cannot run rank {rank.rank}: {message['error']}.")

    def _on_ended(self, rank, message):
        if rank.state != UP:
            code = message["exit"]
            how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
            rank.failure = Failure("start", f"{rank.name} {how} before it said anything. {message['stderr']}".strip())
        rank.state = ENDED
        self._emit({"event": "ended", "job": self.job, "rank": rank.rank, "exit": message["exit"], "stderr": message["stderr"]})

    def _start_sender(self, rank):
        """Before its first line there may be no rank yet to take what is sent."""
        if rank.outgoing and rank.sender is None and rank.state == UP:
            rank.sender = asyncio.ensure_future(self._send_waiting(rank))

    async def _send_waiting(self, rank):
        """Sends what has gathered, one call after the other."""
        try:
            while rank.outgoing and not rank.is_over:
                lines, rank.outgoing = rank.outgoing, []
                first, rank.sent = rank.sent, rank.sent + len(lines)
                await self._session.call(
                    rank.worker, self._session.ranks, "deliver", self.job, rank.rank, first, lines, deadline=SEND_SECONDS)
        except (OSError, Failure, asyncio.TimeoutError):
            if not rank.is_over and not self.stopping and not self._session.lost.is_set():
                rank.is_stuck = True
                self._emit({"event": "stuck", "job": self.job, "rank": rank.rank, "worker": rank.worker})
        finally:
            rank.sender = None

    async def _stop(self):
        loop = asyncio.get_running_loop()
        await self._wait_until_over()
        self.stopping = True
        self.changed.set()
        placed = [rank for rank in self.ranks.values() if rank.task is not None]
        if self._session.lost.is_set():
            await asyncio.gather(*(self._stop_directly(worker) for worker in {rank.worker for rank in placed}))
        elif placed:
            stops = [self._stop_on(worker) for worker in {rank.worker for rank in placed if rank.state != LOST}]
            nothing_to_hear = all(rank.state == ENDED for rank in placed)
            if nothing_to_hear:
                stops.append(self._session.forget(self.topic))
            await asyncio.gather(*stops)
            self._cancel(placed)
            if not nothing_to_hear:
                self._end = loop.time() + END_SECONDS
                await self._wait_until_over()
                await self._session.forget(self.topic)
        ended = [rank.rank for rank in self.ranks.values() if rank.state == ENDED or rank.task is None]
        return {"ended": ended, "unknown": [number for number in self.ranks if number not in ended]}

    async def _stop_on(self, worker):
        try:
            found = await self._session.call(worker, self._session.ranks, "stop_job", self.job, deadline=STOP_SECONDS)
        except (OSError, Failure, asyncio.TimeoutError):
            return
        for rank in self.ranks.values():
            # Its task has not begun, and will not.
            if rank.worker == worker and rank.rank not in found and rank.state == WAITING:
                rank.state = ENDED

    async def _stop_directly(self, worker):
        """Where the way over the cluster is gone, its ranks are killed before the workers notice."""
        try:
            await self._session.call_directly(worker, self._session.ranks, "stop_job", self.job, deadline=STOP_SECONDS)
        except Exception:
            # It is gone already, or no longer listens.
            return
        for rank in self.ranks.values():
            if rank.worker == worker:
                rank.state = ENDED

    async def _wait_until_over(self):
        """Waits for ranks to end by themselves until the end that was set, which may come nearer meanwhile."""
        loop = asyncio.get_running_loop()
        while not all(rank.is_over or rank.task is None for rank in self.ranks.values()) and loop.time() < self._end:
            await self.wait_for_change(self._end)

    def _cancel(self, ranks):
        self._session.cancel([rank.task for rank in ranks if rank.task is not None])
