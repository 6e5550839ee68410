import { expect, it } from 'vitest';
import { createSessionTemplates } from '../../../../daemon/server/session/templates.ts';

const openSession = (...folders: string[]) => {
  const workspaces = { view: () => ({ open() {} }) };
  const templates = createSessionTemplates(workspaces as never, { onTyped() {} } as never);
  templates.open(folders.map((path) => ({ path })));
  return templates;
};

it('a path is as rows show it: below its folder, after its name if there are several folders', () => {
  expect(openSession('/home/aiko/shop').pathIn('/home/aiko/shop/net/vpc.yaml')).toBe('net/vpc.yaml');
  const several = openSession('/home/aiko/shop', '/home/aiko/shop/net', '/home/aiko/shops');
  expect(several.pathIn('/home/aiko/shop/net/vpc.yaml')).toBe('net/vpc.yaml');
  expect(several.pathIn('/home/aiko/shop/app.yaml')).toBe('shop/app.yaml');
  expect(several.pathIn('/elsewhere/app.yaml')).toBe('/elsewhere/app.yaml');
});
