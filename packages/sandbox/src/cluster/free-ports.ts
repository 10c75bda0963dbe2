import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import type { Server } from "node:net";

import type { SandboxPorts } from "./sandbox-state.ts";

/**
 * Six ports of the loopback that nothing listens on. They lie below the range from which systems take the ports of
 * outgoing connections: there, a client that asks a dead server again and again can end up connected to itself.
 */
export async function findFreePorts(): Promise<SandboxPorts> {
  const ports = new Set<number>();
  while (ports.size < 6) {
    const port = randomInt(20_000, 32_000);
    if (!(await isPortTaken(port))) ports.add(port);
  }
  const [apiServer = 0, etcd = 0, etcdPeer = 0, controllerManager = 0, scheduler = 0, kwok = 0] = ports;
  return { apiServer, etcd, etcdPeer, controllerManager, scheduler, kwok };
}

/** Whether something listens on this port of the loopback. */
export async function isPortTaken(port: number): Promise<boolean> {
  try {
    await close(await listen(port));
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return true;
    throw error;
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
