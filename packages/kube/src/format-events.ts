import type { LiveObject, ObjectId } from "@helmwright/core";

/** The newest ten events of an object and of what carries its name (its pods), newest last. */
export function formatEvents(events: readonly LiveObject[], id: ObjectId): readonly string[] {
  return events
    .map((event) => ({ event, of: involved(event) }))
    .filter(({ of }) => (of.kind === id.kind && of.name === id.name) || of.name.startsWith(`${id.name}-`))
    .toSorted((a, b) => (time(a.event) < time(b.event) ? -1 : 1))
    .slice(-10)
    .map(({ event, of }) => `${of.kind} ${of.name}: ${text(event["reason"])}: ${text(event["message"])}`);
}

function involved(event: LiveObject): { readonly kind: string; readonly name: string } {
  const { kind, name } = (event["involvedObject"] ?? {}) as { kind?: unknown; name?: unknown };
  return { kind: text(kind), name: text(name) };
}

function time(event: LiveObject): string {
  return text(event["lastTimestamp"]) || text(event["eventTime"]) || (event.metadata.creationTimestamp ?? "");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
