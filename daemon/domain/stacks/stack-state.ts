/** When a stack changed last. It shows whether its template is still the one that was read. */
export interface StackState {
  /** The stack's ARN. */
  readonly stackId: string;
  /** ISO 8601: when it was last updated or, if never, created. */
  readonly updated: string;
  /** An operation is in progress: it may be rolled back without a new date, so the template may not stay. */
  readonly isChanging: boolean;
  /** ARN of the stack that holds this one as a resource. */
  readonly parentId?: string;
}
