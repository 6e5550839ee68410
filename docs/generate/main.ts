/** Writes the generated documents: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { configurationDocument, configurationText, schemaDocument, schemaText } from './configuration.ts';
import { referenceDocuments, referenceText } from './contributions.ts';
import { protocolDocument, protocolText } from './protocol.ts';
import type { ReferenceLanguage } from './reference-words.ts';

writeFileSync(protocolDocument, await protocolText());
writeFileSync(schemaDocument, schemaText());
writeFileSync(configurationDocument, configurationText());
for (const [language, document] of Object.entries(referenceDocuments))
  writeFileSync(document, referenceText(language as ReferenceLanguage));
