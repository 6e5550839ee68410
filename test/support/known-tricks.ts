/**
 * Texts with which tickets, resources and other people's fields try to become markup, a link, a command, an icon or a control
 * sequence. `evil.example` and `command:workbench.action.quit` are the targets that no surface may reach.
 */
export const knownTricks: Readonly<Record<string, readonly string[]>> = {
  html: [
    '<script>alert(document.domain)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    '<a href="command:workbench.action.quit">open</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '</textarea><b id="trick">bold</b>',
    '<style>*{display:none}</style>',
    '<vscode-button onclick="alert(1)">press</vscode-button>',
    "' onmouseover='alert(1)",
    '&lt;b&gt; &#60;script&#62; &colon;',
    '<!-- -->]]>',
  ],
  links: [
    '[open](command:workbench.action.quit)',
    '[open](command:workbench.action.terminal.new "title")',
    '[open](https://evil.example)',
    '[open](vscode://evil.extension/run)',
    '[open](javascript:alert(1))',
    '[open](data:text/html,<script>alert(1)</script>)',
    '![image](https://evil.example/pixel.png)',
    '[![image](https://evil.example/a.png)](command:workbench.action.quit)',
    '<https://evil.example> <command:workbench.action.quit>',
    'https://evil.example and command:workbench.action.quit',
    '[open][1] [1]: command:workbench.action.quit',
    '[a](command:x)](command:workbench.action.quit)',
    '[a\\](command:workbench.action.quit)',
  ],
  markdown: [
    '**bold** _italic_ `code` ~~gone~~',
    '# heading',
    '- list',
    '> quote',
    '| a | b |',
    '```sh rm ```',
    '---',
    '$$x^2$$',
    '\\*escaped\\* \\',
  ],
  icons: ['$(zap) $(sync~spin)', '\\$(zap)', '\\\\$(zap)', '$($(zap))', '$(zap)$(zap)', '$(rm -rf ~) `id`'],
  terminal: [
    '\u001b[31mred\u001b[0m',
    '\u001b[2J\u001b[H',
    '\u001b]8;;https://evil.example\u0007open\u001b]8;;\u0007',
    '\u001b]52;c;ZXZpbA==\u0007',
    '\u009b31mred \u009d8;;https://evil.example\u009c',
    'real\rforged',
    'a\u0008\u0008b\u0000c\u007f',
  ],
  invisible: [
    'invoice\u202egnp.exe',
    '\u2066isolate\u2069 \u200emark\u061c',
    'zero\u200bwidth\u2060\ufeff',
    'tag\u{e0041}\u{e007f}',
    'soft\u00adhyphen\u034f\u180e',
    'filler\u3164\u115f\uffa0',
  ],
  lines: [
    'first\nforged line',
    'first\r\nPAY-1  Done',
    '"}\n{"at":"2026-01-01","level":"error","event":"forged"}',
    'a\u2028b\u2029c\u0085d\u000be',
  ],
  jira: [
    '{code}x{code} {html}<b>x</b>{html} {panel}x{panel}',
    '{noformat}x{noformat} {color:red}x{color} {{mono}}',
    '[~admin] [~accountid:712020:1] @admin',
    '[open|https://evil.example] [^file.exe] [#anchor]',
    '!https://evil.example/x.png! !x.png|thumbnail!',
    'h1. heading',
    'bq. quote',
    '|| a || b ||',
    '-gone- ??cited?? (!) (x) :) ;) \\\\',
    '<!channel> <@U012> *urgent*',
  ],
  format: ['{0} {1} %s %d %n', '__proto__', 'constructor', "'; DROP TABLE tickets; --"],
};

export const allTricks: readonly string[] = Object.values(knownTricks).flat();

/** Finds characters that a terminal, a list or a log may not receive from outside. */
export const unprintableCharacters =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f/u;
