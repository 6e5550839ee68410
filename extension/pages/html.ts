import { randomBytes } from 'node:crypto';
import { env, Uri, type Webview } from 'vscode';

/** Returns the folder of the pages' scripts and styles: a page can load nothing else. */
export function assetsOf(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * Returns an empty page: its content arrives by message. Its policy allows only its own script and style.
 * @param name The page's folder in `webview/`.
 * @param banner A sentence above the content, in the editor's language.
 */
export function pageHtml(webview: Webview, assets: Uri, name: string, banner?: string): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(Uri.joinPath(assets, `${name}.js`));
  const style = webview.asWebviewUri(Uri.joinPath(assets, `${name}.css`));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}'; font-src ${webview.cspSource}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${env.language.startsWith('ja') ? 'ja' : 'en'}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <!-- The components look here to find out whether they may show focus. -->
  <meta property="csp-nonce" content="${nonce}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Guardrail</title>
</head>
<body>
  ${banner === undefined ? '' : `<header class="banner">${banner.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</header>`}
  <main id="page"></main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
