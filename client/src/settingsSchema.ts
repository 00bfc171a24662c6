/**
 * The settings that only an editor has, in the terms of JSON Schema. package.json's `contributes.configuration` is
 * generated from these and from the schema of server/src/settings.ts.
 */
export const EDITOR_SETTINGS_SCHEMA = {
  enable: {
    type: 'boolean',
    default: true,
    scope: 'window',
    description: 'Check Kubernetes manifests. When off, no language server runs.',
  },
  'trace.server': {
    type: 'string',
    enum: ['off', 'messages', 'verbose'],
    default: 'off',
    scope: 'window',
    description: 'Log what the editor and the language server say to each other.',
  },
} as const;
