// Finds the program `toulmin`: where the settings say, on the PATH, or beside the extension.
import { constants, promises as fs } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';

/** Where to look. */
export interface Places {
  /** `toulmin.path`. */
  setting: string;
  /** The first folder of the workspace. */
  folder: string | undefined;
  /** The extension's own folder. */
  extension: string;
  /** The `PATH` of the editor. */
  search: string | undefined;
}

/** The program, or why there is none. */
export type Found = { program: string } | { missing: string };

export async function find(places: Places): Promise<Found> {
  const name = process.platform === 'win32' ? 'toulmin.exe' : 'toulmin';
  if (places.setting.trim() !== '') {
    const named = absolute(places.setting.trim(), places.folder);
    // A folder is as good as the program in it.
    for (const program of [named, path.join(named, name)]) {
      if (await runs(program)) return { program };
    }
    return { missing: `There is no program at ${named}, which the setting toulmin.path names.` };
  }
  const folders = (places.search ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of [...folders, path.join(places.extension, 'bin')]) {
    const program = path.join(folder, name);
    if (await runs(program)) return { program };
  }
  return { missing: 'The program toulmin is not on the PATH, and none came with this extension.' };
}

function absolute(setting: string, folder: string | undefined): string {
  const home = setting.replace(/^~(?=$|[\\/])/, homedir());
  return path.resolve(folder ?? homedir(), home.replace('${workspaceFolder}', folder ?? homedir()));
}

async function runs(program: string): Promise<boolean> {
  try {
    await fs.access(program, constants.X_OK);
    return (await fs.stat(program)).isFile();
  } catch {
    return false;
  }
}
