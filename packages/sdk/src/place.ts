/**
 * Where the caller's caller's caller stands: the line of a platform file that called a component's factory, which called
 * `component`, which asks here. Undefined when the runtime gives no stack.
 */
export function callerPlace(): string | undefined {
  const frame = new Error("place").stack?.split("\n")[4];
  const position = frame === undefined ? undefined : /((?:file:\/\/)?[^\s()]+:\d+:\d+)\)?$/.exec(frame)?.[1];
  return position?.replace(/^file:\/\//, "");
}
