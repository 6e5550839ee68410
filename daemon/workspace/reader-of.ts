import { basename } from 'node:path';
import { isServerlessName } from '../deployments/serverless-service.ts';
import { serverlessReader } from '../deployments/serverless-template.ts';
import { type TemplateReader, templateReader } from '../templates/read.ts';

/** How a file is read as a template, by its name. */
export function readerOf(path: string): TemplateReader {
  return isServerlessName(basename(path)) ? serverlessReader : templateReader;
}
