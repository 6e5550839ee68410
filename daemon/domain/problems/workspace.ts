/** Why a file or folder of a workspace is not read, or not completely. */
export interface WorkspaceNotes {
  /** `code`: of the file system, such as `EACCES`. */
  'folder-denied': { readonly code: string };
  'file-denied': { readonly code: string };
  /** A file that may say which stack a template is deployed as. */
  'deployment-file-too-large': { readonly bytes: number };
  /** Reading the file did not end, or ended the worker. */
  'file-stuck': object;
  'folder-too-many-files': { readonly max: number };
  'folder-too-deep': { readonly maxDepth: number };
  'folder-too-many-deployments': { readonly max: number };
  /** An extension of the editor provides the folder's files. */
  'folder-virtual': object;
}
