/** Answers that are not used. What stands in them is not kept: it may be anybody's. */

/** The SDK tries again what is named so. */
export class AnswerLate extends Error {
  override readonly name = 'TimeoutError';
  readonly hostname: string;

  constructor(hostname: string) {
    super(`${hostname} did not finish its answer in time`);
    this.hostname = hostname;
  }
}

export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
  readonly hostname: string;
  readonly maxBytes: number;

  constructor(hostname: string, maxBytes: number) {
    super(`${hostname} answered more than ${maxBytes} bytes`);
    this.hostname = hostname;
    this.maxBytes = maxBytes;
  }
}

/** Not from AWS: a captive portal, a proxy, another server. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer';
  readonly hostname: string;
  readonly isPage: boolean;
  /** The SDK tries again by status. */
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(hostname: string, status: number, isPage: boolean) {
    super(`${hostname} answered HTTP ${status}, not as AWS does`);
    this.hostname = hostname;
    this.isPage = isPage;
    this.$metadata = { httpStatusCode: status };
  }

  get status(): number {
    return this.$metadata.httpStatusCode;
  }
}

/** An answer of AWS whose members are not what its model says. */
export class UnexpectedShape extends Error {
  override readonly name = 'UnexpectedShape';
}
