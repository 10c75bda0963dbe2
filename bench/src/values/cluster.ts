import type { ApiServer } from "./api-server.ts";
import type { Render } from "./renderer.ts";

/** What real Helm and a real API server say. */
export interface Cluster {
  readonly render: Render;
  readonly api: ApiServer;
}
