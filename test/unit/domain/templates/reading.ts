import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import type { LineRange } from '../../../../daemon/domain/templates/template.ts';

/** Reads lines as one file; `at` says where a resource's key is and where the resource ends. */
export function read(...lines: string[]) {
  return readText(lines.join('\n'));
}

export function readText(text: string, path = '/w/template.yaml') {
  const template = readTemplate(path, text);
  const resources = [...(template?.resources ?? []), ...(template?.loops ?? [])];
  const of = (id: string) => {
    const found = resources.find((resource) => resource.id === id);
    if (!found) throw new Error(`${id} was not read, but ${resources.map((each) => each.id)}`);
    return found;
  };
  const at = (id: string) => {
    const { line, column, keyEndColumn, endLine, endColumn } = of(id);
    return `${line}:${column}-${keyEndColumn} to ${endLine}:${endColumn}`;
  };
  return { template, ids: resources.map(({ id }) => id), of, at };
}

/** Returns the text at a range. */
export function sliceOf(text: string, [line, column, endColumn]: LineRange): string {
  return text.split(/\r\n|\n|\r/)[line]?.slice(column, endColumn) ?? '';
}

export const bucket = '    Type: AWS::S3::Bucket';
