export {
  type JsonLdBlogPosting,
  type JsonLdOptions,
  type JsonLdOrganization,
  type JsonLdPerson,
  type JsonLdSeries,
  renderJsonLd,
  toJsonLd,
} from "./json-ld.ts";
export {
  buildLlmsFullTxt,
  buildLlmsTxt,
  type LlmsFullTxtOptions,
  type LlmsTxtOptions,
  type LlmsTxtSection,
} from "./llms-txt.ts";
export type { DiscoveryImage, DiscoveryPost, PostUrlOption } from "./post.ts";
export {
  type SearchDocument,
  type SearchDocumentsOptions,
  toSearchDocuments,
} from "./search-documents.ts";
export {
  buildSitemap,
  buildSitemaps,
  type SitemapFile,
  type SitemapOptions,
  type SitemapPage,
  type SitemapsOptions,
} from "./sitemap.ts";
