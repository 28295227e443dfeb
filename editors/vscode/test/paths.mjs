// Where things stand, for the tests.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const extension = fileURLToPath(new URL('..', import.meta.url));
export const repository = resolve(extension, '../..');

/** The program under test: `TOULMIN`, or else the one that stands in the repository. */
export function binary() {
  const built = ['debug', 'release'].map((profile) => join(repository, 'target', profile, 'toulmin'));
  const found = [process.env.TOULMIN, ...built].filter(Boolean).find((path) => existsSync(path));
  if (!found) throw new Error('there is no toulmin to test: `cargo build` makes one, or `TOULMIN` names one');
  return resolve(found);
}
