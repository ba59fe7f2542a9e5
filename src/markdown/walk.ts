export { walk } from "../core/walk.ts";
