/** When a stack changed last, which shows whether its template is still the one that was read. */
export interface StackState {
  /** The stack's ARN. */
  readonly stackId: string;
  /** When it was last updated, or created if it was never updated. ISO 8601. */
  readonly updated: string;
  /** An operation is in progress. It may be rolled back without a new date, so the template may not stay. */
  readonly isChanging: boolean;
  /** ARN of the stack that contains this one as a resource. */
  readonly parentId?: string;
}
