export {
  buildLlmsTxt,
  type LlmsTxtOptions,
  type LlmsTxtSection,
} from "./build-llms-txt.ts";
export { buildSitemap, type SitemapOptions } from "./build-sitemap.ts";
export { buildSitemaps, type SitemapFile, type SitemapsOptions } from "./build-sitemaps.ts";
export type { DiscoveryPost, PostUrlOption } from "./discovery-post.ts";
export { renderJsonLd } from "./render-json-ld.ts";
export type { SitemapPage } from "./sitemap-entries.ts";
export {
  type JsonLdBlogPosting,
  type JsonLdOptions,
  type JsonLdPerson,
  type JsonLdSeries,
  toJsonLd,
} from "./to-json-ld.ts";
export {
  type SearchDocument,
  type SearchDocumentsOptions,
  toSearchDocuments,
} from "./to-search-documents.ts";
