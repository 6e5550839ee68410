import { alphabets, type Random } from './random.ts';

/**
 * A physical name as CloudFormation generates it: stack, logical id and 12 characters. Where that would be too
 * long, stack and logical id share the room evenly.
 */
export function generatedName(random: Random, stack: string, logicalId: string, longest: number): string {
  const room = longest - 14;
  const half = Math.floor(room / 2);
  const stackRoom = Math.max(half, room - logicalId.length);
  const kept = stack.slice(0, stackRoom);
  return `${kept}-${logicalId.slice(0, room - kept.length)}-${random.text(12, alphabets.mixed)}`;
}

// biome-ignore format: lists to read.
const people = ['sato', 'suzuki', 'takahashi', 'tanaka', 'watanabe', 'ito', 'nakamura', 'kobayashi', 'smith', 'garcia', 'dubois', 'rossi'];
// biome-ignore format: lists to read.
const things = ['assets', 'backup', 'cache', 'events', 'exports', 'images', 'jobs', 'logs', 'metrics', 'reports', 'sessions', 'uploads'];

/** What people call what they make by hand. */
export function nameOnItsOwn(random: Random, type: string, team: string, account: string): string {
  const number = random.text(4, alphabets.digits);
  if (type === 'AWS::IAM::User')
    return `${random.text(1, 'akmnty')}.${random.pick(people)}${number.slice(2)}`;
  if (type === 'AWS::S3::Bucket') return `acme-${account}-${random.pick(things)}-${number}`;
  return `${team}-${random.pick(things)}-${number}`;
}
