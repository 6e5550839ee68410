import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { features, protocolDocument, protocolText } from '../../../docs/generate/protocol.ts';
import { messagesByName } from '../../support/messages.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));
const server = read('daemon/server/**/*.ts').join('\n');
const clients = read('{extension,daemon/commands}/**/*.ts').join('\n');

describe('docs/protocol.md', () => {
  it('is up to date with the declarations: if not, run "npm run docs"', async () => {
    expect(readFileSync(protocolDocument, 'utf8')).toBe(await protocolText());
  });

  it('names every message with its sender and reason', async () => {
    const text = await protocolText();
    for (const { method } of messagesByName.values())
      expect(text).toMatch(
        new RegExp(`^### \`${method}\`\\n\\n(Request|Notification), [\\w ]+ → \\w+\\. [A-Z"]`, 'm'),
      );
  });

  it('has a section for every file that declares a message', () => {
    const declaring = readdirSync(path.join(root, 'daemon/protocol')).filter((file) =>
      /= (request|notification|windowNotification)[(<]/.test(
        readFileSync(path.join(root, 'daemon/protocol', file), 'utf8'),
      ),
    );
    const sections = features.map(([file]) => `${file}.ts`);
    expect(declaring.filter((file) => file !== 'message.ts' && !sections.includes(file))).toEqual([]);
  });
});

describe('the messages of the contract', () => {
  it('have a method each', () => {
    const methods = [...messagesByName.values()].map(({ method }) => method);
    expect(new Set(methods).size).toBe(methods.length);
    expect(methods.length).toBeGreaterThan(20);
  });

  it('are declared only in daemon/protocol', () => {
    expect(`${server}\n${clients}`).not.toMatch(/'guardrail\/\w/);
  });

  it.each([...messagesByName])('%s is sent by one side and handled by the other', (name, { kind }) => {
    const isUsedAs = (text: string, form: string) =>
      new RegExp(form.replaceAll('NAME', `\\b${name}\\b`)).test(text);
    if (kind === 'window-notification') {
      expect(isUsedAs(server, 'NAME(\\.method)?,')).toBe(true);
      expect(isUsedAs(clients, 'onNotification\\(\\s*NAME,')).toBe(true);
    } else {
      expect(isUsedAs(server, 'dispatch\\.\\w+\\(\\s*NAME,|onRequest\\(\\s*NAME\\.method')).toBe(true);
      expect(isUsedAs(clients, 'NAME(\\.method)?,')).toBe(true);
    }
  });
});
