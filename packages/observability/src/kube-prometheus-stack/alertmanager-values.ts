import type { Shape } from "@helmwright/sdk";
import { z } from "zod";

/** https://prometheus.io/docs/alerting/latest/configuration/#route */
export interface AlertmanagerRoute {
  readonly receiver?: string | undefined;
  readonly matchers?: readonly string[] | undefined;
  readonly continue?: boolean | undefined;
  readonly group_by?: readonly string[] | undefined;
  readonly group_wait?: string | undefined;
  readonly group_interval?: string | undefined;
  readonly repeat_interval?: string | undefined;
  readonly mute_time_intervals?: readonly string[] | undefined;
}

export interface AlertmanagerEmail {
  readonly to: string;
  readonly from: string;
  readonly smarthost: string;
  readonly require_tls?: boolean | undefined;
  readonly auth_username?: string | undefined;
  readonly auth_password_file?: string | undefined;
  readonly send_resolved?: boolean | undefined;
}

export interface AlertmanagerSlack {
  readonly channel: string;
  readonly api_url_file: string;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly send_resolved?: boolean | undefined;
}

export interface AlertmanagerWebhook {
  readonly url_file: string;
  readonly http_config?: { readonly authorization: { readonly type: "Bearer"; readonly credentials_file: string } } | undefined;
  readonly send_resolved?: boolean | undefined;
}

export interface AlertmanagerPagerDuty {
  readonly routing_key_file: string;
  readonly send_resolved?: boolean | undefined;
}

export interface AlertmanagerReceiver {
  readonly name: string;
  readonly email_configs?: readonly AlertmanagerEmail[] | undefined;
  readonly slack_configs?: readonly AlertmanagerSlack[] | undefined;
  readonly webhook_configs?: readonly AlertmanagerWebhook[] | undefined;
  readonly pagerduty_configs?: readonly AlertmanagerPagerDuty[] | undefined;
}

export interface AlertmanagerInhibition {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

/** What this package or its users write of https://prometheus.io/docs/alerting/latest/configuration/. Secrets are in files only. */
export interface AlertmanagerConfig {
  readonly global?: { readonly resolve_timeout?: string | undefined } | undefined;
  readonly route?: (AlertmanagerRoute & { readonly routes?: readonly AlertmanagerRoute[] | undefined }) | undefined;
  readonly inhibit_rules?: readonly AlertmanagerInhibition[] | undefined;
  readonly receivers?: readonly AlertmanagerReceiver[] | undefined;
  readonly templates?: readonly string[] | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const list = z.array(z.string()).readonly();

const route = {
  receiver: text,
  matchers: list.optional(),
  continue: flag,
  group_by: list.optional(),
  group_wait: text,
  group_interval: text,
  repeat_interval: text,
  mute_time_intervals: list.optional(),
} satisfies Shape<AlertmanagerRoute>;
const email = z.strictObject({
  to: z.string(),
  from: z.string(),
  smarthost: z.string(),
  require_tls: flag,
  auth_username: text,
  auth_password_file: text,
  send_resolved: flag,
} satisfies Shape<AlertmanagerEmail>);
const slack = z.strictObject({
  channel: z.string(),
  api_url_file: z.string(),
  title: text,
  text,
  send_resolved: flag,
} satisfies Shape<AlertmanagerSlack>);
const webhook = z.strictObject({
  url_file: z.string(),
  http_config: z.strictObject({ authorization: z.strictObject({ type: z.literal("Bearer"), credentials_file: z.string() }) }).optional(),
  send_resolved: flag,
} satisfies Shape<AlertmanagerWebhook>);
const pagerDuty = z.strictObject({ routing_key_file: z.string(), send_resolved: flag } satisfies Shape<AlertmanagerPagerDuty>);
const receiver = z.strictObject({
  name: z.string(),
  email_configs: z.array(email).readonly().optional(),
  slack_configs: z.array(slack).readonly().optional(),
  webhook_configs: z.array(webhook).readonly().optional(),
  pagerduty_configs: z.array(pagerDuty).readonly().optional(),
} satisfies Shape<AlertmanagerReceiver>);
const inhibition = z.strictObject({
  source_matchers: list,
  target_matchers: list,
  equal: list,
} satisfies Shape<AlertmanagerInhibition>);

export const alertmanagerConfigSchema: z.ZodType<AlertmanagerConfig, AlertmanagerConfig> = z.strictObject({
  global: z.strictObject({ resolve_timeout: text }).optional(),
  route: z.strictObject({ ...route, routes: z.array(z.strictObject(route)).readonly().optional() }).optional(),
  inhibit_rules: z.array(inhibition).readonly().optional(),
  receivers: z.array(receiver).readonly().optional(),
  templates: list.optional(),
} satisfies Shape<AlertmanagerConfig>);
