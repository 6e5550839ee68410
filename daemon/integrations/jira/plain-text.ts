/** Collects plain text from rich text. Lines are trimmed and empty ones left out, except in blocks of code. */
export interface PlainText {
  add(text: string): void;
  /** Lines that stay as they are, without blanks at their ends. */
  addCode(code: string): void;
  toString(): string;
}

export function createPlainText(): PlainText {
  const lines: string[] = [];
  let text = '';
  const flush = () => {
    // No pattern over blanks: for a run of blanks it would take time in proportion to its length squared.
    for (const line of text.split('\n')) if (line.trim() !== '') lines.push(line.trim());
    text = '';
  };
  return {
    add(more) {
      text += more;
    },
    addCode(code) {
      flush();
      const own = code.split('\n').map((line) => line.trimEnd());
      // Editors put the block's own marks on lines of their own.
      if (own[0] === '') own.shift();
      if (own.at(-1) === '') own.pop();
      for (const line of own) lines.push(line);
    },
    toString() {
      flush();
      return lines.join('\n');
    },
  };
}
