/** Percent-encoded printable ASCII. */
const encoded = /%([2-7][0-9a-f])/gi;
/** An address in an address is encoded twice. */
const maxDecodings = 3;
/** Hyphens, dashes and Japanese long marks that people and keyboards put between digits. */
const dashBetweenDigits = /(?<=\d)[\u2010-\u2015\u2212\u30fc](?=\d)/g;
/** Characters that are not visible: an id with one of them looks the same. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** Most ids: nothing to fold. */
const isPlain = /^[\x20-\x24\x26-\x7e]*$/;

/**
 * Returns a text in the form in which it is compared: full-width letters and digits in their plain form, percent-encoded
 * addresses decoded, without invisible characters.
 */
export function foldText(text: string): string {
  if (isPlain.test(text)) return text;
  let folded = text.normalize('NFKC').replace(invisible, '').replace(dashBetweenDigits, '-');
  for (let round = 0; round < maxDecodings && folded.includes('%'); round++) {
    const decoded = folded.replace(encoded, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
    if (decoded === folded) break;
    folded = decoded;
  }
  return folded;
}
