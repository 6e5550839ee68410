import type { Text } from '../../../../../daemon/base/text.ts';
import { type PlacedCause, placeCause } from '../../../../../daemon/domain/linking/causes/place-cause.ts';
import { causeOf } from '../../../../../daemon/domain/rules/cause-of.ts';
import {
  readTemplate,
  type TemplateFile,
} from '../../../../../daemon/domain/templates/read/read-template.ts';

/** Returns the template with these resources, as YAML. */
export function read(resources: string): TemplateFile {
  const template = readTemplate('/w/template.yaml', `Resources:\n${resources}`);
  if (!template) throw new Error('no template');
  return template;
}

/** Returns the cause of a finding of the rule on the resource with this id in a template with these resources. */
export function causeIn(
  resources: string,
  ruleIdentifier: string,
  id: string,
  type = 'AWS::S3::Bucket',
): PlacedCause {
  const template = read(resources);
  const resource = template.resources.find((each) => each.id === id);
  const cause = causeOf({ source: 'config', rule: 'deployed', ruleIdentifier, resource: { type } });
  if (!resource || !cause) throw new Error('nothing to place');
  return placeCause(template, resource, cause);
}

interface CatalogueRecord {
  readonly nothing?: Text;
  readonly places: readonly {
    readonly [words in 'look' | 'absent' | 'says' | 'missing']?: Text;
  }[];
}

/** The catalogue's record of a rule, whose words a cause contains unchanged. */
export function recordOf(ruleIdentifier: string): CatalogueRecord {
  const cause = causeOf({
    source: 'config',
    rule: 'deployed',
    ruleIdentifier,
    resource: { type: 'AWS::S3::Bucket' },
  });
  if (!cause) throw new Error(`no cause of ${ruleIdentifier}`);
  return cause as unknown as CatalogueRecord;
}

/** `Id.Property:line`, the line 1-based as an editor counts. */
export function at({ place, property }: Pick<PlacedCause, 'place' | 'property'>): string {
  return place ? `${place.logicalId}.${property}:${place.line + 1}` : `nowhere, ${property}`;
}
