"""How the shim gets its client: quick to say what is wrong, and never beyond a deadline."""

import asyncio
import sys

from escala_remote import Failure

REACH_SECONDS = 1.0
CLOSE_SECONDS = 0.5


def import_client():
    """Imports Dask, which takes its time; where the Python has none, this is said plainly."""
    try:
        from distributed import Client
    except ImportError as error:
        raise Failure("connect", f"The Python at {sys.executable} must have Dask, but: {error}. "
                      "Install python3-distributed, or take the Python that has the cluster's Dask.") from error
    return Client


async def open_client(address, tls, deadline):
    """Connects to a scheduler. Where nothing listens, this is said within seconds."""
    client = import_client()(address, asynchronous=True, timeout=deadline, security=_security(tls), name="escala")
    work = asyncio.ensure_future(completed(client))
    try:
        await asyncio.wait({work}, timeout=min(deadline, REACH_SECONDS))
        if not work.done():
            await _reach(address)
            await asyncio.wait({work}, timeout=deadline - REACH_SECONDS)
        if not work.done():
            raise asyncio.TimeoutError(f"Dask's scheduler at {address} did not answer within {deadline:.1f} s")
        work.result()
        return client
    except BaseException:
        asyncio.ensure_future(client.close(timeout=CLOSE_SECONDS))
        raise
    finally:
        work.cancel()


async def completed(awaitable):
    """Makes a coroutine of what can only be awaited."""
    return await awaitable


def _security(tls):
    from distributed.security import Security
    if not tls:
        return None
    return Security(tls_ca_file=tls["ca"], tls_client_cert=tls["cert"], tls_client_key=tls["key"], require_encryption=True)


async def _reach(address):
    from distributed.comm import get_address_host_port
    host, port = get_address_host_port(address)
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), REACH_SECONDS)
        writer.close()
    except (OSError, asyncio.TimeoutError) as error:
        raise Failure("connect", f"Nothing answers at {address}: {error or 'no answer'}. Is the scheduler running there?") from error
