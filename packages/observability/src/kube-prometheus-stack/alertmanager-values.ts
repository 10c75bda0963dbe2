/** https://prometheus.io/docs/alerting/latest/configuration/#route */
export type AlertmanagerRoute = {
  readonly receiver?: string | undefined;
  readonly matchers?: readonly string[] | undefined;
  readonly continue?: boolean | undefined;
  readonly group_by?: readonly string[] | undefined;
  readonly group_wait?: string | undefined;
  readonly group_interval?: string | undefined;
  readonly repeat_interval?: string | undefined;
  readonly mute_time_intervals?: readonly string[] | undefined;
};

export type AlertmanagerEmail = {
  readonly to: string;
  readonly from: string;
  readonly smarthost: string;
  readonly require_tls?: boolean | undefined;
  readonly auth_username?: string | undefined;
  readonly auth_password_file?: string | undefined;
  readonly send_resolved?: boolean | undefined;
};

export type AlertmanagerSlack = {
  readonly channel: string;
  readonly api_url_file: string;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly send_resolved?: boolean | undefined;
};

export type AlertmanagerWebhook = {
  readonly url_file: string;
  readonly http_config?: { readonly authorization: { readonly type: "Bearer"; readonly credentials_file: string } } | undefined;
  readonly send_resolved?: boolean | undefined;
};

export type AlertmanagerPagerDuty = {
  readonly routing_key_file: string;
  readonly send_resolved?: boolean | undefined;
};

export type AlertmanagerReceiver = {
  readonly name: string;
  readonly email_configs?: readonly AlertmanagerEmail[] | undefined;
  readonly slack_configs?: readonly AlertmanagerSlack[] | undefined;
  readonly webhook_configs?: readonly AlertmanagerWebhook[] | undefined;
  readonly pagerduty_configs?: readonly AlertmanagerPagerDuty[] | undefined;
};

export type AlertmanagerInhibition = {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
};

/** What this package or its users write of https://prometheus.io/docs/alerting/latest/configuration/. Secrets are in files only. */
export type AlertmanagerConfig = {
  readonly global?: { readonly resolve_timeout?: string | undefined } | undefined;
  readonly route?: (AlertmanagerRoute & { readonly routes?: readonly AlertmanagerRoute[] | undefined }) | undefined;
  readonly inhibit_rules?: readonly AlertmanagerInhibition[] | undefined;
  readonly receivers?: readonly AlertmanagerReceiver[] | undefined;
  readonly templates?: readonly string[] | undefined;
};
