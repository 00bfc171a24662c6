import { EDITOR_SETTINGS_SCHEMA } from '../../client/src/settingsSchema.ts';
import { SEVERITIES } from '../../server/src/engine/severity.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { SETTINGS_SCHEMA } from '../../server/src/settings.ts';

/**
 * The text of package.json with its settings made from the two schemas; all else stays as it is.
 *
 * @param text What package.json holds now.
 */
export function manifestWithSettings(text: string): string {
  const manifest = JSON.parse(text) as { contributes?: Record<string, unknown> };
  manifest.contributes = {
    ...manifest.contributes,
    configuration: { title: 'Hardlint', properties: settingsProperties() },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The editor's settings with their full keys, in the order in which they are shown. */
export function settingsProperties(): Record<string, object> {
  const { enable, ...rest } = EDITOR_SETTINGS_SCHEMA;
  const shared = Object.entries({ ...SETTINGS_SCHEMA, rules: { ...SETTINGS_SCHEMA.rules, ...byRule() } }).map(
    ([key, schema]) => [key, { ...schema, scope: 'resource' }] as const,
  );
  const all = [['enable', enable], ...shared, ...Object.entries(rest)] as const;
  return Object.fromEntries(all.map(([key, schema], order) => [`hardlint.${key}`, { order, ...schema }]));
}

/** Completion of ids and severities where settings are written. */
function byRule(): object {
  const severity = { type: 'string', enum: ['off', ...SEVERITIES] };
  const detailed = {
    type: 'object',
    properties: { severity, options: { type: 'object' } },
    additionalProperties: false,
  };
  return { propertyNames: { enum: RULES.map(({ id }) => id) }, additionalProperties: { anyOf: [severity, detailed] } };
}
