/** Notes about reading AWS. */
export interface AwsNotes {
  /** In these accounts, findings were read rule by rule: Config does not record compliance. */
  'config-read-by-rule': { readonly accounts: readonly string[] };
  /** CloudFormation operations, such as `GetTemplate`, that AWS denies in these accounts. */
  'templates-denied': { readonly operations: readonly string[]; readonly accounts: readonly string[] };
}
