// The packages that an installation of galley includes, by license; fails when one of them runs an install script, has
// no checksum, or has a license that requires more than including its text: npm run check:supply
//
// The whole list as a bill of materials: npm sbom --omit dev --sbom-format cyclonedx
import { readFileSync } from "node:fs";
import { join } from "node:path";

const lock = JSON.parse(readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8"));
const permissive = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
]);

const byLicense = new Map();
const faults = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === "" || entry.dev || entry.devOptional) continue;
  const name = `${path.replace(/^.*node_modules\//, "")}@${entry.version}`;
  byLicense.set(entry.license, [...(byLicense.get(entry.license) ?? []), name]);
  if (entry.hasInstallScript) faults.push(`${name} runs an install script`);
  if (!entry.integrity) faults.push(`${name} has no checksum in the lockfile`);
  if (!permissive.has(entry.license)) faults.push(`${name} has the license ${entry.license}`);
}
for (const [license, names] of [...byLicense].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`${license}, ${names.length}: ${names.sort().join(", ")}\n`);
}
for (const fault of faults) console.log(fault);
const total = [...byLicense.values()].flat().length;
console.log(`${total} packages, ${faults.length} problems`);
if (faults.length > 0 || total === 0) process.exitCode = 1;
