// The package holds what the extension needs, and nothing else.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { extension } from './paths.mjs';

const yauzl = createRequire(import.meta.url)('yauzl');

/** The files of the package, each with its text. */
async function packed() {
  const zip = await promisify(yauzl.open)(join(extension, 'toulmin.vsix'), { autoClose: false, lazyEntries: true });
  const files = new Map();
  await new Promise((done, failed) => {
    zip.on('error', failed).on('end', done);
    zip.on('entry', async (entry) => {
      const chunks = [];
      for await (const chunk of await promisify(zip.openReadStream.bind(zip))(entry)) chunks.push(chunk);
      files.set(entry.fileName, Buffer.concat(chunks).toString());
      zip.readEntry();
    });
    zip.readEntry();
  });
  return files;
}

const files = await packed();

test('the package holds these files', () => {
  assert.deepEqual(
    [...files.keys()].filter((name) => !name.startsWith('extension/bin/')).sort(),
    [
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/CHANGELOG.md',
      'extension/LICENSE.txt',
      'extension/README.md',
      'extension/dist/LICENSE-APACHE',
      'extension/dist/LICENSE-MIT',
      'extension/dist/LICENSES.txt',
      'extension/dist/extension.js',
      'extension/language-configuration.json',
      'extension/package.json',
      'extension/syntaxes/toulmin.tmLanguage.json',
    ],
  );
});

test('what the manifest names is in the package, and it has the version of the program', () => {
  const manifest = JSON.parse(files.get('extension/package.json'));
  const { grammars, languages } = manifest.contributes;
  for (const path of [manifest.main, grammars[0].path, languages[0].configuration]) {
    assert.ok(files.has(join('extension', path)), path);
  }
  const program = readFileSync(join(extension, '../../Cargo.toml'), 'utf8');
  assert.equal(manifest.version, /^version = "(.+)"$/m.exec(program)[1]);
});

test('all settings and commands are told in the README', () => {
  const { configuration, commands } = JSON.parse(files.get('extension/package.json')).contributes;
  const readme = files.get('extension/readme.md') ?? files.get('extension/README.md');
  for (const setting of Object.keys(configuration.properties)) assert.ok(readme.includes(`\`${setting}\``), setting);
  for (const { category, title } of commands) assert.ok(readme.includes(`${category}: ${title}`), title);
});

test('nothing of the machine that built it is in the package', () => {
  for (const [name, text] of files) assert.ok(!text.includes(extension.slice(0, -1)), name);
});

test('what to do at a new line is said in expressions that can be read', () => {
  const { onEnterRules, indentationRules, wordPattern } = JSON.parse(
    files.get('extension/language-configuration.json'),
  );
  const doc = new RegExp(onEnterRules[0].beforeText);
  assert.ok(doc.test('## A claim.') && !doc.test('# A comment.') && !doc.test('## '));
  const more = new RegExp(indentationRules.increaseIndentPattern);
  assert.ok(more.test('rule a {') && more.test('  message {') && !more.test('  flags en "{"') && !more.test('}'));
  assert.ok(new RegExp(indentationRules.decreaseIndentPattern).test('  }'));
  assert.deepEqual('rule bias-free é'.match(new RegExp(wordPattern.pattern, `g${wordPattern.flags}`)), [
    'rule',
    'bias-free',
    'é',
  ]);
});
