/** The template that a stack was deployed from, as CloudFormation keeps it. */
export interface StackTemplate {
  readonly account: string;
  readonly region: string;
  /** The stack's ARN. */
  readonly stackId: string;
  /** ISO 8601: when the stack was last updated or, if never, created. */
  readonly updated: string;
  /** `deployedHash` of the template's text. Absent if the stack does not exist any more. */
  readonly hash?: string;
}
