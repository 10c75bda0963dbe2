import type { ChartSource, Cluster, EventSink, HelmRunner, Host, ReleaseRecords } from "@helmwright/core";

/** Everything outside the engine that it works through. */
export interface EnginePorts {
  readonly cluster: Cluster;
  readonly charts: ChartSource;
  readonly helm: HelmRunner;
  readonly records: ReleaseRecords;
  readonly host: Host;
  readonly emit: EventSink;
}
