/** Characters of an address that are looked at, and ARNs that are taken of one description. AWS allows 2,048 in an ARN. */
const maxAddressCharacters = 8_000;
const maxArns = 100;
/** An address within an address is encoded twice. */
const maxDecodings = 2;

const arn = /arn:aws[a-z-]*:[^\s?#&"'<>]+/g;

/** The ARNs in addresses, as they stand there or percent-encoded: `https://…/?arn=arn%3Aaws%3Asns%3A…`. */
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

/** Absent if there is nothing to decode. */
function decoded(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return plain === text ? undefined : plain;
  } catch {
    return undefined;
  }
}
