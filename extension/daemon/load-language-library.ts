/** Resolves to the library, which is loaded once. */
export function loadLanguageLibrary(): Promise<typeof import('./language-library.ts')> {
  return import('./language-library.ts');
}
