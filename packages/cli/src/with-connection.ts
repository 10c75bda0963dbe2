import type { Connection } from "@helmwright/engine";

import type { Invocation } from "./invocation.ts";
import type { PlatformOptions } from "./options.ts";
import { connectSession, openSession } from "./session.ts";
import type { Session } from "./session.ts";
import { openProgressView } from "./views/progress-view.ts";

/** Opens a session, connects it, shows progress while it is used, and closes it. */
export async function withConnection<T>(
  options: PlatformOptions,
  invocation: Invocation,
  use: (connection: Connection, session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(options);
  return withSession(session, options, invocation, (connection) => use(connection, session));
}

export async function withSession<T>(
  session: Session,
  options: PlatformOptions,
  invocation: Invocation,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  using view = await openProgressView(invocation.terminal);
  const connection = await connectSession(session, { options, view, ...invocation });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
