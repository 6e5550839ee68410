import * as access from './access-causes.ts';
import * as buckets from './bucket-causes.ts';
import { type Cause, nothing } from './cause.ts';
import * as data from './data-causes.ts';
import * as network from './network-causes.ts';

const compromised = nothing([
  'examine and replace what runs there; deploying the same again keeps the way in',
  '実行中のものを調査して置き換えます。同じものを再デプロイしても侵入経路は残ります',
]);
const accountWide = nothing([
  'it was done to the account, not to a resource of a template',
  'テンプレートのリソースではなく、アカウントに対する操作です',
]);

/** By the beginning of GuardDuty's type, which has the form `Purpose:Kind/Family.Detail`; the first that fits. */
const byType: readonly (readonly [start: RegExp, cause: Cause])[] = [
  [/^Policy:S3\/AccountBlockPublicAccessDisabled/, accountWide],
  [/^Policy:S3\/BucketBlockPublicAccessDisabled/, buckets.notBlocked],
  [/^Policy:S3\//, buckets.readable],
  [/^Stealth:S3\/ServerAccessLoggingDisabled/, buckets.notLogged],
  [/^(Recon:EC2\/PortProbe|UnauthorizedAccess:EC2\/(SSH|RDP)BruteForce)/, network.exposed],
  [/^Policy:Kubernetes\//, data.openCluster],
];

/** By the type of the resource as Config names it. */
const byResource: Readonly<Record<string, Cause>> = {
  'AWS::S3::Bucket': buckets.reached,
  'AWS::EC2::Instance': compromised,
  'AWS::IAM::User': access.stolenKey,
  'AWS::IAM::Role': access.takenRole,
  'AWS::::Account': accountWide,
  'AWS::EKS::Cluster': data.openCluster,
  'AWS::ECS::Cluster': compromised,
  'AWS::Lambda::Function': access.misbehavingFunction,
  'AWS::RDS::DBInstance': data.attackedDatabase,
  'AWS::EC2::Volume': compromised,
};

/** What in a template lets a threat through, or that nothing in it does. */
export function threatCause(type: string, resourceType: string): Cause | undefined {
  const found = byType.find(([start]) => start.test(type));
  if (found) return found[1];
  return Object.hasOwn(byResource, resourceType) ? byResource[resourceType] : undefined;
}
