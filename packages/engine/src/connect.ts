import type { Platform } from "@helmwright/core";

import type { Connection, ConnectOptions } from "./api.ts";

export interface RenderOptions {
  readonly environment: string;
}
export declare function connect(platform: Platform, options: ConnectOptions): Promise<Connection>;
export declare function renderPlatform(platform: Platform, options: RenderOptions): Promise<string>;
