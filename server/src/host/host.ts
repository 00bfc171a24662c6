/** The text of a file, or why it cannot be read, in words for a person (without the file's name). */
export type FileText =
  { readonly text: string; readonly error?: undefined } | { readonly text?: undefined; readonly error: string };

/** How files are reached: the file system of Node, or requests to a client that has another one. */
export interface Host {
  /** URIs of the files below a folder that may hold manifests, without those that version control ignores. */
  list(folder: string): Promise<readonly string[]>;
  read(uri: string): Promise<FileText>;
}
