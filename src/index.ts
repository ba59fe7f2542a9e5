// Ground

// Many posts
export * from "./blog/index.ts";
export * from "./collection/index.ts";
export * from "./diagnostics/index.ts";
export * from "./discovery/index.ts";
export * from "./excerpt/index.ts";
export * from "./feed/index.ts";
// Parts of a post
export * from "./front-matter/index.ts";
export * from "./highlight/index.ts";
export * from "./lint/index.ts";
// Text and trees
export * from "./markdown/index.ts";
// Whole posts, and what is made of them
export * from "./post/index.ts";
export * from "./reading-time/index.ts";
export * from "./slug/index.ts";
