import { secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { prometheusOperatorCrds } from "../prometheus-operator-crds/index.ts";
import { kubePrometheusStack } from "./index.ts";
import type { Alerting } from "./index.ts";

const crds = prometheusOperatorCrds();
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const withAlerting = (alerting?: Alerting): ReturnType<typeof instanceOf> =>
  instanceOf(kubePrometheusStack({ crds, ...(alerting ? { alerting } : {}) }), { with: { crds } });
const files = "/etc/alertmanager/secrets/kube-prometheus-stack-alerting";

const inhibitRules = [
  { source_matchers: ['severity = "critical"'], target_matchers: ['severity =~ "warning|info"'], equal: ["namespace", "alertname"] },
  { source_matchers: ['severity = "warning"'], target_matchers: ['severity = "info"'], equal: ["namespace", "alertname"] },
  { source_matchers: ['alertname = "InfoInhibitor"'], target_matchers: ['severity = "info"'], equal: ["namespace"] },
];
const silenced = { receiver: "null", matchers: ['alertname =~ "Watchdog|InfoInhibitor"'] };
const grouping = { group_by: ["namespace", "alertname"], group_wait: "30s", group_interval: "5m", repeat_interval: "12h" };
const shared = { global: { resolve_timeout: "5m" }, inhibit_rules: inhibitRules, templates: ["/etc/alertmanager/config/*.tmpl"] };

test("nobody hears of alerts by default", () => {
  const { values, secrets } = withAlerting();
  expect(plain((values["alertmanager"] as { config: unknown }).config)).toEqual({
    ...shared,
    route: { receiver: "null", ...grouping, routes: [silenced] },
    receivers: [{ name: "null" }],
  });
  expect(secrets.map(({ name }) => name)).toEqual(["kube-prometheus-stack-grafana-credentials"]);
});

test("receivers read their credentials from files, routes come in order, templates stay as they are", () => {
  const template = '{{ define "title" }}{{ .CommonLabels.alertname }}{{ end }}';
  const { values, secrets } = withAlerting({
    receivers: [
      {
        type: "email",
        name: "mail",
        to: ["ops@example.org"],
        from: "am@example.org",
        server: "smtp.example.org:587",
        login: { user: "am", password: secret.env("SMTP") },
      },
      { type: "slack", name: "chat", channel: "#ops", webhook: secret.env("SLACK"), title: '{{ template "title" . }}' },
      { type: "webhook", name: "hook", url: secret.env("HOOK"), token: secret.env("TOKEN"), sendResolved: false },
      { type: "pagerDuty", name: "pager", routingKey: secret.env("PAGER") },
    ],
    routes: [{ receiver: "pager", matchers: ["severity = critical"], continue: true, groupBy: ["cluster"], repeatHours: 1 }],
    default: "chat",
    templates: { "title.tmpl": template },
  });
  const alertmanager = values["alertmanager"] as { config: unknown; templateFiles: unknown; alertmanagerSpec: { secrets: unknown } };
  expect(plain(alertmanager.config)).toEqual({
    ...shared,
    route: {
      receiver: "chat",
      ...grouping,
      routes: [
        { receiver: "pager", matchers: ["severity = critical"], continue: true, group_by: ["cluster"], repeat_interval: "1h" },
        silenced,
      ],
    },
    receivers: [
      { name: "null" },
      {
        name: "mail",
        email_configs: [
          {
            to: "ops@example.org",
            from: "am@example.org",
            smarthost: "smtp.example.org:587",
            require_tls: true,
            auth_username: "am",
            auth_password_file: `${files}/mail-password`,
            send_resolved: true,
          },
        ],
      },
      {
        name: "chat",
        slack_configs: [{ channel: "#ops", api_url_file: `${files}/chat-webhook`, title: '{{ template "title" . }}', send_resolved: true }],
      },
      {
        name: "hook",
        webhook_configs: [
          {
            url_file: `${files}/hook-url`,
            http_config: { authorization: { type: "Bearer", credentials_file: `${files}/hook-token` } },
            send_resolved: false,
          },
        ],
      },
      { name: "pager", pagerduty_configs: [{ routing_key_file: `${files}/pager-routing-key`, send_resolved: true }] },
    ],
  });
  expect(alertmanager.templateFiles).toEqual({ "title.tmpl": template });
  expect(alertmanager.alertmanagerSpec.secrets).toEqual(["kube-prometheus-stack-alerting"]);
  expect(secrets.slice(1)).toEqual([
    {
      name: "kube-prometheus-stack-alerting",
      data: {
        "mail-password": secret.env("SMTP"),
        "chat-webhook": secret.env("SLACK"),
        "hook-url": secret.env("HOOK"),
        "hook-token": secret.env("TOKEN"),
        "pager-routing-key": secret.env("PAGER"),
      },
    },
  ]);
});

const hook = { type: "webhook", name: "hook", url: secret.env("HOOK") } as const;

test("a route names a declared receiver", () => {
  // @ts-expect-error: not a declared receiver
  const metrics = kubePrometheusStack({ crds, alerting: { receivers: [hook], routes: [{ receiver: "hok", matchers: ["a = b"] }] } });
  expect(problemsOf({ crds, metrics })).toHaveLength(1);
});

test.each<[string, unknown, string]>([
  ["a typo at depth", { receivers: [{ ...hook, sendResolvd: true }] }, "Did you mean sendResolved?"],
  ["a credential as text", { receivers: [{ ...hook, url: "https://hook.example.org" }] }, "expected a secret"],
  ["two receivers of one name", { receivers: [hook, hook] }, "two receivers have the same name"],
  ["a route to nobody", { receivers: [hook], routes: [{ receiver: "hok", matchers: ["a = b"] }] }, "a receiver that is not declared"],
  ["a matcher that is none", { receivers: [hook], routes: [{ receiver: "hook", matchers: ["severity critical"] }] }, "expected a matcher"],
  ["a receiver named null", { receivers: [{ ...hook, name: "null" }] }, "sends nothing"],
])("refused: %s", (_name, alerting, message) => {
  expect(problemsOf({ crds, metrics: kubePrometheusStack({ crds, alerting: alerting as Alerting }) }).join("\n")).toContain(message);
});
