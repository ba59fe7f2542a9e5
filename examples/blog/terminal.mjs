/** Messages of one rule that are shown in full; a folder of thousands of posts may have thousands. */
const shownOfOneRule = 8;

const number = new Intl.NumberFormat("en");

/** What the person at the terminal sees. Colors and redrawing only where somebody is looking. */
export function createTerminal(stream = process.stdout) {
  const colored = stream.isTTY === true && !("NO_COLOR" in process.env);
  const paint = (code) => (text) => (colored ? `\u001b[${code}m${text}\u001b[0m` : text);
  const [bold, dim, red, yellow, green] = [1, 2, 31, 33, 32].map(paint);
  const print = (text = "") => stream.write(`${text}\n`);
  /** A line that names what authors have written. */
  const note = (text) => print(plain(text));

  /** One line that moves on a terminal; elsewhere a line every 500 posts. */
  function progress({ done, total, path }) {
    if (stream.isTTY) {
      const line = `Reading ${number.format(done)} of ${number.format(total)}  ${path}`;
      stream.write(`\r\u001b[K${dim(plain(line).slice(0, (stream.columns ?? 80) - 1))}`);
      if (done === total) stream.write("\r\u001b[K");
    } else if (done % 500 === 0 && done < total) {
      print(`Read ${number.format(done)} of ${number.format(total)} posts`);
    }
  }

  /** Every error; of the other messages the first few of each rule, and how many more there are. */
  function messages(all) {
    const shown = new Map();
    let hidden = 0;
    for (const message of all) {
      const count = (shown.get(message.ruleId) ?? 0) + 1;
      shown.set(message.ruleId, count);
      if (message.fatal !== true && count > shownOfOneRule) {
        hidden++;
        continue;
      }
      const { file = "", line, column, ruleId, reason, note } = message;
      const place = line === undefined ? file : `${file}:${line}:${column}`;
      const kind =
        message.fatal === true ? red("error") : message.fatal === false ? yellow("warning") : "info";
      print(`${plain(place)}  ${kind}  ${dim(ruleId)}`);
      print(`  ${plain(reason)}`);
      if (note) print(`  ${dim(`Hint: ${plain(note)}`)}`);
    }
    if (hidden > 0) {
      const rules = [...shown].filter(([, count]) => count > shownOfOneRule);
      print(
        `… and ${number.format(hidden)} more: ${rules.map(([id, count]) => `${id} (${number.format(count)} in all)`).join(", ")}`,
      );
    }
    if (all.length > 0) print();
  }

  /** Posts without a page, each with its reason: `[path, [word, day]]`. */
  function held(posts) {
    if (posts.length === 0) return;
    const counts = new Map();
    for (const [, [word]] of posts) counts.set(word, (counts.get(word) ?? 0) + 1);
    print(`Held back: ${[...counts].map(([word, count]) => `${number.format(count)} ${word}`).join(", ")}`);
    for (const [path, [word, day]] of posts) {
      print(`  ${plain(path)}  ${dim(day === undefined ? word : `${word}, ${day}`)}`);
    }
    print();
  }

  /** Names above numbers. */
  function table(columns) {
    const cells = columns.map(([name, value]) => [
      name,
      typeof value === "number" ? number.format(value) : value,
    ]);
    const widths = cells.map(([name, value]) => Math.max(name.length, value.length));
    const row = (texts) => texts.map((text, index) => text.padStart(widths[index])).join("   ");
    print(dim(row(cells.map(([name]) => name))));
    print(bold(row(cells.map(([, value]) => value))));
  }

  return { print, note, progress, messages, held, table, paint: { bold, dim, red, yellow, green } };
}

/** Text from posts and paths must not move the cursor or recolour the terminal. */
function plain(text) {
  return String(text).replace(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd");
}
