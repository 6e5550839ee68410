/** Errors for responses that are not used. Their contents are not kept: another server may have sent them. */

/** The SDK retries an error of this name. */
export class AnswerLate extends Error {
  override readonly name = 'TimeoutError';
  readonly hostname: string;

  constructor(hostname: string) {
    super(`${hostname} did not finish its response in time`);
    this.hostname = hostname;
  }
}

export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
  readonly hostname: string;
  readonly maxBytes: number;

  constructor(hostname: string, maxBytes: number) {
    super(`${hostname} sent more than ${maxBytes} bytes`);
    this.hostname = hostname;
    this.maxBytes = maxBytes;
  }
}

/** A response that does not come from AWS but from a captive portal, a proxy or another server. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer';
  readonly hostname: string;
  readonly isPage: boolean;
  /** The SDK retries by status. */
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(hostname: string, status: number, isPage: boolean) {
    super(`${hostname} responded with HTTP ${status}, not as AWS does`);
    this.hostname = hostname;
    this.isPage = isPage;
    this.$metadata = { httpStatusCode: status };
  }

  get status(): number {
    return this.$metadata.httpStatusCode;
  }
}

/** A response of AWS whose members do not match its model. */
export class UnexpectedShape extends Error {
  override readonly name = 'UnexpectedShape';
}
