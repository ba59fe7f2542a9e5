/**
 * A script for the copy buttons of blocks, without dependencies: write it into a page, once, or serve it as a file.
 * Without it, or where a page may not write to the clipboard, no button is shown.
 *
 * It copies the text of the code, without the lines that are marked as deleted.
 *
 * @example
 * ```ts
 * import { copyScript, createHighlighter, highlightCode } from "galley/highlight";
 *
 * const highlighter = await createHighlighter({ themes: "nord", mode: "class", copyButton: true });
 * const html = await highlightCode(highlighter, "npm install");
 * console.log(html.slice(html.indexOf("<button")));
 * // → <button class="shiki-copy" type="button" hidden data-copied="Copied">Copy</button></figure>
 * console.log(`<script>${copyScript}</script>`.length < 1_000);
 * // → true
 * ```
 */
export const copyScript: string = `(() => {
  if (!navigator.clipboard) return;
  const show = () => {
    for (const button of document.querySelectorAll(".shiki-copy[hidden]")) button.hidden = false;
  };
  show();
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.(".shiki-copy");
    const code = button?.closest(".shiki-figure")?.querySelector("pre code")?.cloneNode(true);
    if (!code || button.dataset.label) return;
    for (const line of code.querySelectorAll(".diff.remove")) {
      (line.nextSibling ?? line.previousSibling)?.remove();
      line.remove();
    }
    await navigator.clipboard.writeText(code.textContent);
    button.dataset.label = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = button.dataset.label;
      delete button.dataset.label;
    }, 2000);
  });
})();
`;
