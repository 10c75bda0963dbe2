import { platformOf, referredComponents } from "@helmwright/core";
import type { ClusterTarget, Component, EventSink, PlanDocument, Profile, RunReport } from "@helmwright/core";
import type { Connection, ReleaseStatus } from "@helmwright/engine";

/** The cluster a component goes to, by name, and how. */
export interface ComponentTarget extends ClusterTarget {
  /** Default: `ha`. */
  readonly profile?: Profile | undefined;
  /** Receives progress. Default: none. */
  readonly onEvent?: EventSink | undefined;
  /** Stops the run between two writes. Default: none. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lifecycle functions of a component that stands alone. Each deals with the component and with every component it refers
 * to. They load the engine when called, not before; they throw `HelmwrightError`, and a failed release is in the report.
 */
export interface Lifecycle {
  plan(target: ComponentTarget): Promise<PlanDocument>;
  install(target: ComponentTarget): Promise<RunReport>;
  /** Like `install`; throws `NOT_INSTALLED` when the component has no release there. */
  upgrade(target: ComponentTarget): Promise<RunReport>;
  /** The manifests, without a cluster, in the order in which they would be applied. */
  render(options?: RenderOptions): Promise<string>;
  status(target: ComponentTarget): Promise<readonly ReleaseStatus[]>;
  /** Removes the component alone. Data stays unless `data` is true. */
  uninstall(target: ComponentTarget & { readonly data?: boolean | undefined }): Promise<RunReport>;
}

export interface RenderOptions {
  /** Default: `ha`. */
  readonly profile?: Profile | undefined;
}

export async function plan(component: Component, target: ComponentTarget): Promise<PlanDocument> {
  return withConnection(component, target, (connection) => connection.plan());
}

export async function install(component: Component, target: ComponentTarget): Promise<RunReport> {
  return withConnection(component, target, (connection) => connection.deploy());
}

export async function upgrade(component: Component, target: ComponentTarget): Promise<RunReport> {
  return withConnection(component, target, (connection) => connection.deploy({ installed: true }));
}

export async function render(component: Component, { profile = "ha" }: RenderOptions = {}): Promise<string> {
  const { renderPlatform } = await import("@helmwright/engine/connect");
  return renderPlatform(standalone(component, { context: "none", profile }), { environment: "default" });
}

export async function status(component: Component, target: ComponentTarget): Promise<readonly ReleaseStatus[]> {
  return withConnection(component, target, (connection) => connection.status());
}

export async function uninstall(
  component: Component,
  target: ComponentTarget & { readonly data?: boolean | undefined },
): Promise<RunReport> {
  const only = Object.entries(standalone(component, target).compose("default")).flatMap(([id, one]) => (one === component ? [id] : []));
  return withConnection(component, { ...target, only }, (connection) => connection.destroy({ data: target.data ?? false }));
}

async function withConnection<T>(
  component: Component,
  target: ComponentTarget & { readonly only?: readonly string[] },
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { connect } = await import("@helmwright/engine/connect");
  const platform = standalone(component, target);
  const connection = await connect(platform, {
    environment: "default",
    id: `component-${platform.name}`,
    only: target.only,
    onEvent: target.onEvent,
    signal: target.signal,
  });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

function standalone(component: Component, { context, kubeconfig, profile = "ha" }: ComponentTarget): ReturnType<typeof platformOf> {
  return platformOf(component, referredComponents(component), { target: { context, kubeconfig }, profile });
}
