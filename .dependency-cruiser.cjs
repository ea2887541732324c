/** The walls of the house: floors look down only, no circles, and a service never imports another service. */
const floors = [
  "^packages/(contracts|tlog|vision|trust|disclosure|messages|process-pool)/",
  "^packages/(backing|client|ledger|models|witness|simulation)/",
  "^packages/kernel/",
  "^packages/http/",
  "^packages/process-calls/",
  "^packages/scenario/",
  "^packages/testing/",
  "^services/",
  "^gateway/",
  "^apps/server/",
  "^apps/(cli|portal|witness)/",
];

const upward = floors.slice(0, -1).map((from, index) => ({
  name: `floor-${index}-looks-down-only`,
  comment: "A lower floor must not know a higher one.",
  severity: "error",
  from: { path: from, pathNot: "/test/" },
  to: { path: floors.slice(index + 1).join("|") },
}));

/** What each package may use of the others; one that is not named may use none. */
const uses = {
  contracts: [],
  tlog: [],
  vision: [],
  trust: [],
  disclosure: [],
  "process-pool": [],
  messages: ["contracts"],
  backing: [],
  client: ["contracts"],
  ledger: ["tlog"],
  models: ["trust", "vision"],
  witness: ["tlog"],
  simulation: ["trust"],
  kernel: ["backing", "contracts", "messages"],
  http: ["contracts", "kernel", "messages"],
  "process-calls": ["contracts", "http", "kernel"],
  scenario: ["contracts"],
  testing: ["backing", "contracts", "kernel", "ledger", "process-calls", "scenario", "simulation"],
};

const edges = Object.entries(uses).map(([name, used]) => ({
  name: `${name}-uses-${used.length === 0 ? "no-package" : used.join("-")}`,
  comment: "Each edge between packages is meant.",
  severity: "error",
  from: { path: `^packages/${name}/`, pathNot: "/test/" },
  to: { path: "^packages/", pathNot: `^packages/(${[name, ...used].join("|")})/` },
}));

const unnamed = {
  name: "every-package-has-its-edges",
  severity: "error",
  from: { path: "^packages/", pathNot: `/test/|^packages/(${Object.keys(uses).join("|")})/` },
  to: { path: "^packages/" },
};

/** @type {import("dependency-cruiser").IConfiguration} */
const configuration = {
  forbidden: [
    ...upward,
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "services-are-apart",
      comment: "Services talk through contracts: ctx.call and events.",
      severity: "error",
      from: { path: "^services/([^/]+)/" },
      to: { path: "^services/([^/]+)/", pathNot: "^services/$1/" },
    },
    ...edges,
    unnamed,
    {
      name: "packages-are-tested-alone",
      comment: "A package's test needs no service and no program.",
      severity: "error",
      from: { path: "^packages/[^/]+/test/" },
      to: { path: "^(services|gateway|apps|benchmarks)/" },
    },
    {
      name: "internals-are-for-tests-and-benchmarks",
      severity: "error",
      from: { pathNot: "/test/|^benchmarks/|^packages/testing/|/training/" },
      to: { path: "/src/internals.ts$" },
    },
    {
      name: "services-know-no-http",
      comment: "How a call reaches an operation, and where another service runs, is not a service's business.",
      severity: "error",
      from: { path: "^services/", pathNot: "/test/" },
      to: { path: "^packages/(http|process-calls)/" },
    },
    {
      name: "gateway-knows-no-service",
      severity: "error",
      from: { path: "^gateway/", pathNot: "/test/" },
      to: { path: "^services/" },
    },
    {
      name: "testing-is-for-tests",
      comment: "What a program shares with tests is packages/scenario.",
      severity: "error",
      from: { path: "^(packages|services|gateway|apps)/", pathNot: "/test/|^packages/testing/" },
      to: { path: "^packages/testing/" },
    },
    {
      name: "rules-are-pure",
      comment: "rules/ (a service's, or a wing's) takes values and gives values: no I/O, no clock, no kernel.",
      severity: "error",
      from: { path: "^services/.+/rules/|/src/rules/" },
      to: { path: "^packages/(kernel|backing)/|^node_modules/(kysely|pg|fastify)/|^node:(fs|http|net|child_process)" },
    },
    {
      name: "public-contracts-know-no-internal-ones",
      comment: "What a client imports carries no operation, event or fact that only services know.",
      severity: "error",
      from: { path: "^packages/contracts/src/", pathNot: "/internal(/|\\.ts$)" },
      to: { path: "^packages/contracts/src/.*internal(/|\\.ts$)" },
    },
    {
      name: "contracts-run-in-a-browser",
      severity: "error",
      from: { path: "^packages/(contracts|tlog|messages)/src/", pathNot: "^packages/tlog/src/node/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "the-portal-knows-what-clients-may",
      comment: "What is sent to every browser holds public contracts only, and nothing of the server.",
      severity: "error",
      from: { path: "^apps/portal/" },
      to: { path: "^(packages|services|gateway|apps)/", pathNot: "^apps/portal/|^packages/(client|contracts|tlog)/src/(?!internal)" },
    },
    { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules/\\.cache|^(packages|apps)/[^/]+/dist[./]|^benchmarks/\\.photographs/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};

module.exports = configuration;
