// The grammar reads every rule file of the project as the language means it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { extension, repository } from './paths.mjs';

const require = createRequire(import.meta.url);
const { loadWASM, OnigScanner, OnigString } = require('vscode-oniguruma');
const { Registry, INITIAL, parseRawGrammar } = require('vscode-textmate');

await loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
const path = join(extension, 'syntaxes/toulmin.tmLanguage.json');
const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new OnigScanner(patterns),
    createOnigString: (text) => new OnigString(text),
  }),
  loadGrammar: async () => parseRawGrammar(readFileSync(path, 'utf8'), path),
});
const grammar = await registry.loadGrammar('source.toulmin');

/** The pieces of a text, each with the scopes inside of the file's own. */
function tokens(text) {
  let stack = INITIAL;
  return text.split(/\r?\n/).flatMap((line, row) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      at: `${row + 1}:${startIndex + 1}`,
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1),
    }));
  });
}

/** The innermost scope of the first piece that is `text`. */
function scope(all, text) {
  const token = all.find((one) => one.text === text);
  assert.ok(token, `no piece is \`${text}\`: ${JSON.stringify(all.map((one) => one.text))}`);
  return token.scopes.at(-1).replace(/\.toulmin$/, '');
}

function* ruleFiles(folder) {
  for (const name of readdirSync(folder).sort()) {
    const at = join(folder, name);
    if (statSync(at).isDirectory()) yield* ruleFiles(at);
    else if (name.endsWith('.toulmin')) yield at;
  }
}

const folders = ['rules', 'examples', 'tests/language/good', 'tests/language/format', 'tests/language/odd'];
const files = folders.flatMap((folder) => [...ruleFiles(join(repository, folder))]);
assert.ok(files.length > 40, `only ${files.length} rule files`);

for (const file of files) {
  test(`every word of ${relative(repository, file)} has a scope, and none is invalid`, () => {
    const odd = tokens(readFileSync(file, 'utf8')).filter(({ text, scopes }) => {
      const inner = scopes.at(-1) ?? '';
      const isBare = inner === '' || inner.startsWith('meta.');
      return scopes.some((one) => one.startsWith('invalid')) || (isBare && /[^\s\uFEFF]/.test(text));
    });
    assert.deepEqual(odd, []);
  });
}

test('phrases have a notation, and prose has none', () => {
  const all = tokens(
    [
      'lexicon meal {',
      '  en forward: "school [meal|lunch](es) ...3 eat* =WHO"',
      '}',
      'rule meals {',
      '  claim meal and std.figure or @number within 3 words',
      '  grounds at least 2 source within paragraph { kind law independent of @issuer dated within 36 months }',
      '  message { en: "rules [as] they (are) \\"said\\"" }',
      '  flags en "[[School meals]] help."',
      '  backing "Handbook" section "3" <https://example.org/a> dated 2021-09-01',
      '}',
    ].join('\n'),
  );
  const scopes = Object.fromEntries(
    ['lexicon', 'forward', '...3', '*', '=', 'claim', 'and', 'std.figure', 'number', 'grounds', 'at least', 'kind']
      .concat(['law', 'months', 'message', 'rules [as] they (are) ', '\\"', 'flags', '[[', 'backing', '2021-09-01'])
      .map((text) => [text, scope(all, text)]),
  );
  assert.deepEqual(scopes, {
    lexicon: 'storage.type',
    forward: 'keyword.other.reach',
    '...3': 'keyword.operator.gap',
    '*': 'keyword.operator.stem',
    '=': 'keyword.operator.exact',
    claim: 'keyword.other.clause',
    and: 'keyword.operator.logical',
    'std.figure': 'variable.other.lexicon',
    number: 'support.function.recogniser',
    grounds: 'keyword.other.clause',
    'at least': 'keyword.operator.word',
    kind: 'keyword.other.criterion',
    law: 'constant.other.value',
    months: 'constant.other.value',
    message: 'keyword.other.clause',
    'rules [as] they (are) ': 'string.quoted.double.prose',
    '\\"': 'constant.character.escape',
    flags: 'keyword.other.verdict',
    '[[': 'keyword.operator.mark',
    backing: 'keyword.other.clause',
    '2021-09-01': 'constant.numeric',
  });
});

test('a text that is not closed is invalid on its line, and only there', () => {
  const all = tokens('lexicon meal {\n  en: "school meal\n  fr: "repas"\n}\nrule a {\n}');
  const invalid = all.filter(({ scopes }) => scopes.some((one) => one.startsWith('invalid')));
  assert.equal(scope(all, 'fr'), 'entity.name.tag.language');
  assert.equal(scope(all, 'rule'), 'storage.type');
  assert.ok(invalid.length <= 1);
});
