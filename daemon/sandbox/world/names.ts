import { generatedPrefix } from '../../domain/resources/generated-names.ts';
import { alphabets, type Random } from './random.ts';

/**
 * Returns a physical name as CloudFormation generates it: stack, logical id and 12 characters.
 * @param type CloudFormation's type, which may limit the length of names.
 */
export function generatedName(random: Random, type: string, stack: string, logicalId: string): string {
  return `${generatedPrefix(type, stack, logicalId)}-${random.text(12, alphabets.mixed)}`;
}

// biome-ignore format: lists to read.
const people = ['sato', 'suzuki', 'takahashi', 'tanaka', 'watanabe', 'ito', 'nakamura', 'kobayashi', 'smith', 'garcia', 'dubois', 'rossi'];
// biome-ignore format: lists to read.
const things = ['assets', 'backup', 'cache', 'events', 'exports', 'images', 'jobs', 'logs', 'metrics', 'reports', 'sessions', 'uploads'];

/** Returns a name like those that people give to resources that they create by hand. */
export function nameOnItsOwn(random: Random, type: string, team: string, account: string): string {
  const number = random.text(4, alphabets.digits);
  if (type === 'AWS::IAM::User')
    return `${random.text(1, 'akmnty')}.${random.pick(people)}${number.slice(2)}`;
  if (type === 'AWS::S3::Bucket') return `acme-${account}-${random.pick(things)}-${number}`;
  return `${team}-${random.pick(things)}-${number}`;
}
