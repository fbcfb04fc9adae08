/** A file from the desktop, with its place below what was dropped. */
export interface DroppedFile {
  /** `["photos", "summer", "a.png"]` for a file in a dropped folder. */
  readonly names: readonly string[];
  readonly file: File;
}

/** Reads what was dropped or pasted, folders with all that is in them. Call it in the event itself. */
export function droppedFiles(data: DataTransfer): Promise<readonly DroppedFile[]> {
  // The list of items is empty once the event is over.
  const entries = [...data.items]
    .filter((item) => item.kind === "file")
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return Promise.all(entries.map((entry) => filesOf(entry, []))).then((found) => found.flat());
}

async function filesOf(
  entry: FileSystemEntry | File | null,
  above: readonly string[],
): Promise<readonly DroppedFile[]> {
  if (entry === null) return [];
  const names = [...above, entry.name];
  if (entry instanceof File) return [{ names, file: entry }];
  if (isFileEntry(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ names, file }];
  }
  if (!isFolderEntry(entry)) return [];
  const found: DroppedFile[] = [];
  for (const child of await childrenOf(entry)) found.push(...(await filesOf(child, names)));
  return found;
}

/** A reader gives a hundred at a time, and none at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolderEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
