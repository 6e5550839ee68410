/** A resource as AWS Config describes it, beyond its id. */
export interface ResourceDetail {
  readonly account: string;
  readonly region: string;
  /** As in AWS Config: `AWS::S3::Bucket`. */
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly arn?: string;
  /** With those that CloudFormation adds (`aws:cloudformation:…`). */
  readonly tags: Readonly<Record<string, string>>;
}
