/** A response. A string body is HTML, anything else JSON. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request: the path's parts, the query, the JSON body. */
export interface Question {
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** An error response in Jira's own shape. */
export class Refusal extends Error implements Answer {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, messages: readonly string[], errors: Readonly<Record<string, string>> = {}) {
    super(messages.join(' '));
    this.status = status;
    this.body = { errorMessages: messages, errors };
  }
}

export const invalidPayload = () =>
  new Refusal(400, ['Invalid request payload. Refer to the REST API documentation and try again.']);
