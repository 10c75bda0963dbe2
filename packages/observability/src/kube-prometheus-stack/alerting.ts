import { secretSchema } from "@helmwright/sdk";
import type { SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

interface Receiver<R extends string> {
  /** Name of the receiver, unique among them. */
  readonly name: R;
  /** Whether it also hears that an alert is over. Default: true. */
  readonly sendResolved?: boolean | undefined;
}
export interface EmailReceiver<R extends string = string> extends Receiver<R> {
  readonly type: "email";
  /** Addresses that get a mail each. */
  readonly to: readonly string[];
  /** Address of the sender. */
  readonly from: string;
  /** Mail server, as `host:port`. */
  readonly server: string;
  /** Default: no login. */
  readonly login?:
    | {
        /** Name at the mail server. */
        readonly user: string;
        /** Password at the mail server. */
        readonly password: SecretValue;
      }
    | undefined;
  /** Whether a server without TLS is refused. Default: true. */
  readonly requireTls?: boolean | undefined;
}
export interface SlackReceiver<R extends string = string> extends Receiver<R> {
  readonly type: "slack";
  /** Channel or user: `#alerts`. */
  readonly channel: string;
  /** Incoming webhook, which is a credential. */
  readonly webhook: SecretValue;
  /** Template of the title. Default: Alertmanager's. */
  readonly title?: string | undefined;
  /** Template of the text. Default: Alertmanager's. */
  readonly text?: string | undefined;
}
export interface WebhookReceiver<R extends string = string> extends Receiver<R> {
  readonly type: "webhook";
  /** Address that alerts are posted to; as a secret, because many have a token in it. */
  readonly url: SecretValue;
  /** Bearer token to send. Default: none. */
  readonly token?: SecretValue | undefined;
}
export interface PagerDutyReceiver<R extends string = string> extends Receiver<R> {
  readonly type: "pagerDuty";
  /** Integration key of the Events API v2. */
  readonly routingKey: SecretValue;
}
/** Where alerts go. */
export type AlertReceiver<R extends string = string> = EmailReceiver<R> | SlackReceiver<R> | WebhookReceiver<R> | PagerDutyReceiver<R>;

/** Which alerts go to which receiver. The first route that fits decides, unless it says `continue`. */
export interface AlertRoute<R extends string = string> {
  /** Name of a receiver. */
  readonly receiver: R;
  /** All must fit: `severity = critical`, `namespace =~ "team-.*"`. */
  readonly matchers: readonly string[];
  /** Whether later routes are looked at too. Default: false. */
  readonly continue?: boolean | undefined;
  /** Labels by which alerts make one message. Default: namespace and alertname. */
  readonly groupBy?: readonly string[] | undefined;
  /** Hours after which an unchanged alert is sent again. Default: 12. */
  readonly repeatHours?: number | undefined;
}

export interface Alerting<R extends string = string> {
  /** Who may be told; at least one. */
  readonly receivers: readonly AlertReceiver<R>[];
  /** Default: none. */
  readonly routes?: readonly AlertRoute<NoInfer<R>>[] | undefined;
  /** Receiver of alerts that no route fits. Default: the first one. */
  readonly default?: NoInfer<R> | undefined;
  /** Templates of messages: file name, which ends in `.tmpl`, to text. Default: none. */
  readonly templates?: Readonly<Record<string, string>> | undefined;
}

const text = z.string().min(1);
const receiverName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "expected letters, digits, _ and -")
  .refine((name) => name !== "null", "null is the receiver that sends nothing");
const shared = { name: receiverName, sendResolved: z.boolean().optional() };
const receiver = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("email"),
    ...shared,
    to: z.array(z.email()).min(1).readonly(),
    from: text,
    server: z.string().regex(/:\d+$/, "expected host:port"),
    login: z.strictObject({ user: text, password: secretSchema }).optional(),
    requireTls: z.boolean().optional(),
  } satisfies Shape<EmailReceiver>),
  z.strictObject({
    type: z.literal("slack"),
    ...shared,
    channel: text,
    webhook: secretSchema,
    title: text.optional(),
    text: text.optional(),
  } satisfies Shape<SlackReceiver>),
  z.strictObject({
    type: z.literal("webhook"),
    ...shared,
    url: secretSchema,
    token: secretSchema.optional(),
  } satisfies Shape<WebhookReceiver>),
  z.strictObject({ type: z.literal("pagerDuty"), ...shared, routingKey: secretSchema } satisfies Shape<PagerDutyReceiver>),
]);
const route = z.strictObject({
  receiver: text,
  matchers: z
    .array(z.string().regex(/^\s*[a-zA-Z_]\w*\s*(=~|!~|!=|=)/, 'expected a matcher such as severity = "critical"'))
    .min(1)
    .readonly(),
  continue: z.boolean().optional(),
  groupBy: z.array(text).readonly().optional(),
  repeatHours: z.int().min(1).optional(),
} satisfies Shape<AlertRoute>);

export const alertingSchema: z.ZodType<Alerting, Alerting> = z
  .strictObject({
    receivers: z.array(receiver).min(1).readonly(),
    routes: z.array(route).readonly().optional(),
    default: text.optional(),
    templates: z.record(z.string().regex(/^[A-Za-z0-9._-]+\.tmpl$/, "expected a file name that ends in .tmpl"), z.string()).optional(),
  } satisfies Shape<Alerting>)
  .refine(({ receivers }) => new Set(receivers.map(({ name }) => name)).size === receivers.length, "two receivers have the same name")
  .refine(({ receivers, routes = [], default: own }) => {
    const names = new Set(["null", ...receivers.map(({ name }) => name)]);
    return [...routes.map((one) => one.receiver), ...(own === undefined ? [] : [own])].every((name) => names.has(name));
  }, "a route names a receiver that is not declared");
