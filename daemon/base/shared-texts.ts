/** Replaces texts in data by equal ones that it met before. */
export interface SharedTexts {
  /** Returns the text itself if it is the first of its kind. */
  one(text: string): string;
  /** Changes plain data (what JSON can hold) in place, to equal data, and returns it. */
  in<Data>(data: Data): Data;
}

export interface SharedTextsInput {
  /** Texts to use in place of equal ones. */
  readonly known?: Iterable<string> | undefined;
  /** Returns the text that is kept in place of the first of its kind. By default that text itself. */
  readonly keep?: (text: string) => string;
}

/**
 * Makes equal texts one text in memory. Data that comes from a database, from JSON or from another thread has a text of its own in
 * each place: the type of ten thousand resources is ten thousand texts. Keeps every text that it met, so keep it for one batch only.
 */
export function createSharedTexts({ known = [], keep = (text) => text }: SharedTextsInput = {}): SharedTexts {
  const texts = new Map<string, string>();
  const one = (text: string): string => {
    const met = texts.get(text);
    if (met !== undefined) return met;
    const kept = keep(text);
    texts.set(kept, kept);
    return kept;
  };
  for (const text of known) texts.set(text, text);

  function shareIn(data: unknown): void {
    if (typeof data !== 'object' || data === null) return;
    const fields = data as Record<string | number, unknown>;
    const share = (name: string | number) => {
      const value = fields[name];
      if (typeof value === 'string') fields[name] = one(value);
      else shareIn(value);
    };
    if (Array.isArray(data)) for (let at = 0; at < data.length; at++) share(at);
    else for (const name of Object.keys(fields)) share(name);
  }

  return {
    one,
    in(data) {
      shareIn(data);
      return data;
    },
  };
}
