// Makes of the sources one file that VS Code loads, and of the licences of what is in it another.
import { build } from 'esbuild';
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const repository = join(here, '../..');
rmSync(join(here, 'dist'), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  metafile: true,
});

const inside = (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
const packages = [...new Set(Object.keys(metafile.inputs).map(inside).filter(Boolean))].sort();
const licences = packages.map((name) => {
  const folder = join(here, 'node_modules', name);
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`\`${name}\` comes without its licence`);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
});
writeFileSync(join(here, 'dist/LICENSES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));
for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) {
  if (existsSync(join(repository, name))) copyFileSync(join(repository, name), join(here, 'dist', name));
}
