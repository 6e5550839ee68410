import { basename } from 'node:path';
import { type TemplateReader, templateReader } from '../templates/read.ts';
import { isServerlessName } from './serverless-service.ts';
import { serverlessReader } from './serverless-template.ts';

/** How a file is read as a template, by its name. */
export function readerOf(path: string): TemplateReader {
  return isServerlessName(basename(path)) ? serverlessReader : templateReader;
}
