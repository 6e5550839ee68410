import { basename } from 'node:path';
import { isServerlessName } from '../../domain/deployments/serverless/service.ts';
import { serverlessReader } from '../../domain/deployments/serverless/template.ts';
import { type TemplateReader, templateReader } from '../../domain/templates/read/read-template.ts';

/** Returns how a file is read as a template, by its name. */
export function readerOf(path: string): TemplateReader {
  return isServerlessName(basename(path)) ? serverlessReader : templateReader;
}
