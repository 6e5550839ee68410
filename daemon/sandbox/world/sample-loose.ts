import type { SamplePlace, SampleResource } from './sample-stacks.ts';

/** Resources that the sample team created by hand. No template declares them. */
export const sampleLoose: readonly (SampleResource & {
  readonly at: SamplePlace;
  /** Its name in a world whose text is hostile. */
  readonly hostileName?: string;
})[] = [
  {
    at: { stage: 'prod', region: 'ap-northeast-1' },
    type: 'AWS::::Account',
    findings: { ROOT_ACCOUNT_MFA_ENABLED: 'todo' },
  },
  {
    at: { stage: 'sandbox', region: 'us-west-2' },
    type: 'AWS::::Account',
    findings: { IAM_ROOT_ACCESS_KEY_CHECK: 'todo', S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC: 'todo' },
  },
  {
    at: { stage: 'dev', region: 'us-east-1' },
    type: 'AWS::::Account',
    findings: { MULTI_REGION_CLOUD_TRAIL_ENABLED: 'review' },
  },
  {
    at: { stage: 'sandbox', region: 'ap-northeast-1' },
    type: 'AWS::IAM::User',
    name: 't.suzuki',
    findings: {
      MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS: 'todo',
      ACCESS_KEYS_ROTATED: 'todo',
      'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B': 'todo',
      'CredentialAccess:IAMUser/AnomalousBehavior': 'resolved',
    },
  },
  {
    at: { stage: 'dev', region: 'us-east-1' },
    type: 'AWS::S3::Bucket',
    name: 'payments-dev-scratch-{account}',
    findings: {
      S3_BUCKET_PUBLIC_READ_PROHIBITED: 'todo',
      S3_BUCKET_SSL_REQUESTS_ONLY: 'intended',
      S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: 'resolved',
    },
  },
  {
    at: { stage: 'dev', region: 'eu-west-1' },
    type: 'AWS::EC2::SecurityGroup',
    name: 'payments-bastion-ssh',
    // The name of a group may contain all of these characters. Views must not interpret them as markup.
    hostileName: '[open](command:workbench.action.quit) &amp; {tmp}',
    findings: { INCOMING_SSH_DISABLED: 'todo', VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS: 'resolved' },
  },
  {
    at: { stage: 'dev', region: 'ap-northeast-1' },
    type: 'AWS::EC2::Instance',
    findings: { EC2_INSTANCE_NO_PUBLIC_IP: 'todo', EC2_IMDSV2_CHECK: 'resolved' },
  },
  {
    at: { stage: 'dev', region: 'ap-northeast-1' },
    type: 'AWS::EC2::Volume',
    findings: { ENCRYPTED_VOLUMES: 'review' },
  },
  {
    at: { stage: 'data', region: 'eu-west-1' },
    type: 'AWS::RDS::DBSnapshot',
    name: 'payments-ledger-before-migration',
    findings: { RDS_SNAPSHOTS_PUBLIC_PROHIBITED: 'todo' },
  },
  {
    at: { stage: 'network', region: 'eu-west-1' },
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    name: 'payments-edge',
    findings: { ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK: 'todo' },
  },
  {
    at: { stage: 'staging', region: 'eu-west-1' },
    type: 'AWS::EC2::Volume',
    findings: { ENCRYPTED_VOLUMES: 'resolved' },
  },
  {
    at: { stage: 'staging', region: 'eu-west-1' },
    type: 'AWS::EC2::Subnet',
    findings: { SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED: 'resolved' },
  },
];
