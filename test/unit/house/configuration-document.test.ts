import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  configurationDocument,
  configurationText,
  schemaDocument,
  schemaText,
} from '../../../docs/generate/configuration.ts';

it('the documents list the keys of the configuration file: `npm run docs` writes them', () => {
  expect(readFileSync(configurationDocument, 'utf8')).toBe(configurationText());
  expect(readFileSync(schemaDocument, 'utf8')).toBe(schemaText());
});
