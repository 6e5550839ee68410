/**
 * Number of characters that are searched in a URL. AWS allows 2,048 in an ARN. `maxArns` limits the ARNs of
 * one description.
 */
const maxAddressCharacters = 8_000;
const maxArns = 100;
/** A URL inside a URL is encoded twice. */
const maxDecodings = 2;

const arn = /arn:aws[a-z-]*:[^\s?#&"'<>]+/g;

/** Returns the ARNs in URLs, plain or percent-encoded: `https://…/?arn=arn%3Aaws%3Asns%3A…`. */
export function arnsIn(addresses: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const address of addresses) {
    let text: string | undefined = address.slice(0, maxAddressCharacters);
    for (let round = 0; text !== undefined && round <= maxDecodings; round++) {
      for (const each of text.match(arn) ?? []) found.add(each);
      text = decoded(text);
    }
    if (found.size >= maxArns) break;
  }
  return [...found].slice(0, maxArns);
}

/** Returns the decoded text; `undefined` if there is nothing to decode. */
function decoded(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return plain === text ? undefined : plain;
  } catch {
    return undefined;
  }
}
