/** One logical resource of a deployed stack. A nested stack is a resource of its parent: its ARN is the `physicalId`. */
export interface StackResource {
  readonly account: string;
  readonly region: string;
  /** The stack's ARN. */
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId: string;
  /** As in CloudFormation: `AWS::S3::Bucket`. */
  readonly type: string;
}
