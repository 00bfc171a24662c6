// Parts of the benchmark that need a process of their own, for their memory or for a fresh start: what is measured is
// printed as JSON. Usage: node [--expose-gc] bench/processes.ts PART [ARGUMENT]...
import { readFileSync } from 'node:fs';
import { Module } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeHost } from '../server/src/host/node.ts';
import type { Host } from '../server/src/host/host.ts';
import { RULES } from '../server/src/rules/index.ts';
import { Workspace } from '../server/src/workspace/workspace.ts';
import { Session } from './session.ts';
import { openLargeFile, type } from './typing.ts';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const PARTS: Readonly<Record<string, (...args: string[]) => Promise<unknown>>> = {
  /** Typing 200 characters into the large file, with nothing else to do. */
  async typing() {
    const session = new Session();
    await session.initialize(undefined);
    const uri = 'file:///bench/large.yaml';
    return type(session, uri, await openLargeFile(session, uri), (typed) => typed === 200);
  },

  /** The index of a folder: how long it takes, and what it keeps. */
  async index(folder = '') {
    const workspace = new Workspace(nodeHost, RULES);
    const before = heap();
    const began = performance.now();
    await workspace.addFolder(pathToFileURL(folder).href, pause);
    return { time: performance.now() - began, kept: heap() - before, resources: workspace.size };
  },

  /** Typing into the large file while a folder is indexed: as fast as answers come, which nobody can. */
  async typingWhileIndexing(folder = '') {
    let [listed, read] = [-1, 0];
    const counting: Host = {
      async list(uri) {
        const files = await nodeHost.list(uri);
        listed = files.length;
        return files;
      },
      async read(uri) {
        const text = await nodeHost.read(uri);
        read++;
        return text;
      },
    };
    const session = new Session(counting);
    await session.initialize(pathToFileURL(folder).href);
    const uri = pathToFileURL(join(folder, 'large.yaml')).href;
    const place = await openLargeFile(session, uri);
    const typing = await type(session, uri, place, (typed) => typed === 1000 || read === listed);
    return { ...typing, indexed: read / listed };
  },

  /** The yardstick of a check: the `yaml` package reads the same files, and does nothing with them. */
  async parse(list = '') {
    const { parseAllDocuments } = await import('yaml');
    const files = JSON.parse(readFileSync(list, 'utf8')) as string[];
    for (const file of files) parseAllDocuments(readFileSync(file, 'utf8'));
    return { files: files.length };
  },

  /** Loading and activating the extension, with an editor that answers everything with nothing. */
  async activation(bundle = '') {
    const load = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
    const original = load._load;
    load._load = (request, ...rest) => (request === 'vscode' ? nothing() : original.call(load, request, ...rest));
    const require = Module.createRequire(import.meta.url);
    const began = performance.now();
    const extension = require(bundle) as { activate: (context: unknown) => unknown };
    const loaded = performance.now();
    await extension.activate({ subscriptions: [], extensionUri: nothing(), extension: { packageJSON: {} } });
    return { load: loaded - began, activate: performance.now() - loaded };
  },
};

/** Answers every question with itself, and is empty when it is gone through. */
function nothing(): unknown {
  const answers: ProxyHandler<() => void> = {
    get: (_, key) => {
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      if (key === Symbol.toPrimitive) return () => '';
      if (key === 'then') return undefined;
      if (key === 'length') return 0;
      return empty;
    },
    set: () => true,
    apply: () => empty,
    construct: (_, __, derived) => Object.create(derived.prototype as object) as object,
  };
  const empty: unknown = new Proxy(function () {}, answers);
  return empty;
}

/** Megabytes of live objects. */
function heap(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

const [name = '', ...args] = process.argv.slice(2);
const part = PARTS[name];
if (part === undefined) throw new Error(`There is no part "${name}".`);
// What is still open (the streams of a session) must not keep the process.
process.stdout.write(JSON.stringify(await part(...args)), () => process.exit(0));
