// Usage: npm run build [-- --watch]
// Bundles the entries into dist/, one file each, prints their sizes and refuses one that has grown over its budget.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { context, build } from 'esbuild';

const KB = 1000;

/** Without a budget of its own, a file is bound by the package's (scripts/package.ts). */
const entries = [
  { out: 'client', in: 'client/src/extension.ts', budget: 40 * KB },
  // What the client loads only once a document looks like Kubernetes: the language client is most of it.
  { out: 'languageClient', in: 'client/src/languageClient.ts', budget: 460 * KB },
  { out: 'server', in: 'server/src/main.ts', budget: 900 * KB },
  { out: 'cli', in: 'server/src/cli.ts', budget: 2 * KB, target: 'node20', shebang: true },
  // What the command line loads once it is known where compiled code is kept; its threads run it, too.
  { out: 'cliMain', in: 'server/src/cliMain.ts', budget: 700 * KB, target: 'node20' },
];

/** What is imported late must stay a file of its own: inside a CommonJS bundle esbuild would inline it. */
const lateFiles = {
  name: 'late-files',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(languageClient|cliMain)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: path.replace(/ts$/, 'cjs'), external: true } : undefined,
    );
  },
};

const watch = process.argv.includes('--watch');
// `--partial` builds what there is, for work on one end while the other is not written yet.
const partial = process.argv.includes('--partial');
const present = entries.filter((entry) => !(entry.optional || partial) || existsSync(entry.in));

async function buildAll() {
  const results = await Promise.all(present.map((entry) => build(optionsOf(entry)).catch(() => undefined)));
  if (results.includes(undefined)) process.exit(1);
  const built = new Set(present.map((entry) => `${entry.out}.cjs`));
  // A bundle of an entry that is no more would otherwise be packaged.
  for (const file of readdirSync('dist')) if (file.endsWith('.cjs') && !built.has(file)) rmSync(`dist/${file}`);
  let failed = false;
  present.forEach((entry, index) => {
    const bytes = results[index].metafile.outputs[`dist/${entry.out}.cjs`].bytes;
    const over = bytes > entry.budget;
    failed ||= over;
    const sizes = `${kilobytes(bytes)} of ${kilobytes(entry.budget)}`;
    console.log(`dist/${`${entry.out}.cjs`.padEnd(20)} ${sizes.padStart(16)}${over ? '  OVER ITS BUDGET' : ''}`);
  });
  if (failed) process.exit(1);
}

async function watchAll() {
  const options = present.map((entry) => ({ ...optionsOf(entry), plugins: [lateFiles, announcer()] }));
  const contexts = await Promise.all(options.map((each) => context(each)));
  for (const each of contexts) void each.watch();
}

let building = 0;

/** The lines between which the problem matcher of .vscode/tasks.json reads errors: from the first start to the last end. */
function announcer() {
  return {
    name: 'announcer',
    setup({ onStart, onEnd }) {
      onStart(() => {
        if (building++ === 0) console.log('[watch] build started');
      });
      onEnd(({ errors }) => {
        for (const { text, location } of errors) {
          console.error(`✘ [ERROR] ${text}`);
          if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
        }
        if (--building === 0) console.log('[watch] build finished');
      });
    },
  };
}

function optionsOf({ out, in: input, target = 'node22', shebang = false }) {
  const banner = [
    ...(shebang ? ['#!/usr/bin/env node'] : []),
    // What `import.meta.url` stands for in a CommonJS file.
    "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
  ];
  return {
    entryPoints: { [out]: input },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target,
    mainFields: ['module', 'main'],
    minify: !watch,
    sourcemap: watch ? 'linked' : false,
    metafile: true,
    legalComments: 'none',
    external: ['vscode'],
    plugins: [lateFiles],
    // `import()` becomes a late `require`, which VS Code's extension host knows how to answer for `vscode`.
    supported: { 'dynamic-import': false },
    define: {
      'import.meta.url': 'importMetaUrl',
      'import.meta.dirname': '__dirname',
      HARDLINT_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version),
    },
    banner: { js: banner.join('\n') },
    logLevel: watch ? 'silent' : 'warning',
  };
}

function kilobytes(bytes) {
  return `${Math.round(bytes / KB)} KB`;
}

// Last, because both need everything above.
if (watch) await watchAll();
else await buildAll();
