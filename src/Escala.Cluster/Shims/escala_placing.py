"""How the ranks of a job get onto their workers: all of them, or none."""

import asyncio

from escala_remote import Failure

ACQUIRE_SECONDS = 0.5

# A rank waits for its worker, runs but is silent, has spoken, and is over when it has ended or is lost.
WAITING, RUNNING, UP, ENDED, LOST = "waiting", "running", "up", "ended", "lost"


class RankState:
    """What the driver's side knows of one rank."""

    def __init__(self, placement):
        self.placement = placement
        self.rank = placement["rank"]
        self.worker = placement["worker"]
        self.state = WAITING
        self.since = 0.0
        self.failure = None
        self.task = None
        self.outgoing = []
        self.sent = 0
        self.sender = None
        self.is_stuck = False

    @property
    def name(self):
        """Which rank it is and where, for messages, in the words of the driver."""
        return f"Rank {self.rank} on worker {self.worker}"

    @property
    def is_over(self):
        return self.state in (ENDED, LOST)


class Placing:
    """The start of one gang."""

    def __init__(self, session, gang, request):
        self._session = session
        self._gang = gang
        self._ranks = list(gang.ranks.values())
        self._environment = request.get("environment") or {}
        self._queue_end = asyncio.get_running_loop().time() + request.get("queueDeadline", 600.0)
        self._start_seconds = request.get("startDeadline", 60.0)

    async def run(self):
        """One job of the whole cluster after the other, so that two gangs never hold each other's workers."""
        await self._acquire()
        try:
            self._submit()
            # A worker that left before its task was there to be lost with it.
            present = await self._session.folders()
            for rank in self._ranks:
                if rank.worker not in present:
                    self._gang.lose(rank, "The worker is not in the cluster any more.")
            await self._wait_until_up()
        except BaseException:
            await self._session.release_placing()
            raise
        # The ranks need not wait for it.
        self._session.background(self._session.release_placing())

    async def _acquire(self):
        """In short turns, because a lease that is granted after we stopped waiting would block everybody until it expires."""
        while not self._gang.stopping:
            if await self._session.acquire_placing(ACQUIRE_SECONDS):
                return
            if asyncio.get_running_loop().time() > self._queue_end:
                raise Failure("queue", "Another job was still waiting for its workers when the time in the queue was over.")
        raise Failure("stopped", f"Job {self._gang.job} was stopped.")

    def _submit(self):
        self._session.listen(self._gang.topic, self._gang.on_event)
        for rank in self._ranks:
            spec = {"job": self._gang.job, "rank": rank.rank, "program": rank.placement["program"],
                    "bootstrap": rank.placement["bootstrap"], "environment": self._environment, "without": self._session.not_for_ranks}
            rank.task = self._session.start_rank(
                rank.worker, self._gang.topic, spec, lambda reason, rank=rank: self._gang.lose(rank, reason))

    async def _wait_until_up(self):
        while True:
            self._raise_failure()
            waiting = [rank for rank in self._ranks if rank.state == WAITING]
            starting = [rank for rank in self._ranks if rank.state == RUNNING]
            if not waiting and not starting:
                return
            self._raise_if_late(waiting, starting)
            ends = [rank.since + self._start_seconds for rank in starting] + ([self._queue_end] if waiting else [])
            await self._gang.wait_for_change(min(ends))

    def _raise_failure(self):
        self._session.require()
        if self._gang.stopping:
            raise Failure("stopped", f"Job {self._gang.job} was stopped.")
        for rank in self._ranks:
            if rank.failure is not None:
                raise rank.failure

    def _raise_if_late(self, waiting, starting):
        now = asyncio.get_running_loop().time()
        if waiting and now >= self._queue_end:
            raise Failure("queue", f"The worker {waiting[0].worker} was still busy with other tasks when the time in the queue was over.")
        for rank in starting:
            if now >= rank.since + self._start_seconds:
                raise Failure("start", f"{rank.name} said nothing within {self._start_seconds:g} s of its start.")
