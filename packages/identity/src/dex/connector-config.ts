/** How Dex itself has a connector: https://dexidp.io/docs/connectors/. */
export type DexConnectorConfig = {
  readonly type: "github" | "oidc";
  readonly id: string;
  readonly name: string;
  readonly config: {
    readonly clientID: string;
    readonly clientSecret: string;
    readonly redirectURI: string;
    readonly issuer?: string | undefined;
    readonly orgs?: readonly { readonly name: string }[] | undefined;
  };
};
