/** An error that a service returns. `fields` are added to the body next to the message, as some services do. */
export class Refusal extends Error {
  /** The SDK's `error.name`: `InvalidLimitException`, `ValidationError`. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}
