import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from './host/node.ts';
import { startServer } from './server.ts';

/** Lets waiting messages be handled first. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

startServer(createConnection(ProposedFeatures.all), nodeHost, pause);
