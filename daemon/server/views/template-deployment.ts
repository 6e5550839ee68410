import type { FindingView } from '#protocol/findings.ts';
import { deployedHash } from '../../domain/templates/content-hash.ts';
import type { EvidencedTemplate } from '../../domain/tickets/evidence/review-evidence.ts';
import type { Snapshot } from '../../sync/snapshot.ts';
import { readTextFile } from '../../workspace/read/text-file.ts';

/**
 * Returns the stack that contains a finding's resource, and whether its template, as last read, is the linked file as it is
 * now. `undefined` if the stack or its template is not known.
 */
export function deploymentOf(
  { link, resource, account, region }: Pick<FindingView, 'link' | 'resource' | 'account' | 'region'>,
  { stacks, templateHashes }: Pick<Snapshot, 'stacks' | 'templateHashes'>,
): EvidencedTemplate['deployment'] {
  const { place } = link ?? {};
  if (!place) return undefined;
  const stack = stacks.find(
    (each) =>
      each.account === account &&
      each.region === region &&
      each.logicalId === place.logicalId &&
      [resource.id, resource.name, resource.arn].includes(each.physicalId),
  );
  const deployed = stack && templateHashes.get(stack.stackId);
  if (!stack || deployed === undefined) return undefined;
  const file = readTextFile(place.file);
  return file?.kind === 'text'
    ? { stack: stack.stackName, isSame: deployedHash(file.text) === deployed }
    : undefined;
}
