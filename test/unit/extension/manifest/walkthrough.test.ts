import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const { walkthroughs, commands } = json('package.json').contributes;
const steps: readonly Step[] = walkthroughs[0].steps;
const languages = ['package.nls.json', 'package.nls.ja.json'].map(json);
const said = (key: string) => languages.map((texts) => texts[key.replaceAll('%', '')]);

describe('a step of the walkthrough', () => {
  it.each(steps)(
    '$id has an action, and is marked as done by itself',
    ({ description, completionEvents }) => {
      for (const text of said(description))
        expect(text).toMatch(/^\[[^\]]+\]\(command:guardrail\.[\w.]+\)$/m);
      expect(completionEvents).toHaveLength(1);
      expect(completionEvents[0]).toMatch(/^on(Command|Context):guardrail\./);
    },
  );

  it.each(steps)('$id has a picture in the colors of the theme, and says what it shows', ({ media }) => {
    const picture = readFileSync(media.svg, 'utf8');
    expect(picture).toContain('var(--vscode-');
    // The policy of VS Code's page blocks styles: a picture that has one is black.
    expect(picture).not.toMatch(/<style|style=|class=|#[0-9a-f]{3}/i);
    for (const text of said(media.altText)) expect(text.length).toBeGreaterThan(10);
  });

  it('comes after what it needs: the list of teams comes from AWS, and the text says so', () => {
    const order = steps.map(({ id }) => id);
    expect(order).toEqual(['sample', 'aws', 'team', 'jira', 'review']);
    const [english, japanese] = said(steps[1]?.description ?? '');
    expect(english).toContain('list of teams, your next step, comes from AWS');
    expect(japanese).toContain('チームの一覧も AWS から');
  });

  it('names only commands that exist', () => {
    const known = new Set(commands.map(({ command }: { command: string }) => command));
    const named = steps.flatMap(({ description }) =>
      said(description).flatMap((text: string) =>
        [...text.matchAll(/command:([\w.]+)/g)].map(([, id]) => id),
      ),
    );
    expect(named.filter((id) => !known.has(id) && id !== 'guardrail.findings.focus')).toEqual([]);
  });
});
