/** Control characters that reverse the direction of text, so that it looks different from what is stored (Trojan Source, CVE-2021-42574). */
export const bidiControl: RegExp = /[\u202A-\u202E\u2066-\u2069]/;
