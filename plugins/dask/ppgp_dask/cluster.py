"""The executor of a cluster, which leaves nothing running when it is left."""

import logging

from distributed import Client, LocalCluster
from distributed.cfexecutor import ClientExecutor


class ClusterExecutor(ClientExecutor):
    """A client alone is no executor, and its own executor leaves client and cluster running."""

    def __init__(self, client, *cluster):
        super().__init__(client, pure=False)
        self._held = (client, *cluster)

    def shutdown(self, wait=True, *, cancel_futures=False):
        super().shutdown(wait and not cancel_futures)
        for each in self._held:
            each.close()
        self._held = ()


def begin(address, jobs):
    """The executor of the cluster at `address`, else of `jobs` processes here."""
    if address:
        return ClusterExecutor(Client(address))
    cluster = LocalCluster(
        n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    )
    return ClusterExecutor(Client(cluster), cluster)
