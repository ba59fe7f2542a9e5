import type { PluggableList } from "unified";

/** Rehype plugins by where they stand among the library's own steps. */
export interface RehypePlugins {
  /** On raw HTML already parsed, before it is made safe: what they add is sanitised, too. */
  beforeSanitize?: PluggableList;
  /** On safe HTML, before code is highlighted. What they add is trusted. A bare list stands here. */
  afterSanitize?: PluggableList;
  /** At the very end. */
  afterHighlight?: PluggableList;
}

/** Gives a bare list its place. */
export function placeRehypePlugins(plugins: PluggableList | RehypePlugins = {}): Required<RehypePlugins> {
  const {
    beforeSanitize = [],
    afterSanitize = [],
    afterHighlight = [],
  } = Array.isArray(plugins) ? { afterSanitize: plugins } : plugins;
  return { beforeSanitize, afterSanitize, afterHighlight };
}
