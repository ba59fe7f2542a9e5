// Serves the worker on this machine, by the runtime that Cloudflare runs it with.

import { Miniflare } from "miniflare";

const worker = new Miniflare({
  modules: true,
  scriptPath: "dist/worker.js",
  compatibilityDate: "2026-01-01",
  bindings: { DRAFTS: process.env.DRAFTS ?? "" },
  port: Number(process.env.PORT ?? 8787),
});
console.log(String(await worker.ready));
