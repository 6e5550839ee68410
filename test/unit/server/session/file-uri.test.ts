import { describe, expect, it } from 'vitest';
import { isUriOf } from '../../../../daemon/server/session/file-uri.ts';

describe('whether an editor has a file of the daemon open', () => {
  const onWindows = 'C:\\Users\\Aki\\AppData\\Roaming\\guardrail\\config.yaml';

  it.each([
    ['file:///c%3A/Users/Aki/AppData/Roaming/guardrail/config.yaml', onWindows, true],
    ['file:///C:/users/aki/appdata/roaming/guardrail/Config.yaml', onWindows, true],
    ['file:///c%3A/Users/Aki/guardrail/config.yaml', 'C:\\Users\\Aki/guardrail\\.\\config.yaml', true],
    ['file://server/home/aki/config.yaml', '\\\\Server\\home\\aki\\config.yaml', true],
    ['file:///d%3A/Users/Aki/AppData/Roaming/guardrail/config.yaml', onWindows, false],
    ['untitled:config.yaml', onWindows, false],
  ])('on Windows: %s for %s is %s', (uri, file, expected) => {
    expect(isUriOf(uri, file, 'win32')).toBe(expected);
  });

  it.each([
    ['file:///home/aki/.config/guardrail/config.yaml', true],
    ['file:///home/aki/.config/guardrail/Config.yaml', false],
    ['vscode-remote://ssh/home/aki/.config/guardrail/config.yaml', false],
  ])('elsewhere: %s is %s', (uri, expected) => {
    expect(isUriOf(uri, '/home/aki/.config/guardrail/config.yaml', 'linux')).toBe(expected);
  });
});
