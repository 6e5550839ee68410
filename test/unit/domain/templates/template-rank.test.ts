import { expect, it } from 'vitest';
import { rankOf } from '../../../../daemon/domain/templates/template-rank.ts';

it.each([
  ['template.yaml', 0],
  ['backup.yaml', 0],
  ['backup-plan.yaml', 0],
  ['cdk.out/Shop.template.json', 1],
  ['packaged.yaml', 1],
  ['archive/template.yaml', 2],
  ['template.backup.yaml', 2],
  ['template-backup.yaml', 2],
  ['template.bak.yaml', 2],
  ['old.yaml', 2],
  ['template copy 2.yaml', 2],
])('the rank of %s is %i: a source, made from one, or set aside', (file, rank) => {
  expect(rankOf(`/w/${file}`, '/w')).toBe(rank);
});
