/** Returns a text of the tables with its `{placeholders}` replaced by facts. A placeholder without a fact stays. */
export function withFacts(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(facts, name) ? (facts[name] ?? placeholder) : placeholder,
  );
}
