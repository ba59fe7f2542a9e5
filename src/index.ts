export * from "./diagnostics/index.ts";
