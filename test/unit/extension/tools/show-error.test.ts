import { expect, it, vi } from 'vitest';
import { ResponseError } from 'vscode-languageclient/node';
import { LSPErrorCodes } from 'vscode-languageserver';
import { problemErrorCode } from '#protocol/problems.ts';
import { showError } from '../../../../extension/tools/show-error.ts';
import { errorButtons, shownErrors } from '../../../support/vscode/fake.ts';

vi.mock('vscode-languageclient/node', () => import('../../../support/vscode/fake-language-client.ts'));

const resolve = { title: 'Resolve Conflict…', run: async () => {} };

it('offers what resolves an error first, and the log last', async () => {
  await showError(new Error('Another person changed it.'), resolve);
  expect(errorButtons).toEqual(['Resolve Conflict…', 'Show Log']);
  const signedOut = {
    code: 'jira-signed-out',
    language: 'en',
    what: 'You are not signed in.',
    next: 'Sign in.',
  };
  await showError(new ResponseError(problemErrorCode, 'You are not signed in.', signedOut), resolve);
  expect(errorButtons).toEqual(['Sign In', 'Resolve Conflict…']);
  await showError(new Error('It failed.'));
  expect(errorButtons).toEqual(['Show Log']);
});

it('shows nothing if the user cancelled the request', async () => {
  shownErrors.length = 0;
  await showError(new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled'));
  expect(shownErrors).toEqual([]);
  await showError(new ResponseError(LSPErrorCodes.RequestFailed, 'failed'));
  expect(shownErrors).toEqual(['Guardrail: failed']);
});
