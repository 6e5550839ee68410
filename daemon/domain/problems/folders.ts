/** Problems of the folders that Guardrail keeps its files in. */
export interface FolderProblems {
  /** The folder is a link, or another user owns it. */
  'folder-unsafe': { readonly folder: string };
  /** `errno`: the system's code, such as `EACCES`. */
  'folder-unusable': { readonly folder: string; readonly errno?: string };
}
