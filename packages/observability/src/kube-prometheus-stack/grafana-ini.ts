/** https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/generic-oauth/ */
export type GrafanaOauth = {
  readonly enabled?: boolean | undefined;
  readonly name?: string | undefined;
  readonly client_id?: string | undefined;
  readonly scopes?: string | undefined;
  readonly auth_url?: string | undefined;
  readonly token_url?: string | undefined;
  readonly api_url?: string | undefined;
  readonly use_pkce?: boolean | undefined;
  readonly use_refresh_token?: boolean | undefined;
  readonly allow_sign_up?: boolean | undefined;
  readonly auto_login?: boolean | undefined;
  readonly role_attribute_path?: string | undefined;
  readonly role_attribute_strict?: boolean | undefined;
  readonly tls_client_ca?: string | undefined;
};

/** What this package or its users write of https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/. */
export type GrafanaIni = {
  readonly server?: { readonly root_url?: string | undefined; readonly domain?: string | undefined } | undefined;
  readonly security?:
    | {
        readonly cookie_secure?: boolean | undefined;
        readonly disable_gravatar?: boolean | undefined;
        readonly allow_embedding?: boolean | undefined;
      }
    | undefined;
  readonly analytics?: { readonly check_for_updates?: boolean | undefined; readonly reporting_enabled?: boolean | undefined } | undefined;
  readonly users?: { readonly allow_sign_up?: boolean | undefined; readonly default_theme?: string | undefined } | undefined;
  readonly auth?: { readonly disable_login_form?: boolean | undefined } | undefined;
  readonly "auth.anonymous"?: { readonly enabled?: boolean | undefined; readonly org_role?: string | undefined } | undefined;
  readonly "auth.generic_oauth"?: GrafanaOauth | undefined;
  readonly database?:
    | {
        readonly type?: "postgres" | "mysql" | "sqlite3" | undefined;
        readonly host?: string | undefined;
        readonly name?: string | undefined;
        readonly user?: string | undefined;
        readonly ssl_mode?: string | undefined;
        readonly max_open_conn?: number | undefined;
      }
    | undefined;
  readonly unified_alerting?: { readonly enabled?: boolean | undefined; readonly ha_peers?: string | undefined } | undefined;
  readonly smtp?:
    | { readonly enabled?: boolean | undefined; readonly host?: string | undefined; readonly from_address?: string | undefined }
    | undefined;
  readonly log?: { readonly level?: string | undefined; readonly mode?: string | undefined } | undefined;
};
