/** An ARN in a text, in its parts. */
export interface NamedArn {
  readonly text: string;
  readonly service: string;
  /** Empty if the ARN has none, like `account`. */
  readonly region: string;
  readonly account: string;
  /** The part after the account: `function:pay`. */
  readonly resource: string;
}

/** AWS allows 2,048 characters. */
const maxArnCharacters = 2_048;
const maxArns = 500;

const arn =
  /(?<![A-Za-z0-9_-])arn:aws[a-z-]{0,10}:([a-z0-9-]{1,40}):([a-z0-9-]{0,30}):(\d{12})?:([^\s"'<>|,;()[\]{}\\\u3001\u3002\u300c-\u300f]+)/g;

/** Returns the ARNs of a text, and the text without them. The first 500 count. */
export function takeArns(text: string): { readonly arns: NamedArn[]; readonly rest: string } {
  const arns: NamedArn[] = [];
  const rest = text.replace(
    arn,
    (whole, service: string, region: string, account: string | undefined, resource: string) => {
      if (arns.length >= maxArns) return ' ';
      const excess = whole.length - maxArnCharacters;
      const cut = withoutPunctuation(excess > 0 ? resource.slice(0, -excess) : resource);
      const length = whole.length - resource.length + cut.length;
      arns.push({ text: whole.slice(0, length), service, region, account: account ?? '', resource: cut });
      return ' ';
    },
  );
  return { arns, rest };
}

/** A sentence may end after the ARN, or markup may follow it. */
function withoutPunctuation(resource: string): string {
  let end = resource.length;
  while (end > 0 && '.:!?*_`~'.includes(resource.charAt(end - 1))) end -= 1;
  return resource.slice(0, end);
}
