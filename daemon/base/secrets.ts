/** Strings that must not appear in a log, message or file. */
export interface Secrets {
  /**
   * Makes `mask` replace this secret from now on, also inside longer strings.
   * @param until Milliseconds since 1970, for a secret that expires. The secret is forgotten some time later.
   */
  hide(secret: string | undefined, until?: number): void;
  /** Returns the text with `•••` in place of every secret, whether it is plain, in JSON or in a URL. */
  mask(text: string): string;
}

/** Shorter strings would hide ordinary words. */
const minCharacters = 6;
/** A late response may still quote an expired secret. */
const keptAfterExpiryMs = 60 * 60_000;

export function createSecrets(): Secrets {
  const known = new Map<string, number>();
  return {
    hide(secret, until = Number.POSITIVE_INFINITY) {
      if (secret === undefined || secret.length < minCharacters) return;
      for (const [other, end] of known) if (end + keptAfterExpiryMs < Date.now()) known.delete(other);
      known.set(secret, Math.max(until, known.get(secret) ?? 0));
    },
    mask(text) {
      // The longest first, because one secret may be part of another.
      for (const secret of [...known.keys()].sort((a, b) => b.length - a.length)) {
        for (const form of formsOf(secret)) text = text.replaceAll(form, '•••');
      }
      return text;
    },
  };
}

function formsOf(secret: string): Set<string> {
  return new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
}
