import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";

import type { SandboxPorts } from "./sandbox-state.ts";

const host = "127.0.0.1";

/** Six ports of the loopback that nothing listens on, none of them among `taken`. */
export async function findFreePorts(taken: ReadonlySet<number> = new Set()): Promise<SandboxPorts> {
  // All are held at once, so that no port is given twice.
  const servers: Server[] = [];
  const ports: number[] = [];
  try {
    while (ports.length < 6) {
      const server = await listen(0);
      servers.push(server);
      const { port } = server.address() as AddressInfo;
      if (!taken.has(port)) ports.push(port);
    }
  } finally {
    await Promise.all(servers.map(close));
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
    server.listen({ host, port, exclusive: true }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
