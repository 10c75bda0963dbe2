import type { Context, SecretSpec, SecretValue } from "@helmwright/sdk";

import type { Alerting, AlertReceiver, AlertRoute } from "./alerting.ts";
import type {
  AlertmanagerConfig,
  AlertmanagerEmail,
  AlertmanagerInhibition,
  AlertmanagerReceiver,
  AlertmanagerRoute,
  AlertmanagerWebhook,
} from "./alertmanager-values.ts";

/** The Secret with everything secret in the receivers, mounted as files: the configuration itself holds none. */
export const alertingSecretName = (context: Context): string => `${context.release.name}-alerting`;
const file = (context: Context, key: string): string => `/etc/alertmanager/secrets/${alertingSecretName(context)}/${key}`;

const silent = "null";

/** https://prometheus.io/docs/alerting/latest/configuration/ */
export function alertmanagerConfig(alerting: Alerting | undefined, context: Context): AlertmanagerConfig {
  const { receivers = [], routes = [] } = alerting ?? {};
  return {
    global: { resolve_timeout: "5m" },
    route: {
      receiver: alerting?.default ?? receivers[0]?.name ?? silent,
      group_by: ["namespace", "alertname"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "12h",
      // It always fires, so that its absence is noticed elsewhere; a route of one's own may send it there.
      routes: [...routes.map(routeOf), { receiver: silent, matchers: ['alertname =~ "Watchdog|InfoInhibitor"'] }],
    },
    inhibit_rules: [
      inhibit('severity = "critical"', 'severity =~ "warning|info"', ["namespace", "alertname"]),
      inhibit('severity = "warning"', 'severity = "info"', ["namespace", "alertname"]),
      inhibit('alertname = "InfoInhibitor"', 'severity = "info"', ["namespace"]),
    ],
    receivers: [{ name: silent }, ...receivers.map((receiver) => receiverOf(receiver, context))],
    templates: ["/etc/alertmanager/config/*.tmpl"],
  };
}

export function alertingSecrets(alerting: Alerting | undefined, context: Context): readonly SecretSpec[] {
  const data = Object.fromEntries((alerting?.receivers ?? []).flatMap(secretsOf));
  return Object.keys(data).length === 0 ? [] : [{ name: alertingSecretName(context), data }];
}

function secretsOf(receiver: AlertReceiver): readonly (readonly [string, SecretValue])[] {
  const { name } = receiver;
  switch (receiver.type) {
    case "email":
      return receiver.login ? [[`${name}-password`, receiver.login.password]] : [];
    case "slack":
      return [[`${name}-webhook`, receiver.webhook]];
    case "webhook":
      return [[`${name}-url`, receiver.url], ...(receiver.token ? [[`${name}-token`, receiver.token] as const] : [])];
    case "pagerDuty":
      return [[`${name}-routing-key`, receiver.routingKey]];
  }
}

function receiverOf(receiver: AlertReceiver, context: Context): AlertmanagerReceiver {
  const { name, sendResolved: send_resolved = true } = receiver;
  const at = (key: string): string => file(context, `${name}-${key}`);
  switch (receiver.type) {
    case "email": {
      const { to, from, server, login, requireTls: require_tls = true } = receiver;
      const emailTo = (address: string): AlertmanagerEmail => ({
        to: address,
        from,
        smarthost: server,
        require_tls,
        auth_username: login?.user,
        auth_password_file: login && at("password"),
        send_resolved,
      });
      return { name, email_configs: to.map(emailTo) };
    }
    case "slack":
      return {
        name,
        slack_configs: [
          { channel: receiver.channel, api_url_file: at("webhook"), title: receiver.title, text: receiver.text, send_resolved },
        ],
      };
    case "webhook": {
      const credentials: AlertmanagerWebhook["http_config"] = receiver.token && {
        authorization: { type: "Bearer", credentials_file: at("token") },
      };
      return { name, webhook_configs: [{ url_file: at("url"), http_config: credentials, send_resolved }] };
    }
    case "pagerDuty":
      return { name, pagerduty_configs: [{ routing_key_file: at("routing-key"), send_resolved }] };
  }
}

function routeOf({ receiver, matchers, continue: goOn, groupBy, repeatHours }: AlertRoute): AlertmanagerRoute {
  return {
    receiver,
    matchers,
    continue: goOn,
    group_by: groupBy,
    repeat_interval: repeatHours === undefined ? undefined : `${repeatHours}h`,
  };
}

function inhibit(source: string, target: string, equal: readonly string[]): AlertmanagerInhibition {
  return { source_matchers: [source], target_matchers: [target], equal };
}
