// The layers of docs/architecture.md as rules. Each rule has a planted violation in test/layers.test.ts.

const tests = "\\.test\\.ts$|^(packages|apps|tools)/[^/]+/test/|^test/";
const undeclared = ["npm-no-pkg", "npm-unknown"];
const concerns = ["backup", "identity", "networking", "node-bootstrap", "observability", "secrets", "service-mesh", "storage"];

/** What the source of a package may import of this repository, beside itself. */
const layers = {
  core: [],
  plan: ["core"],
  helm: ["core"],
  kube: ["core"],
  sandbox: ["core"],
  charts: ["core", "helm"],
  "chart-types": ["core", "charts", "helm"],
  engine: ["core", "plan", "charts", "helm", "kube", "sandbox"],
  sdk: ["core", "engine"],
  cli: ["core", "charts", "chart-types", "engine", "helm", "sandbox"],
  testing: ["core", "charts", "helm", "sandbox"],
  ...Object.fromEntries(concerns.map((concern) => [concern, ["sdk"]])),
};

const anyOf = (names) => `(${names.join("|")})`;
const sourceOf = (...names) => ({ path: `^packages/${anyOf(names)}/src/`, pathNot: tests });

const layerRules = Object.entries(layers).map(([name, allowed]) => ({
  name: `layer-${name}`,
  comment: `${name} may import ${allowed.join(", ") || "no other package"}.`,
  severity: "error",
  from: sourceOf(name),
  to: { path: "^packages/", pathNot: `^packages/${anyOf([name, "cli", "testing", ...allowed])}/` },
}));

export default {
  forbidden: [
    ...layerRules,
    {
      name: "charts-only-the-yaml-of-helm",
      comment: "A chart archive is read as Helm reads it; the client is no business of charts.",
      severity: "error",
      from: sourceOf("charts"),
      to: { path: "^packages/helm/", pathNot: "^packages/helm/src/kubernetes-yaml\\.ts$" },
    },
    {
      name: "engine-adapters-in-their-place",
      comment: "The engine goes through core's ports; only these files know who implements them.",
      severity: "error",
      from: {
        path: "^packages/engine/src/",
        pathNot: `${tests}|^packages/engine/src/(adapters/|connect\\.ts$|render-offline\\.ts$|api\\.ts$)`,
      },
      to: { path: "^packages/(charts|helm|sandbox)/" },
    },
    {
      name: "engine-kube-in-its-place",
      comment: "The engine goes through core's ports; only these files know the Kubernetes client.",
      severity: "error",
      from: { path: "^packages/engine/src/", pathNot: `${tests}|^packages/engine/src/(connect|run|status|wait-ready)\\.ts$` },
      to: { path: "^packages/kube/" },
    },
    {
      name: "sdk-loads-the-engine-lazily",
      comment: "Describing components must not load the engine: types, or import() in a function.",
      severity: "error",
      from: sourceOf("sdk"),
      to: { path: "^packages/engine/", dynamic: false, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "concerns-are-data",
      comment: "A component describes: the sdk and zod are enough for that.",
      severity: "error",
      from: sourceOf(...concerns),
      to: { pathNot: "^packages/|(^|/)node_modules/zod/" },
    },
    {
      name: "pure-packages-do-no-io",
      severity: "error",
      from: sourceOf("core", "plan", "sdk"),
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "apps-use-concerns-sdk-and-cli",
      severity: "error",
      from: { path: "^apps/", pathNot: tests },
      to: { path: "^packages/", pathNot: `^packages/${anyOf([...concerns, "sdk", "cli", "testing"])}/` },
    },
    {
      name: "cli-is-for-apps",
      severity: "error",
      from: { pathNot: `^(packages/cli|apps|test)/|${tests}` },
      to: { path: "^packages/cli/" },
    },
    {
      name: "testing-is-for-tests",
      severity: "error",
      from: { pathNot: `^(packages/testing|test)/|${tests}` },
      to: { path: "^packages/testing/" },
    },
    {
      name: "cli-loads-chart-types-lazily",
      comment: "Only the commands about charts need it: types, or import() in a function.",
      severity: "error",
      from: sourceOf("cli"),
      to: { path: "^packages/chart-types/", dynamic: false, dependencyTypesNot: ["type-only"] },
    },
    { name: "apps-are-the-top", severity: "error", from: { pathNot: "^(apps|test)/" }, to: { path: "^apps/" } },
    { name: "tools-are-private", severity: "error", from: { path: "^(packages|apps)/" }, to: { path: "^(tools|test)/" } },
    {
      name: "no-inside-of-another-package",
      comment: "A package is what its exports say.",
      severity: "error",
      from: { path: "^(packages/[^/]+|apps/[^/]+|tools/[^/]+|test)/" },
      to: { path: "^(packages|apps|tools|test)/", pathNot: "^$1/", dependencyTypes: ["local"] },
    },
    {
      name: "no-cycle",
      comment: "Types may refer to each other, and what is loaded later to what loads it; other modules may not.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only", "type-import", "dynamic-import"] } },
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-undeclared-dependency",
      severity: "error",
      from: { pathNot: tests },
      to: { dependencyTypes: undeclared },
    },
    {
      name: "no-undeclared-dependency-in-tests",
      comment: "The test runner is the repository's.",
      severity: "error",
      from: { path: tests },
      to: { dependencyTypes: undeclared, pathNot: "(^|/)node_modules/vitest/" },
    },
    {
      name: "no-dev-dependency-in-source",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: tests },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // What test/packed-package.sandbox.test.ts compiles outside of the workspace resolves nowhere else.
    exclude: { path: "^(packages|apps|tools)/[^/]+/dist/|^test/packed-package/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".js", ".mjs", ".json"],
    },
  },
};
