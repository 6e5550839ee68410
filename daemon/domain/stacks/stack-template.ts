/** The template that a stack was deployed from, as CloudFormation keeps it. */
export interface StackTemplate {
  readonly account: string;
  readonly region: string;
  /** The stack's ARN. */
  readonly stackId: string;
  /** When the stack was last updated, or created if it was never updated. ISO 8601. */
  readonly updated: string;
  /** `deployedHash` of the template's text. Absent if the stack no longer exists. */
  readonly hash?: string;
}
